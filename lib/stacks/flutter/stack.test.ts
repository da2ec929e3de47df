import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AppSpec, appSpec, scalarTypes } from '../../specs/schemas.ts';
import {
  blogSpec,
  entity,
  field,
  minimalSpec,
  nastySpec,
  reference,
  renderProject,
  spec,
} from './sample-specs.ts';
import { flutter } from './stack.ts';

describe.each([
  ['a blog', blogSpec],
  ['names that collide, every type and every relation', nastySpec],
  ['one entity', minimalSpec],
])('a Flutter project of %s', (_name, sample) => {
  it('is accepted, formatted as dart format leaves it, and has no finding', async () => {
    const files = await renderProject(sample);

    expect(flutter.validate(sample)).toEqual([]);
    for (const [path, text] of files) expect(await flutter.format(path, text), path).toBe(text);
    expect(await flutter.check(files)).toEqual([]);
  });

  it('breaks none of the lint rules that only need the text', async () => {
    for (const [path, text] of await renderProject(sample)) {
      if (path.endsWith('.dart')) expect(lintByText(text), path).toEqual([]);
    }
  });

  it('is the same, byte for byte, for an equal spec', async () => {
    const again = await renderProject(structuredClone(sample));

    expect([...again]).toEqual([...(await renderProject(sample))]);
  });

  it('promises each path once, and none that the template has', () => {
    const paths = flutter.plan(sample).flatMap((phase) => phase.targets.map((target) => target.path));
    const template = readdirSync(new URL('../../../integration/flutter', import.meta.url));

    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.filter((path) => template.includes(path))).toEqual([]);
  });
});

describe('the plan', () => {
  it('has core, one phase per entity, support and main, and lets entities wait for core alone', () => {
    const phases = flutter.plan(blogSpec);

    expect(phases.map((phase) => phase.key)).toEqual([
      'core',
      'entity:User',
      'entity:Post',
      'entity:Comment',
      'entity:Tag',
      'support',
      'main',
    ]);
    for (const phase of phases.filter(({ entity: name }) => name !== null))
      expect(phase.after).toEqual(['core']);
  });

  it('gives every entity its model, repositories, view models, screens and tests', () => {
    const post = flutter.plan(blogSpec).find((phase) => phase.key === 'entity:Post');
    const paths = post?.targets.map((target) => target.path);

    expect(paths).toContain('lib/domain/models/post.dart');
    expect(paths).toContain('lib/data/repositories/post/post_repository_remote.dart');
    expect(paths).toContain('lib/ui/post/widgets/post_form_screen.dart');
    expect(paths?.filter((path) => path.endsWith('_test.dart'))).toHaveLength(6);
  });
});

describe('names', () => {
  it('keeps a framework type usable by renaming the entity, not its files or labels', async () => {
    expect(await flutter.render(nastySpec, 'lib/domain/models/text.dart')).toContain(
      'class TextModel implements Entity',
    );
    expect(await flutter.render(nastySpec, 'lib/domain/models/user.dart')).toContain(
      'class User implements Entity',
    );
    expect(await flutter.render(nastySpec, 'lib/ui/text/widgets/text_list_screen.dart')).toContain(
      "title: 'Texts'",
    );
  });

  it('renames fields that Dart or the model itself needs, and keeps their names in JSON', async () => {
    const model = await flutter.render(nastySpec, 'lib/domain/models/colliding_fields.dart');

    expect(model).toContain("classValue: json['class']! as String");
    expect(model).toContain("hashCodeValue: json['hash_code']! as String");
    expect(model).toContain('final String key;');
  });

  it('uses irregular plurals, ASCII identifiers and the words people typed', async () => {
    expect(await flutter.render(nastySpec, 'lib/routing/routes.dart')).toContain("personList = '/people'");
    const model = await flutter.render(nastySpec, 'lib/domain/models/stadte_grosse.dart');
    expect(model).toContain('class StadteGrosse');
    expect(model).toContain('final double hoheUberNn;');
  });

  it('derives a package name that pub accepts', async () => {
    expect(await flutter.render(nastySpec, 'pubspec.yaml')).toMatch(/^name: class_app$/m);
    const flutterApp = spec('Flutter', { entities: [entity('A', [field('b', 'string')])] });
    expect(await flutter.render(flutterApp, 'pubspec.yaml')).toMatch(/^name: flutter_app$/m);
  });

  it('refuses only names that stay the same word for word', () => {
    const twice = spec('App', {
      entities: [
        entity('Blog Post', [field('a b', 'string'), field('aB', 'string')]),
        entity('blog_post', [field('kind', 'enum', { values: ['In Use', 'in-use'] })]),
        entity('Letter', [reference('author', 'Letter'), field('author id', 'string')]),
      ],
    });

    expect(flutter.validate(twice).map(({ path, code }) => [path, code])).toEqual([
      ['entities.1.name', 'same_identifier'],
      ['entities.0.fields.1.name', 'same_identifier'],
      ['entities.1.fields.0.values.1', 'same_identifier'],
      ['entities.2.fields.1.name', 'same_wire_name'],
    ]);
  });
});

