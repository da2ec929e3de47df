import type { GenerationEvent } from './events.ts';
import type { Generation, Phase, TreeFile } from './schemas.ts';

export interface LiveFile extends TreeFile {
  /** False between the moment a file is written and the commit of its phase. */
  readonly committed: boolean;
}

export interface LogLine {
  readonly seq: number;
  readonly at: string;
  readonly phase: string | null;
  readonly level: 'info' | 'warning' | 'error';
  readonly message: string;
}

/** What a browser shows of one generation. `generation.last_seq` is the last event applied. */
export interface LiveGeneration {
  readonly generation: Generation;
  readonly files: ReadonlyMap<string, LiveFile>;
  readonly log: readonly LogLine[];
}

export const maxLogLines = 2_000;

export function startLive(generation: Generation, files: readonly TreeFile[]): LiveGeneration {
  return {
    generation,
    files: new Map(files.map((file) => [file.path, { ...file, committed: true }])),
    log: [],
  };
}

/**
 * Applies one event. Pure and idempotent: an event that was applied before changes nothing, and one that comes
 * before its time is refused, so that the caller fetches what is missing instead of showing a gap.
 */
export function applyEvent(live: LiveGeneration, event: GenerationEvent): LiveGeneration | 'gap' {
  const { generation } = live;
  if (event.generation_id !== generation.id || event.seq <= generation.last_seq) return live;
  if (event.seq > generation.last_seq + 1) return 'gap';
  const next = { ...live, generation: { ...generation, last_seq: event.seq } };
  switch (event.type) {
    case 'status':
      return withLog(applyStatus(next, event.payload), event, statusLine(event.payload));
    case 'code': {
      const { phase, committed, files } = event.payload;
      return withFiles(
        next,
        files.map((file) => ({ ...file, phase, committed })),
      );
    }
    case 'log':
      return withLog(next, event, event.payload);
    case 'error':
      return withLog(next, event, { ...event.payload, level: 'error' });
    case 'analysis_error': {
      const { file, line, severity, message } = event.payload;
      const level = severity === 'error' ? 'error' : 'warning';
      return withLog(next, event, {
        phase: 'verify',
        level,
        message: `${file}${line ? `:${line}` : ''} ${message}`,
      });
    }
    case 'result':
      return { ...next, generation: { ...next.generation, result: event.payload } };
    case 'text':
    case 'chat':
      return next;
  }
}

type StatusPayload = Extract<GenerationEvent, { type: 'status' }>['payload'];

function applyStatus(live: LiveGeneration, payload: StatusPayload): LiveGeneration {
  const { generation } = live;
  if (payload.of === 'generation') {
    const running = payload.status === 'running';
    const final = payload.status !== 'running' && payload.status !== 'queued';
    return {
      ...live,
      generation: {
        ...generation,
        status: payload.status,
        failure: payload.failure,
        started_at: running ? (generation.started_at ?? payload.at) : generation.started_at,
        finished_at: final ? payload.at : null,
      },
    };
  }
  if (payload.of === 'plan') {
    const known = new Map(generation.phases.map((phase) => [phase.key, phase]));
    const phases = payload.phases.map((planned) => ({
      ...(known.get(planned.key) ?? pendingPhase),
      ...planned,
    }));
    return { ...live, generation: { ...generation, phases } };
  }
  const { phase: key, of: _, at, ...change } = payload;
  const phases = generation.phases.map((phase): Phase => {
    if (phase.key !== key) return phase;
    const running = change.status === 'running';
    const started_at = running ? at : phase.started_at;
    const finished_at = running || change.status === 'pending' ? null : at;
    return {
      ...phase,
      ...change,
      checkpoint_id: change.checkpoint_id ?? phase.checkpoint_id,
      started_at,
      finished_at,
    };
  });
  const head_checkpoint_id = change.checkpoint_id ?? generation.head_checkpoint_id;
  return { ...live, generation: { ...generation, phases, head_checkpoint_id } };
}

const pendingPhase: Omit<Phase, 'id' | 'key' | 'title' | 'position' | 'targets'> = {
  status: 'pending',
  attempt: 0,
  files: 0,
  bytes: 0,
  shortfalls: [],
  warnings: [],
  failure: null,
  checkpoint_id: null,
  started_at: null,
  finished_at: null,
};

function withFiles(live: LiveGeneration, written: readonly LiveFile[]): LiveGeneration {
  const files = new Map(live.files);
  for (const file of written) files.set(file.path, file);
  return { ...live, files };
}

function withLog(
  live: LiveGeneration,
  event: GenerationEvent,
  line: Omit<LogLine, 'seq' | 'at'>,
): LiveGeneration {
  const { phase, level, message } = line;
  const log = [...live.log, { seq: event.seq, at: event.created_at, phase, level, message }];
  return { ...live, log: log.length > maxLogLines ? log.slice(-maxLogLines) : log };
}

function statusLine(payload: StatusPayload): Omit<LogLine, 'seq' | 'at'> {
  if (payload.of === 'plan')
    return { phase: 'plan', level: 'info', message: `Planned ${payload.phases.length} phases` };
  const what = payload.of === 'generation' ? 'Generation' : payload.phase;
  const level =
    payload.status === 'failed' ? 'error' : payload.status === 'needs_attention' ? 'warning' : 'info';
  const phase = payload.of === 'phase' ? payload.phase : null;
  const files = payload.of === 'phase' && payload.status === 'committed' ? `: ${payload.files} files` : '';
  const cause = payload.failure ? `: ${payload.failure.message}` : '';
  return { phase, level, message: `${what} ${payload.status.replace('_', ' ')}${files}${cause}` };
}
