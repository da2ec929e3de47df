import type { Model } from './model.ts';

/** The built-in engine: no key, no network, the same bytes for the same spec. Every other model starts from its floor. */
export const blueprint: Model = {
  id: 'blueprint',
  title: 'Blueprint engine',
  summary: 'Built in. Deterministic, no key needed: idiomatic projects from the entity schema.',
  async *write({ stack, spec, targets }, signal) {
    for (const { path } of targets) {
      signal.throwIfAborted();
      yield { path, text: await stack.render(spec, path), origin: 'blueprint' };
    }
  },
};
