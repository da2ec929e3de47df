/** Next calls this once, when the server starts; it does not wait for the database, which may start at the same time. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') void nameAdministrators();
}

/** A minute of attempts is enough: the sweeper does the same every minute. */
const attempts = 8;

async function nameAdministrators(): Promise<void> {
  const { setAdministrators } = await import('@/lib/queue/set-administrators');
  const { secretClient } = await import('@/lib/supabase/secret-client');
  const { log } = await import('@/lib/core/log');
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      return await setAdministrators(secretClient());
    } catch (error) {
      const isLast = attempt === attempts;
      log[isLast ? 'warn' : 'debug']({ err: error, attempt }, 'administrators not named yet');
      if (!isLast) await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
    }
  }
}
