import { environment } from '../core/environment.ts';
import type { Finding } from '../stacks/stack.ts';
import type { Json } from '../supabase/database.types.ts';
import { unwrap } from '../supabase/unwrap.ts';
import { writeWorkspace } from '../workspaces/write-workspace.ts';
import { loadFiles, loadTree } from './load-files.ts';
import { toTree } from './manifest.ts';
import { verifyPhaseKey } from './plan-phases.ts';
import { measureQuality } from './quality.ts';
import { loadGeneration, type Run } from './run.ts';
import { runPhase } from './run-phase.ts';
import type { GenerationResult, Quality, Shortfall, TreeFile } from './schemas.ts';

/** More findings than this help nobody; the quality's counts are of all. */
const maxFindings = 200;

/** What the verify phase leaves for the result. */
export type VerifyOutput = Pick<GenerationResult, 'code_path' | 'findings' | 'files' | 'bytes'> & {
  quality: Quality;
};

/** Checks the whole tree without a toolchain, lays it out on disk, and commits what was found. Files are not touched. */
export async function runVerifyPhase(run: Run): Promise<string> {
  const generation = await loadGeneration(run);
  const { db } = run;
  const { manifest } = unwrap(
    await db
      .from('checkpoints')
      .select('manifest')
      .eq('id', generation.headCheckpointId ?? '')
      .single(),
  );
  const files = toTree(manifest);
  const input = files.map(({ path, sha256 }) => [path, sha256]);
  return runPhase(run, generation, { key: verifyPhaseKey, input }, async () => {
    const tree = await loadTree(db, generation.projectId, files);
    const findings = await generation.stack.check(tree);
    const ids = { projectId: generation.projectId, generationId: generation.id };
    const code_path = await writeWorkspace(
      environment().OUTPUT_PATH,
      ids,
      loadFiles(db, generation.projectId, files),
    );
    await tellFindings(run, findings);
    const output: VerifyOutput = {
      code_path,
      findings: findings.slice(0, maxFindings),
      files: files.length,
      bytes: files.reduce((sum, { size }) => sum + size, 0),
      quality: describeQuality(findings, await loadShortfalls(run), files),
    };
    return { files: [], message: `Static checks: ${findings.length} findings`, output };
  });
}

function describeQuality(findings: Finding[], shortfalls: Shortfall[], files: TreeFile[]): Quality {
  const failed = findings.some(({ severity }) => severity === 'error');
  return {
    ...measureQuality(findings, shortfalls, files.length),
    checks: [
      {
        name: 'Static checks',
        status: failed ? 'failed' : 'passed',
        note: `Syntax, formatting, imports and declared packages of ${files.length} files.`,
      },
      {
        name: 'Tests',
        status: 'skipped',
        note: 'Not run on this server. The README of the project says how to run them.',
      },
    ],
  };
}

async function loadShortfalls(run: Run): Promise<Shortfall[]> {
  const rows = unwrap(
    await run.db.from('phases').select('shortfalls').eq('generation_id', run.generation_id),
  );
  return rows.flatMap((row) => row.shortfalls as Shortfall[]);
}

async function tellFindings(run: Run, findings: readonly Finding[]): Promise<void> {
  for (const finding of findings.slice(0, maxFindings)) {
    unwrap(
      await run.db.rpc('append_event', {
        p_generation: run.generation_id,
        p_admission: run.admission,
        p_type: 'analysis_error',
        p_payload: { ...finding } as Json,
      }),
    );
  }
}
