import { beforeAll, describe, expect, it } from 'vitest';
import { blogSpec, renderProject } from '../sample-specs.ts';
import { checkProject } from './check-project.ts';

let files: Map<string, string>;

beforeAll(async () => {
  files = await renderProject(blogSpec);
});

describe('one change to a clean project is found', () => {
  it.each([
    [
      'a removed import',
      'lib/ui/post/widgets/post_list_screen.dart',
      "import '../../core/widgets/entity_list_scaffold.dart';\n",
      '',
      'undefined_class',
    ],
    [
      'a removed import of a function',
      'lib/ui/post/widgets/post_list_screen.dart',
      "import '../../core/widgets/confirm_dialog.dart';\n",
      '',
      'undefined_function',
    ],
    ['a wrong path', 'lib/app.dart', "'routing/router.dart'", "'routes/router.dart'", 'uri_does_not_exist'],
    [
      'a wrong path by package',
      'test/domain/post_test.dart',
      'package:my_blog/domain/models/post.dart',
      'package:my_blog/models/post.dart',
      'uri_does_not_exist',
    ],
    [
      'an undeclared package',
      'lib/main.dart',
      "import 'package:http/http.dart' as http;",
      "import 'package:http/http.dart' as http;\nimport 'package:dio/dio.dart';",
      'depend_on_referenced_packages',
    ],
    [
      'a development package in lib',
      'lib/app.dart',
      "import 'package:go_router/go_router.dart';",
      "import 'package:flutter_test/flutter_test.dart';\nimport 'package:go_router/go_router.dart';",
      'depend_on_referenced_packages',
    ],
    [
      'a renamed named argument',
      'lib/ui/post/widgets/post_list_screen.dart',
      'createLabel: ',
      'buttonLabel: ',
      'undefined_named_parameter',
    ],
    [
      'a dropped required argument',
      'lib/routing/router.dart',
      'onNavigate: context.go,',
      '',
      'missing_required_argument',
    ],
    [
      'a renamed argument to the superclass',
      'lib/data/repositories/post/post_repository_remote.dart',
      'resource: ',
      'path: ',
      'undefined_named_parameter',
    ],
    [
      'a dropped argument to the superclass',
      'lib/ui/post/view_models/post_form_view_model.dart',
      'required PostRepository super.repository,',
      '',
      'missing_required_argument',
    ],
    [
      'an extra positional argument',
      'lib/ui/home/home_screen.dart',
      'PageBody(',
      'PageBody(context, ',
      'extra_positional_arguments',
    ],
    [
      'a positional argument too few',
      'lib/data/repositories/auth/auth_repository_local.dart',
      'const Ok(null)',
      'const Ok()',
      'not_enough_positional_arguments',
    ],
    [
      'an unused import',
      'lib/app.dart',
      "import 'routing/router.dart';",
      "import 'routing/router.dart';\nimport 'routing/routes.dart';",
      'unused_import',
    ],
    [
      'an unused SDK import',
      'lib/utils/result.dart',
      'import',
      "import 'dart:convert';\nimport",
      'unused_import',
    ],
    [
      'a repeated import',
      'lib/app.dart',
      "import 'routing/router.dart';",
      "import 'routing/router.dart';\nimport 'routing/router.dart';",
      'duplicate_import',
    ],
    [
      'a shown name that is not there',
      'lib/app.dart',
      "'routing/router.dart';",
      "'routing/router.dart' show createRouter, other;",
      'undefined_shown_name',
    ],
    [
      'a member that a class lacks',
      'lib/routing/router.dart',
      'Routes.home',
      'Routes.start',
      'undefined_member',
    ],
    ['Dart that does not parse', 'lib/app.dart', 'class App extends', 'class App extend', 'syntax_error'],
    ['YAML that does not parse', 'pubspec.yaml', 'dependencies:', 'dependencies: [', 'syntax_error'],
    ['JSON that does not parse', 'web/manifest.json', '"name"', 'name', 'syntax_error'],
  ])('%s', async (_name, path, from, to, code) => {
    const text = files.get(path) ?? '';
    expect(text).toContain(from);
    const findings = await checkProject(new Map(files).set(path, text.replace(from, to)));

    expect(findings.filter((finding) => finding.file === path).map((finding) => finding.code)).toContain(
      code,
    );
  });
});