describe('formatting', () => {
  it('says where Dart does not parse', async () => {
    const broken = flutter.format('lib/a.dart', 'void main() {\n  var a = 1 print(a);\n}\n');

    await expect(broken).rejects.toThrow(SyntaxError);
    await expect(broken).rejects.toMatchObject({ line: 2, message: expect.stringContaining("';'") });
  });

  it('leaves other files as they are', async () => {
    expect(await flutter.format('README.md', '#  Title')).toBe('#  Title');
  });
});

describe('any valid spec', () => {
  it('renders, parses and checks clean', async () => {
    await fc.assert(
      fc.asyncProperty(anySpec(), async (sample) => {
        fc.pre(flutter.validate(sample).length === 0);
        expect(await flutter.check(await renderProject(sample))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});

/** curly_braces_in_flow_control_structures, avoid_print, and lines left empty where a list begins. */
function lintByText(text: string): string[] {
  const lines = text.split('\n');
  return lines.filter((line, index) => {
    const next = lines[index + 1] ?? '';
    const bareStatement = /^\s*(?:if|for|while) \(.*\)$/.test(line) && next.endsWith(';');
    const emptyAfterBracket = /[([]$/.test(line) && next === '';
    return bareStatement || emptyAfterBracket || /\bprint\(|withOpacity|\bdynamic\b/.test(line);
  });
}

function anySpec(): fc.Arbitrary<AppSpec> {
  const name = fc
    .stringMatching(/^[A-Za-zÄéñ][A-Za-z0-9_ -]{0,14}$/)
    .map((text) => text.trim())
    .filter((text) => text !== '');
  const anyField = fc.oneof(
    fc.record({ name, type: fc.constantFrom(...scalarTypes), required: fc.boolean(), unique: fc.boolean() }),
    fc.record({ name, type: fc.constant('enum'), values: fc.array(name, { minLength: 1, maxLength: 4 }) }),
    fc.record({ name, type: fc.constant('reference'), targetIndex: fc.nat(), required: fc.boolean() }),
  );
  const anyEntity = fc.record({ name, fields: fc.array(anyField, { minLength: 1, maxLength: 6 }) });
  return fc
    .record({
      name,
      entities: fc.uniqueArray(anyEntity, { minLength: 1, maxLength: 3, selector: (each) => each.name }),
    })
    .map(({ name: title, entities }) =>
      appSpec.parse({
        name: title,
        description: '',
        stack: 'flutter',
        entities: entities.map((each) => ({
          ...each,
          description: '',
          fields: each.fields.map((one) => {
            if (!('targetIndex' in one)) return one;
            const { targetIndex, ...rest } = one;
            return { ...rest, target: entities[targetIndex % entities.length]?.name };
          }),
        })),
      }),
    );
}
