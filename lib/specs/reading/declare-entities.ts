import { places } from '../knowledge/apps.ts';
import { verbs } from '../knowledge/relations.ts';
import { notEntities, prepositions, pronouns, sectionLabels } from '../knowledge/words.ts';
import { isActor } from './actors.ts';
import { isApp } from './app-words.ts';
import { type Draft, declare, findEntity, nounOf } from './draft.ts';
import { isCommonField } from './guess-field.ts';
import { isPlural } from './inflection.ts';
import { knowNoun } from './knowledge.ts';
import type { Item } from './phrases.ts';
import type { Statement } from './statements.ts';

/**
 * First pass: which nouns are entities. A noun counts when it is known as one, or when its place in the sentence says
 * so (`an app with gizmos`, `each gizmo has …`); wishes and screens (`dark mode`, `a nice design`) never do.
 */
export function declareEntities(draft: Draft, statements: readonly Statement[]): void {
  for (const [index, statement] of statements.entries()) {
    switch (statement.kind) {
      case 'list': {
        const known = statement.items.filter((item) => isKnown(draft, item)).length;
        const trusted = statement.items.length >= 2 && known * 2 >= statement.items.length;
        const titled = statement.items.length === 1 && isTitled(statements[index + 1], statement.items[0]);
        for (const item of statement.items)
          declareItem(draft, item, trusted ? 'plural' : titled ? 'any' : 'known');
        break;
      }
      case 'holds':
        for (const item of statement.items.flatMap((each) => membersOf(draft, each))) {
          declareItem(draft, item, 'plural');
        }
        break;
      case 'has':
        if (describesApp(draft, statement)) {
          const trust = statement.subject === null ? 'known' : 'plural';
          for (const item of statement.items) declareItem(draft, item, trust);
        } else if (statement.subject !== null) {
          declareItem(draft, statement.subject, isFirmSubject(statement) ? 'any' : 'plural');
        }
        break;
      case 'belongs':
        if (statement.subject !== null) declareItem(draft, statement.subject, 'plural');
        for (const target of statement.targets) declareItem(draft, target, 'known');
        break;
      case 'acts':
        if (statement.subject !== null && isActor(nounOf(statement.subject.words))) {
          const trust = Object.hasOwn(verbs, statement.verb) ? 'plural' : 'known';
          declareItem(draft, statement.subject, trust);
          for (const item of statement.objects) declareItem(draft, item, trust);
        }
        break;
      default:
    }
  }
}

/** `my music: albums and artists` speaks of what stands behind the colon. */
function membersOf(draft: Draft, item: Item): readonly Item[] {
  return item.inner.length > 0 && !item.choice && !isKnown(draft, item) && !isPlural(item.words.at(-1) ?? '')
    ? item.inner
    : [item];
}

/** Whether `X has …` speaks of the app, so that its list is entities: `A blog with posts`, `It has users`. */
export function describesApp(draft: Draft, statement: Extract<Statement, { kind: 'has' }>): boolean {
  const { subject, items, form } = statement;
  if (subject === null) return draft.entities.length === 0;
  if (isApp(subject.words)) return true;
  const isPlace = places.has(subject.words.at(-1) ?? '');
  if (form === 'verb' && subject.article && !isPlace) return false;
  if (isPlace && form !== 'verb' && items.every((item) => !item.article && !isCommonField(item.words)))
    return true;
  const plain = items.every((item) => isPlural(item.words.at(-1) ?? '') && !item.article && !item.many);
  const setting = isPlace || (form !== 'verb' && !isKnown(draft, subject));
  return plain && setting && items.some((item) => isKnown(draft, item));
}

function isTitled(next: Statement | undefined, title: Item | undefined): boolean {
  return (
    next?.kind === 'has' && next.subject !== null && next.subject.words.join(' ') === title?.words.join(' ')
  );
}

function isFirmSubject(statement: Extract<Statement, { kind: 'has' }>): boolean {
  const { subject, items, form } = statement;
  return (
    (subject?.article ?? false) ||
    (form !== 'with' && items.some((item) => isCommonField(item.words) || item.type !== null))
  );
}

function isKnown(draft: Draft, item: Item): boolean {
  return knowNoun(nounOf(item.words)) !== null || findEntity(draft, item.words) !== null;
}

/** `trust` is how much the place says: only known nouns, unknown plurals too, or any noun. */
function declareItem(draft: Draft, item: Item, trust: 'known' | 'plural' | 'any'): void {
  const noun = nounOf(item.words);
  if (noun === '' || isApp(item.words)) return;
  if (knowNoun(noun) !== null) {
    // `description` and `name` are no entities where they stand alone, nor is `a comment` among fields.
    declare(draft, item.words);
    return;
  }
  if (item.words.length > 3 || item.words.some((word) => isNoise(word))) return;
  const last = noun.split('_').at(-1) ?? '';
  const tail = knowNoun(last) !== null && item.words.length > 1;
  const plural = isPlural(item.words.at(-1) ?? '');
  if (trust === 'any' || (trust === 'plural' && (plural || tail)) || (trust === 'known' && tail && plural)) {
    declare(draft, item.words);
  }
}

function isNoise(word: string): boolean {
  return (
    notEntities.has(word) ||
    pronouns.has(word) ||
    prepositions.has(word) ||
    sectionLabels.has(word) ||
    /^\p{N}/u.test(word)
  );
}
