import { serve } from 'inngest/next';
import { inngest } from '@/inngest/client';
import { functions } from '@/inngest/functions/all';

/** The durable engine's door: signed by INNGEST_SIGNING_KEY, not by a session. */
export const { GET, POST, PUT } = serve({ client: inngest, functions });
export const dynamic = 'force-dynamic';
export const maxDuration = 800;
