import { environment } from '../core/environment.ts';
import { version } from '../core/version.ts';

export interface Health {
  status: 'ok' | 'degraded';
  version: string;
  checks: Record<string, 'ok' | 'unreachable'>;
}

const timeoutMs = 2_000;

/** Readiness: the services that a request would need answer. That this answers at all is liveness. */
export async function checkHealth(): Promise<Health> {
  const { NEXT_PUBLIC_SUPABASE_URL, NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY } = environment();
  const headers = { apikey: NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY };
  const probe = async (path: string) => {
    try {
      const answer = await fetch(`${NEXT_PUBLIC_SUPABASE_URL}${path}`, {
        headers,
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body?.cancel();
      return answer.status < 500 ? 'ok' : 'unreachable';
    } catch {
      return 'unreachable';
    }
  };
  const [auth, database] = await Promise.all([probe('/auth/v1/health'), probe('/rest/v1/projects?limit=1')]);
  return {
    status: auth === 'ok' && database === 'ok' ? 'ok' : 'degraded',
    version,
    checks: { auth, database },
  };
}
