import { describe, expect, it } from 'vitest';
import { parseNotation } from '@/lib/specs/notation';
import type { AppSpec } from '@/lib/specs/schemas';
import { layoutRelations } from './layout-relations';

describe('layoutRelations', () => {
  it('places who refers below whom it refers to', () => {
    const { boxes } = layoutRelations(
      read('Comment(post -> Post)\nPost(author -> User)\nUser(name: string)'),
    );
    const y = new Map(boxes.map((box) => [box.name, box.y]));
    expect(y.get('User')).toBeLessThan(y.get('Post') ?? 0);
    expect(y.get('Post')).toBeLessThan(y.get('Comment') ?? 0);
  });

  it('lets no boxes overlap, in cycles, with self-references and forty entities', () => {
    const many = Array.from({ length: 40 }, (_, at) => `E${at}x(a: string, next -> E${(at * 7 + 1) % 40}x?)`);
    for (const text of [many.join('\n'), 'A(b -> B?, a -> A?)\nB(a -> A)', 'A(x: string)']) {
      const { boxes } = layoutRelations(read(text));
      for (const [at, one] of boxes.entries()) {
        for (const other of boxes.slice(at + 1)) {
          const apart =
            one.x + one.width <= other.x ||
            other.x + other.width <= one.x ||
            one.y + one.height <= other.y ||
            other.y + other.height <= one.y;
          expect(apart, `${one.name} and ${other.name}`).toBe(true);
        }
      }
    }
  });

  it('leads no line behind a box', () => {
    const many = Array.from(
      { length: 30 },
      (_, at) => `E${at}x(a: string, p -> E${Math.floor(at / 3)}x?, q -> E${(at * 11 + 5) % 30}x?)`,
    );
    for (const text of [
      many.join('\n'),
      'C(p -> P, u -> U)\nP(u -> U, p -> P?)\nU(n: string)\nlink UC: U <-> C',
    ]) {
      const { boxes, lines } = layoutRelations(read(text));
      for (const { id, points } of lines) {
        for (const [at, start] of points.slice(0, -1).entries()) {
          const end = points[at + 1] ?? start;
          const crossed = boxes.filter(
            (box) =>
              Math.max(start.x, end.x) > box.x &&
              Math.min(start.x, end.x) < box.x + box.width &&
              Math.max(start.y, end.y) > box.y &&
              Math.min(start.y, end.y) < box.y + box.height,
          );
          expect(
            crossed.map((box) => box.name),
            `${id} from ${start.x},${start.y} to ${end.x},${end.y}`,
          ).toEqual([]);
        }
      }
    }
  });

  it('says each relation in a sentence, and leaves out what leads nowhere', () => {
    const { lines } = layoutRelations(
      read(
        'Post(author -> User, editor -> User?, ghost -> Nobody)\nUser(name: string)\nlink PostUser: Post <-> User',
      ),
    );
    expect(lines.map((line) => line.sentence)).toEqual([
      'Post refers to one User as author.',
      'Post refers to at most one User as editor.',
      'Post and User are linked many to many by PostUser.',
    ]);
  });

  it('draws nothing for a spec without entities', () => {
    expect(layoutRelations({ ...read('A(x: string)'), entities: [] })).toEqual({ boxes: [], lines: [] });
  });
});

function read(text: string): AppSpec {
  const result = parseNotation(text, { name: 'App', description: '', stack: 'fastapi' });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.spec;
}
