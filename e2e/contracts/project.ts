import type { Contract, ContractPerson } from './contract.ts';

/** A project with a generation of two phases in the queue, as the product itself makes them. */
export interface ContractProject {
  readonly id: string;
  readonly generation: string;
}

export async function makeProject(owner: ContractPerson, name = 'Shared'): Promise<ContractProject> {
  const project = await owner.client.rpc('create_project', { name, description: `About ${name}` });
  if (project.error !== null) throw project.error;
  const generation = await owner.client.rpc('start_generation', {
    p_project: project.data.id,
    p_stack: 'fastapi',
    p_model: 'blueprint',
    p_prompt: 'A blog',
    p_spec: { name: 'Blog', entities: [{ name: 'Post' }] },
    p_priority: 'normal',
    p_phases: [
      { key: 'core', title: 'Core', position: 0, targets: [] },
      { key: 'main', title: 'Main', position: 1, targets: [] },
    ],
  });
  if (generation.error !== null) throw generation.error;
  return { id: project.data.id, generation: generation.data.id };
}

/** As an owner's invitation will do it: past row-level security. */
export async function addMember(
  contract: Contract,
  project: ContractProject,
  person: ContractPerson,
  role: 'viewer' | 'editor' | 'owner',
): Promise<void> {
  const { error } = await contract
    .admin()
    .from('project_members')
    .insert({ project_id: project.id, user_id: person.id, role });
  if (error !== null) throw error;
}
