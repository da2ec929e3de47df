import { recordAudit } from './audit.ts';
import { authenticate } from './authenticate.ts';
import type { AuthCall, AuthContext } from './context.ts';
import { validationFailed } from './errors.ts';
import { endSessions } from './sessions.ts';

/** POST /logout?scope=global|local|others. Access tokens of ended sessions stop working here at once. */
export async function signOut(context: AuthContext, call: AuthCall): Promise<Response> {
  const scope = call.url.searchParams.get('scope') ?? 'global';
  if (scope !== 'global' && scope !== 'local' && scope !== 'others') {
    throw validationFailed(`Unsupported logout scope "${scope}"`);
  }
  const { user, session, peer } = await authenticate(context, call);
  await context.db.transaction(async (tx) => {
    await recordAudit(tx, context, {
      action: 'logout',
      actorId: user.id,
      actorName: user.email,
      ip: peer.ip,
      traits: { scope },
    });
    if (scope === 'local') await tx.query('delete from auth.sessions where id = $1::uuid', [session.id]);
    else await endSessions(tx, user.id, { except: scope === 'others' ? session.id : null });
  });
  return new Response(null, { status: 204 });
}
