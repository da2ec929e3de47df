import type { GenerationEvent } from '@/lib/generations/events';

export interface RealtimeAccess {
  readonly url: string;
  readonly key: string;
  readonly access_token: string;
  /** Unix seconds. */
  readonly expires_at: number;
}

/** The session is over: only signing in again helps. */
export class SignedOutError extends Error {
  override readonly name = 'SignedOutError';
}

export const pageOfEvents = 500;

export async function fetchEvents(
  generationId: string,
  after: number,
  signal: AbortSignal,
): Promise<GenerationEvent[]> {
  const answer = await getJson<{ events: GenerationEvent[] }>(
    `/api/generations/${generationId}/events?after=${after}&limit=${pageOfEvents}`,
    signal,
  );
  return answer.events;
}

export function fetchRealtimeAccess(signal: AbortSignal): Promise<RealtimeAccess> {
  return getJson<RealtimeAccess>('/api/auth/realtime-token', signal);
}

export async function getJson<Answer>(path: string, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(path, { signal, cache: 'no-store' });
  if (response.status === 401) throw new SignedOutError('The session has ended.');
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as Answer;
}
