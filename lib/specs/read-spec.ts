import { AppError } from '../core/errors.ts';
import { entitiesByApp } from './knowledge/apps.ts';
import { people } from './knowledge/relations.ts';
import { specLimits } from './limits.ts';
import { parseNotation } from './notation.ts';
import { applyStatements } from './reading/apply-statements.ts';
import { declareEntities } from './reading/declare-entities.ts';
import { createDraft, declare } from './reading/draft.ts';
import { finishDraft } from './reading/finish-draft.ts';
import { nameApp } from './reading/name-app.ts';
import { readOutline } from './reading/outline.ts';
import { type Line, tokenize } from './reading/tokens.ts';
import type { AppSpec } from './schemas.ts';
import { validateSpec } from './validate-spec.ts';

export interface ReadSpecOptions {
  /** The stack's id; the words do not choose it. */
  readonly stack: string;
  /** The app's name, where it is not to be taken from the words. */
  readonly name?: string;
}

const example =
  'Write for example: “A blog with users, posts and comments; a post has a title, a body and an author, and many tags”, or: “Post(title: string, body: text, author -> User)”.';

/**
 * Reads a spec out of English words or the compact notation, with no model: the same words give the same spec.
 * `notes` say what was assumed. Throws `invalid_input` for a prompt that is empty, longer than 20,000 characters, or
 * names nothing that could be an entity, saying what to write instead. Time is linear in the prompt.
 */
export function readSpec(prompt: string, options: ReadSpecOptions): { spec: AppSpec; notes: string[] } {
  const text = checkPrompt(prompt);
  const notation = readAsNotation(text, options);
  if (notation !== null) return { spec: sound(notation), notes: [] };

  const lines = tokenize(text);
  const draft = createDraft();
  const statements = readOutline(lines);
  declareEntities(draft, statements);
  if (draft.entities.length === 0) {
    const usual = usualEntities(lines);
    for (const noun of usual?.nouns ?? []) declare(draft, noun.split('_'));
    if (usual !== null)
      draft.notes.push(`You named no entities, so this starts from what a ${usual.app} app usually has.`);
  }
  applyStatements(draft, statements);
  if (draft.entities.length === 0) {
    throw new AppError('invalid_input', 'No entities could be found in this description.', {
      hint: `Name the things that your app keeps. ${example}`,
      issues: [{ path: 'prompt', message: 'No entities could be found in this description.' }],
    });
  }
  if (draft.entities.length > specLimits.entities) {
    throw new AppError(
      'invalid_input',
      `This description names ${draft.entities.length} entities; use at most ${specLimits.entities}.`,
      { hint: 'Describe the core of the app first, or split it into several projects.' },
    );
  }
  const { entities, links } = finishDraft(draft);
  for (const entity of entities) {
    if (entity.fields.length <= specLimits.fieldsPerEntity) continue;
    draft.notes.push(`${entity.name} keeps its first ${specLimits.fieldsPerEntity} fields; there were more.`);
    entity.fields.length = specLimits.fieldsPerEntity;
  }
  if (links.length > specLimits.links) {
    draft.notes.push(`Only the first ${specLimits.links} links are kept; there were more.`);
    links.length = specLimits.links;
  }
  const usual = draft.entities.filter((entity) => !entity.described).map((entity) => entity.name);
  if (usual.length > 0) draft.notes.push(`With the fields that are usual for it: ${usual.join(', ')}.`);
  const name = options.name?.trim() || nameApp(lines, text) || defaultName(draft.entities);
  const description = text.slice(0, specLimits.descriptionLength).trim();
  const spec: AppSpec = { name, description, stack: options.stack, entities, links };
  return { spec: sound(spec), notes: draft.notes };
}

function checkPrompt(prompt: string): string {
  if (prompt.length > specLimits.promptLength) {
    const limit = specLimits.promptLength.toLocaleString('en-US');
    throw new AppError(
      'invalid_input',
      `The description has ${prompt.length.toLocaleString('en-US')} characters; use at most ${limit}.`,
      { hint: 'Name the entities and their fields; details can follow once the app exists.' },
    );
  }
  const text = prompt.trim();
  if ((text.match(/\p{L}/gu)?.length ?? 0) < 3) {
    const message = text === '' ? 'The description is empty.' : 'The description has no words to read.';
    throw new AppError('invalid_input', message, { hint: `Say what your app keeps. ${example}` });
  }
  return text;
}

/** Null where the text is no notation. Text that is, with a mistake in it, gets the mistake's line and column. */
function readAsNotation(text: string, options: ReadSpecOptions): AppSpec | null {
  const first = text.split('\n').find((line) => /^[^#\s]/.test(line)) ?? '';
  const shape = /^(?:app "|(?:link )?[\p{L}"][^(:]{0,60}\([^()]{0,80}(?::|->)|[\p{L}"][^(:]{0,60}\($)/u;
  if (!shape.test(first.trimEnd())) return null;
  const result = parseNotation(text, { name: '', description: '', stack: options.stack });
  if (!result.ok) {
    if (!/^\s*(?:app "|[\p{L}"][\p{L}\p{N}_" -]{0,60}\()/u.test(first) || result.problems.length > 3)
      return null;
    const issues = result.problems.map(({ line, column, message }) => ({
      path: 'prompt',
      message: `Line ${line}, column ${column}: ${message}`,
    }));
    throw new AppError('invalid_input', issues[0]?.message ?? 'The notation cannot be read.', { issues });
  }
  if (result.spec.entities.length === 0) return null;
  const name = options.name?.trim() || result.spec.name || defaultName(result.spec.entities);
  return { ...result.spec, name, stack: options.stack };
}

/** `Recipe app`: after the first entity that is not a person. */
function defaultName(entities: readonly { readonly name: string }[]): string {
  const thing = entities.find((entity) => !people.has(entity.name.toLowerCase())) ?? entities[0];
  const words = (thing?.name ?? 'New')
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
    .slice(0, specLimits.nameLength - 4);
  return `${words.charAt(0)}${words.slice(1).toLowerCase()} app`;
}

/** The entities that the kind of app usually has, by the longest kind that the words contain. */
function usualEntities(lines: readonly Line[]): { app: string; nouns: string[] } | null {
  const words = lines.flatMap((line) => line.sentences.flat().map((token) => token.word));
  const text = ` ${words.join(' ')} `;
  const kinds = Object.keys(entitiesByApp).sort((one, other) => other.length - one.length);
  const app = kinds.find((kind) => text.includes(` ${kind} `) || text.includes(` ${kind}s `));
  return app === undefined ? null : { app, nouns: (entitiesByApp[app] ?? '').split(' ') };
}

/** What the reader cannot have meant is told, not passed on. */
function sound(spec: AppSpec): AppSpec {
  const issues = validateSpec(spec).filter((issue) => issue.severity === 'error');
  const [first] = issues;
  if (first === undefined) return spec;
  throw new AppError('invalid_spec', `The description gives a spec that cannot be used: ${first.message}`, {
    hint: 'Reword it, or correct the entities in the editor.',
    issues: issues.map(({ path, message }) => ({ path: `spec.${path}`, message })),
  });
}
