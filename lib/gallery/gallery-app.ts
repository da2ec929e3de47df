import { parseNotation } from '../specs/notation.ts';
import type { AppSpec } from '../specs/schemas.ts';

/** A ready spec. `spec.stack` is a placeholder: one spec serves every stack, and is started with the chosen one. */
export interface GalleryApp {
  readonly id: string;
  /** What it is for, in one sentence for people. */
  readonly summary: string;
  readonly spec: AppSpec;
}

/** Reads an app of the gallery from the notation. Throws at load where the notation is wrong: it is part of the program. */
export function galleryApp(id: string, summary: string, notation: string): GalleryApp {
  const parsed = parseNotation(notation, { name: id, description: summary, stack: 'fastapi' });
  if (parsed.ok) return { id, summary, spec: parsed.spec };
  const [problem] = parsed.problems;
  throw new Error(`The gallery's ${id}, line ${problem?.line}: ${problem?.message}`);
}
