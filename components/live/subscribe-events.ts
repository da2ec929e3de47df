import { RealtimeClient } from '@supabase/realtime-js';
import { fetchRealtimeAccess, type RealtimeAccess } from '@/components/live/live-api';
import type { EventType, GenerationEvent } from '@/lib/generations/events';

const eventTypes: Readonly<Record<EventType, true>> = {
  status: true,
  code: true,
  text: true,
  chat: true,
  error: true,
  analysis_error: true,
  log: true,
  result: true,
};

export interface EventListener {
  readonly onEvent: (event: GenerationEvent) => void;
  /** True when (re)joined: events sent in between must be fetched. False when the connection is lost. */
  readonly onJoined: (joined: boolean) => void;
}

/** A minute before it ends: the client asks at each heartbeat, every 25 seconds. */
const earlySeconds = 60;

/** Follows the private topic of a generation until `signal` aborts. The client reconnects by itself, with back-off. */
export async function subscribeEvents(
  generationId: string,
  { onEvent, onJoined }: EventListener,
  signal: AbortSignal,
): Promise<void> {
  let access: RealtimeAccess = await fetchRealtimeAccess(signal);
  if (signal.aborted) return;
  const client = new RealtimeClient(`${access.url.replace(/^http/, 'ws')}/realtime/v1`, {
    params: { apikey: access.key },
    accessToken: async () => {
      if (access.expires_at - Date.now() / 1_000 < earlySeconds) access = await fetchRealtimeAccess(signal);
      return access.access_token;
    },
  });
  await client.setAuth();
  if (signal.aborted) return;
  const channel = client.channel(`generation:${generationId}`, { config: { private: true } });
  for (const event of Object.keys(eventTypes)) {
    channel.on('broadcast', { event }, (message) => onEvent(message.payload as GenerationEvent));
  }
  channel.subscribe((status) => onJoined(status === 'SUBSCRIBED'));
  signal.addEventListener('abort', () => {
    void client.removeAllChannels();
    client.disconnect();
  });
}
