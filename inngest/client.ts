import { Inngest } from 'inngest';
import { log } from '../lib/core/log.ts';

const child = log.child({ component: 'inngest' });

/** Which server it talks to is environment: INNGEST_BASE_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, INNGEST_DEV. */
export const inngest = new Inngest({
  id: 'cairn',
  logger: {
    info: (...parts: unknown[]) => child.info(parts.join(' ')),
    warn: (...parts: unknown[]) => child.warn(parts.join(' ')),
    error: (...parts: unknown[]) => child.error(parts.join(' ')),
    debug: (...parts: unknown[]) => child.debug(parts.join(' ')),
  },
});
