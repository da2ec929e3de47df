/** Names that nothing reserves and nobody took before keep theirs; the others get the first suffix that makes them free. */
export function allocateAll(
  bases: readonly string[],
  isReserved: (name: string) => boolean,
  suffixes: readonly string[],
): string[] {
  const taken = new Set(bases.filter((base) => !isReserved(base)));
  const seen = new Set<string>();
  return bases.map((base) => {
    const keeps = !isReserved(base) && !seen.has(base);
    const name = keeps ? base : firstFree(base, suffixes, (next) => !isReserved(next) && !taken.has(next));
    seen.add(name);
    taken.add(name);
    return name;
  });
}

/** `base`, or the first of its suffixed or numbered forms that is free. */
export function firstFree(
  base: string,
  suffixes: readonly string[],
  isFree: (name: string) => boolean,
): string {
  for (const candidate of [base, ...suffixes.map((suffix) => base + suffix)]) {
    if (isFree(candidate)) return candidate;
  }
  let number = 2;
  while (!isFree(base + (suffixes[0] ?? '') + number)) number += 1;
  return base + (suffixes[0] ?? '') + number;
}
