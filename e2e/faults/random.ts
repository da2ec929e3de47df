/** A seeded source of numbers in [0, 1) (mulberry32), so that a failure can be played again: `CAIRN_SEED=… `. */
export function seededRandom(): { seed: number; next: () => number } {
  const seed = Number(process.env.CAIRN_SEED ?? Math.floor(Math.random() * 2 ** 31));
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, next };
}
