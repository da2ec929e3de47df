import { AppError } from '../core/errors.ts';
import { blueprint } from './blueprint.ts';
import type { Model } from './model.ts';

/** A model is added by a file beside this one and a line here; the first is the default. */
export const models: readonly Model[] = [blueprint];

/** Throws `unknown_model`, naming those there are. */
export function findModel(id: string): Model {
  const found = models.find((model) => model.id === id);
  if (found !== undefined) return found;
  throw new AppError('unknown_model', `There is no model “${id.slice(0, 40)}”.`, {
    hint: `Choose one of: ${models.map((model) => model.id).join(', ')}.`,
  });
}