describe('mutations of every other file in lib', () => {
  it('are found: every wrong path and package, nearly every removed import and bent argument', async () => {
    const rates = {
      wrongPath: await rateOf(/^import '(?!package:|dart:)[^']+(?=\.dart)/m, (match) => `${match}_x`),
      undeclaredPackage: await rateOf(/^/, () => "import 'package:dio/dio.dart';\n"),
      removedImport: await rateOf(/^import '(?!package:|dart:).*';\n/m, () => ''),
      unusedImport: await rateOf(/^/, (_, path) => `import '${upFrom(path)}config/environment.dart';\n`),
      renamedArgument: await rateOf(/\b(?=(?:viewModel|message|repository|label): )/, () => 'x'),
    };

    expect(rates.wrongPath).toBe(1);
    expect(rates.undeclaredPackage).toBe(1);
    expect(rates.removedImport).toBeGreaterThan(0.95);
    expect(rates.unusedImport).toBeGreaterThan(0.9);
    expect(rates.renamedArgument).toBeGreaterThan(0.8);
  });
});

describe('what is right stays silent', () => {
  it('understands strings, comments, patterns and type arguments', async () => {
    const tricky = new Map([
      ['pubspec.yaml', 'name: app\ndependencies:\n  flutter:\n    sdk: flutter\n'],
      [
        'lib/a.dart',
        [
          '/* Box( /* nested */ */',
          'sealed class Shape {}',
          'class Box<A, B> extends Shape {',
          '  Box(this.first, {required this.second});',
          '  final A first;',
          '  final B second;',
          '}',
          "String name(Shape shape) => switch (shape) { Box(:final first) => '$first', _ => 'none' };",
          '',
        ].join('\n'),
      ],
      [
        'lib/b.dart',
        [
          "import 'a.dart';",
          '// Box(1)',
          'const text = r\'Box(1) $name\' "Box(2)";',
          "const long = '''import 'c.dart'; Box(3)''';",
          "final box = Box<int, Map<String, int>>(1 < 2 ? 1 : 2, second: {'a': 1, 'b': 2});",
          `final said = 'it is \${Box<int, int>(1, second: 2).first} and \${name(box)}';`,
          'bool isBox(Shape shape) {',
          '  if (shape case Box(first: 1)) return true;',
          '  return false;',
          '}',
          '',
        ].join('\n'),
      ],
    ]);

    expect(await checkProject(tricky)).toEqual([]);
  });

  it('lets parts see what their library imports, and doc comments use an import', async () => {
    const parted = new Map([
      ['pubspec.yaml', 'name: app\n'],
      ['lib/box.dart', 'class Box {}\n\nclass Lid {}\n'],
      ['lib/lid.dart', "import 'box.dart';\n\n/// Goes with a [Box].\nvoid close() {}\n"],
      [
        'lib/a.dart',
        "import 'dart:async';\n\nimport 'box.dart';\n\npart 'b.dart';\n\nFuture<void> later() async {}\n",
      ],
      ['lib/b.dart', "part of 'a.dart';\n\nfinal box = Box();\n"],
    ]);

    expect(await checkProject(parted)).toEqual([]);
  });

  it('reports only the files that were asked for, in the light of all', async () => {
    const broken = new Map(files);
    broken.delete('lib/routing/routes.dart');

    expect(await checkProject(broken, { only: ['lib/app.dart'] })).toEqual([]);
    const codes = (await checkProject(broken, { only: ['lib/routing/router.dart'] })).map(({ code }) => code);
    expect(codes).toContain('uri_does_not_exist');
  });
});

/** Share of the files with a place for the mutation in which the checker then finds something. */
async function rateOf(place: RegExp, change: (match: string, path: string) => string): Promise<number> {
  let tried = 0;
  let found = 0;
  const paths = [...files.keys()].filter((path) => path.startsWith('lib/') && path !== 'lib/main.dart');
  for (const path of paths.filter((_, index) => index % 4 === 0)) {
    const text = files.get(path) ?? '';
    const mutated = text.replace(place, (match) => change(match, path));
    if (mutated === text) continue;
    tried += 1;
    if ((await checkProject(new Map(files).set(path, mutated), { only: [path] })).length > 0) found += 1;
  }
  expect(tried).toBeGreaterThan(3);
  return found / tried;
}

function upFrom(path: string): string {
  return '../'.repeat(path.split('/').length - 2);
}
