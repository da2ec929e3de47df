import { inngest } from '@/inngest/client';
import { log } from '@/lib/core/log';
import type { Announce } from '@/lib/supabase/context';

/** Failing to announce never fails the act: the row is written, and the sweeper finds it within a minute. */
export const announce: Announce = async (event) => {
  try {
    await inngest.send(event);
  } catch (error) {
    log.warn({ err: error, event: event.name }, 'event not announced; the sweeper will find the row');
  }
};
