import type { Finding, ProjectFiles } from '../../stack.ts';

export async function checkProject(_files: ProjectFiles): Promise<Finding[]> {
  return [];
}
