import { describe, expect, it } from 'vitest';
import { checkImports } from './check-imports.ts';
import { readModule } from './read-module.ts';

describe('the imports of a module', () => {
  it('are read in every form, with the line of each name', () => {
    const { imports } = readModule(`import os, sys as system
from a.b import (  # of c
    c,
    d as e,
)
from . import f; from ..g import h
if True:
    import i \\
        as j

def late():
    from k import l
`);
    expect(imports.map(({ module, level, names, line }) => [level, module, line, names])).toEqual([
      [0, 'os', 1, null],
      [0, 'sys', 1, null],
      [
        0,
        'a.b',
        2,
        [
          { name: 'c', line: 3 },
          { name: 'd', line: 4 },
        ],
      ],
      [1, '', 6, [{ name: 'f', line: 6 }]],
      [2, 'g', 6, [{ name: 'h', line: 6 }]],
      [0, 'i', 8, null],
      [0, 'k', 12, [{ name: 'l', line: 12 }]],
    ]);
  });

  it('are not seen in strings and comments', () => {
    const text = '"""\nimport a\n"""\n# import b\nx = "\\"import c"\ny = f\'{x}\'\nr = r"\\d"\n';
    expect(readModule(text).imports).toEqual([]);
  });
});

describe('what a module offers', () => {
  it('is what stands at its top level, also in blocks', () => {
    const { symbols } = readModule(`import a.b
from c import d as e, f
G = 1
h: int = 2
i, (j, k) = 1, (2, 3)
if G == 1:
    l = 3
class M:
    n = 4
    def o(self): ...
async def p():
    q = 5
with r() as s:
    pass
T = TypeVar("T", bound=M)
u[v] = w
`);
    const expected = ['a', 'e', 'f', 'G', 'h', 'i', 'j', 'k', 'l', 'M', 'p', 's', 'T'];
    expect(expected.filter((name) => !symbols.has(name))).toEqual([]);
    expect(['b', 'd', 'n', 'o', 'q'].filter((name) => symbols.has(name))).toEqual([]);
  });
});

describe('imports within a project', () => {
  const project = (main: string) =>
    new Map([
      ['requirements.txt', 'PyYAML>=6 # data\nfast_api[all]; python_version > "3"\n-e .\n'],
      ['app/__init__.py', ''],
      ['app/part/one.py', 'value = 1\n'],
      ['app/main.py', main],
    ]);
  const codes = (main: string) =>
    checkImports(project(main), new Set(['app/main.py'])).map(({ code, line }) => `${line} ${code}`);

  it('may be relative, of submodules, of packages without a file, and of stars', () => {
    const main =
      'from .part import one\nfrom .part.one import value\nimport app.part.one\nfrom app.part.one import *\n';
    expect(codes(main)).toEqual([]);
    expect(codes('from .parts import one\nfrom .part import two\n')).toEqual([
      '1 unknown-module',
      '2 unknown-name',
    ]);
  });

  it('may be of declared packages by the name that they are imported by', () => {
    expect(
      codes('import yaml\nimport fast_api.x\nimport json\nfrom __future__ import annotations\n'),
    ).toEqual([]);
    expect(codes('import jwt\n')).toEqual(['1 undeclared-package']);
  });
});
