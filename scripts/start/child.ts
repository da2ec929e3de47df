import { type ChildProcess, spawn } from 'node:child_process';
import type { LogFile } from './log-file.ts';
import type { Variables } from './settings.ts';

export interface ChildOptions {
  /** Script for this Node, and its arguments. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly env: Variables;
  readonly log: LogFile;
  readonly onLine?: (line: string, source: 'stdout' | 'stderr') => void;
}

export interface Child {
  readonly process: ChildProcess;
  /** Settles when the process has ended, however. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** Asks it to end with SIGTERM, and ends its whole process group after `graceMs`. */
  stop(graceMs: number): Promise<void>;
  /** Ends its whole process group now. */
  kill(): void;
}

/**
 * Starts a Node script as the leader of a process group of its own, so that Ctrl-C reaches only the parent, which ends
 * things in order. The IPC channel tells the child when the parent is gone, even by SIGKILL.
 */
export function startChild({ script, args = [], env, log, onLine }: ChildOptions): Child {
  const child = spawn(process.execPath, [script, ...args], {
    env: env as NodeJS.ProcessEnv,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  if (child.stdout) log.follow(child.stdout, (line) => onLine?.(line, 'stdout'));
  if (child.stderr) log.follow(child.stderr, (line) => onLine?.(line, 'stderr'));
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', () => resolve({ code: 1, signal: null }));
  });

  const kill = () => killGroup(child, 'SIGKILL');
  return {
    process: child,
    ended,
    kill,
    async stop(graceMs) {
      child.kill('SIGTERM');
      const timer = setTimeout(kill, graceMs);
      await ended;
      clearTimeout(timer);
      // What the child itself started and left behind.
      kill();
    },
  };
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
