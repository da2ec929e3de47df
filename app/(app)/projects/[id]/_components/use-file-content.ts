'use client';

import { useEffect, useState } from 'react';
import type { ErrorBody } from '@/app/_doors/errors';
import type { LiveFile } from '@/lib/generations/live';
import type { FileContent } from '@/lib/generations/schemas';

export type FileState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly content: FileContent }
  | { readonly status: 'failed'; readonly cause: string; readonly requestId: string | undefined };

const loading: FileState = { status: 'loading' };

/** The text of a file, kept by its hash: what was read once is not fetched again unless it changed. */
const kept = new Map<string, FileContent>();
const mostKept = 200;

export function useFileContent(generationId: string, file: LiveFile | null): [FileState, () => void] {
  const [loaded, setLoaded] = useState<{ key: string; state: FileState } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const path = file?.path ?? '';
  const key = file === null ? '' : `${generationId} ${path} ${file.sha256}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another fetch of the same file
  useEffect(() => {
    if (key === '' || kept.has(key)) return;
    const control = new AbortController();
    fetchFile(generationId, path, control.signal).then(
      (state) => {
        if (state.status === 'ready') keep(key, state.content);
        setLoaded({ key, state });
      },
      () => {
        if (control.signal.aborted) return;
        const cause = 'Cairn could not be reached. Check the connection.';
        setLoaded({ key, state: { status: 'failed', cause, requestId: undefined } });
      },
    );
    return () => control.abort();
  }, [generationId, path, key, attempt]);

  const content = kept.get(key);
  const state = content
    ? { status: 'ready' as const, content }
    : loaded?.key === key
      ? loaded.state
      : loading;
  const retry = () => {
    setLoaded(null);
    setAttempt(attempt + 1);
  };
  return [state, retry];
}

async function fetchFile(generationId: string, path: string, signal: AbortSignal): Promise<FileState> {
  const address = path.split('/').map(encodeURIComponent).join('/');
  const response = await fetch(`/api/generations/${generationId}/files/${address}`, { signal });
  if (response.ok) return { status: 'ready', content: (await response.json()) as FileContent };
  const { error } = (await response.json()) as ErrorBody;
  return { status: 'failed', cause: error.message, requestId: error.request_id };
}

function keep(key: string, content: FileContent): void {
  kept.set(key, content);
  const oldest = kept.keys().next().value;
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}
