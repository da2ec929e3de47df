const allowedHeaders = [
  'accept',
  'accept-profile',
  'apikey',
  'authorization',
  'content-profile',
  'content-type',
  'prefer',
  'range',
  'range-unit',
  'x-client-info',
  'x-retry-count',
  'x-supabase-api-version',
];
const exposedHeaders = [
  'content-location',
  'content-range',
  'link',
  'location',
  'preference-applied',
  'range-unit',
  'retry-after',
  'x-supabase-api-version',
  'x-total-count',
];

/**
 * For any origin, as hosted Supabase: who calls is told by headers that a foreign page does not know, never by
 * cookies, which `*` excludes.
 */
export function addCorsHeaders(headers: Headers): void {
  headers.set('access-control-allow-origin', '*');
  headers.set('access-control-expose-headers', exposedHeaders.join(', '));
}

export function preflightResponse(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
      'access-control-allow-headers': allowedHeaders.join(', '),
      'access-control-max-age': '3600',
    },
  });
}
