import type { Project, ProjectRole } from './schemas.ts';

/** The columns that make a `Project`; the newest generation comes with its phases' states only. */
export const projectColumns = `
  id, name, description, archived_at, created_at, updated_at,
  project_members!inner(role),
  generations(id, stack, status, created_at, finished_at, phases(status))
` as const;

interface ProjectRow {
  id: string;
  name: string;
  description: string;
  archived_at: string | null;
  created_at: string;
  updated_at: string;
  project_members: { role: ProjectRole }[];
  generations: {
    id: string;
    stack: string;
    status: NonNullable<Project['latest_generation']>['status'];
    created_at: string;
    finished_at: string | null;
    phases: { status: string }[];
  }[];
}

export function toProject(row: ProjectRow): Project {
  const newest = row.generations[0];
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    role: row.project_members[0]?.role ?? 'viewer',
    archived: row.archived_at !== null,
    created_at: row.created_at,
    updated_at: row.updated_at,
    latest_generation:
      newest === undefined
        ? null
        : {
            id: newest.id,
            stack: newest.stack,
            status: newest.status,
            phases_total: newest.phases.length,
            phases_committed: newest.phases.filter((phase) => phase.status === 'committed').length,
            created_at: newest.created_at,
            finished_at: newest.finished_at,
          },
  };
}
