/**
 * Scripts run by nonce only (`strict-dynamic`: and what those load). Style attributes are needed by the editor and by
 * measured layouts, so styles may be inline. Connections go to the app and to Supabase (REST and websocket).
 */
export function contentSecurityPolicy({
  nonce,
  supabaseUrl,
  development,
}: {
  nonce: string;
  supabaseUrl: string;
  development: boolean;
}): string {
  const socketUrl = supabaseUrl.replace(/^http/, 'ws');
  const evaluation = development ? " 'unsafe-eval'" : '';
  const ownSocket = development ? ' ws:' : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${supabaseUrl} ${socketUrl}${ownSocket}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
