import type { AppSpec } from '../../../specs/schemas.ts';
import { fastapi } from '../stack.ts';

/** Every file of every phase. */
export async function renderTree(spec: AppSpec): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const { targets } of fastapi.plan(spec)) {
    for (const { path } of targets) files.set(path, await fastapi.render(spec, path));
  }
  return files;
}
