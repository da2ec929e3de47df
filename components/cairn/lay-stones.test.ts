import { describe, expect, it } from 'vitest';
import { layStones } from './lay-stones';
import type { Stone } from './stone';
import { stoneShape } from './stone-shape';

const pile = (entities: number): Stone[] =>
  [
    'plan',
    'core',
    ...Array.from({ length: entities }, (_, n) => `entity:E${n}`),
    'support',
    'main',
    'verify',
  ].map((key) => ({ key, state: 'committed' }));

describe('layStones', () => {
  it.each([0, 1, 4, 7, 60])('piles %i entity phases without one covering another in its row', (count) => {
    const { stones, width, ground } = layStones(pile(count));
    expect(stones).toHaveLength(count + 5);
    for (const row of new Set(stones.map((stone) => stone.row))) {
      const boxes = stones.filter((stone) => stone.row === row).map(({ box }) => box);
      for (const [index, box] of boxes.entries()) {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width);
        expect(box.y + box.height).toBeLessThanOrEqual(ground + 0.001);
        const next = boxes[index + 1];
        if (next) expect(box.x + box.width).toBeLessThanOrEqual(next.x + 0.001);
      }
    }
  });

  it('puts the first phase at the bottom and the last on top', () => {
    const { stones } = layStones(pile(3));
    const byHeight = [...stones].sort((a, b) => b.box.y + b.box.height - (a.box.y + a.box.height));
    expect(byHeight[0]?.key).toBe('plan');
    expect(byHeight.at(-1)?.key).toBe('verify');
  });
});

describe('stoneShape', () => {
  const box = { x: 0, y: 0, width: 100, height: 40 };

  it('draws the same stone for the same phase, and another for another', () => {
    expect(stoneShape('core', box)).toEqual(stoneShape('core', box));
    expect(stoneShape('core', box).outline).not.toBe(stoneShape('main', box).outline);
  });

  it('draws finite numbers for the smallest stones too', () => {
    const shape = stoneShape('entity:X', { x: 3, y: 4, width: 20, height: 12 });
    expect(JSON.stringify(shape)).not.toMatch(/NaN|Infinity|null,"moss"/);
  });
});
