import { describe, expect, it } from 'vitest';
import { buildTree, foldersAbove, rootId } from './build-tree';

describe('buildTree', () => {
  it('puts folders first, then files, each by name with numbers as numbers', () => {
    const tree = buildTree(['b.py', 'a10.py', 'a2.py', 'zoo/x.py', 'app/core/config.py']);
    expect(tree.get(rootId)?.children).toEqual(['app/', 'zoo/', 'a2.py', 'a10.py', 'b.py']);
    expect(tree.get('app/core/')).toEqual({
      id: 'app/core/',
      name: 'core',
      children: ['app/core/config.py'],
    });
    expect(tree.get('b.py')?.children).toBeNull();
  });

  it('holds a root when there is no file yet', () => {
    expect(buildTree([]).get(rootId)?.children).toEqual([]);
  });
});

describe('foldersAbove', () => {
  it('names them from the outside in', () => {
    expect(foldersAbove('app/core/config.py')).toEqual(['app/', 'app/core/']);
    expect(foldersAbove('main.py')).toEqual([]);
  });
});
