import { request as httpRequest } from 'node:http';
import type { Duplex } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Gateway, startGateway } from './gateway.ts';
import type { CallContext } from './service.ts';

const keys = { publishableKey: 'sb_publishable_key', secretKey: 'sb_secret_key' };
const expired = Object.assign(new Error('expired'), { code: 'ERR_JWT_EXPIRED' });

/** Answers with what the gateway made of the call. */
async function echo(request: Request, { identity, ip }: CallContext): Promise<Response> {
  const body = await request.text();
  return Response.json(
    { url: request.url, role: identity.role, sub: identity.claims.sub, length: body.length, ip },
    { headers: { 'content-range': '0-0/1', 'set-cookie': 'a=1' } },
  );
}

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({
    port: 0,
    keys,
    async verify(token) {
      if (token === 'good') return { role: 'authenticated', claims: { role: 'authenticated', sub: 'alice' } };
      throw token === 'expired' ? expired : new Error('not a token');
    },
    services: {
      rest: echo,
      auth: echo,
      mailbox: echo,
      async realtime() {
        throw new Error('a secret detail');
      },
    },
  });
});

afterAll(async () => {
  await gateway.close();
});

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${gateway.url}${path}`, { headers });
}

describe('who calls', () => {
  test.each([
    ['the publishable key', { apikey: keys.publishableKey }, { role: 'anon' }],
    ['the secret key', { apikey: keys.secretKey }, { role: 'service_role' }],
    ['the key again as bearer', bearer(keys.publishableKey, keys.publishableKey), { role: 'anon' }],
    ['the secret key again as bearer', bearer(keys.secretKey, keys.secretKey), { role: 'service_role' }],
    ['a token', bearer(keys.publishableKey, 'good'), { role: 'authenticated', sub: 'alice' }],
    [
      'a token beside the secret key',
      bearer(keys.secretKey, 'good'),
      { role: 'authenticated', sub: 'alice' },
    ],
  ])('%s', async (_, headers, expected) => {
    expect(await (await get('/rest/v1/x', headers)).json()).toMatchObject({ ...expected, ip: '127.0.0.1' });
  });

  test.each([
    ['counts beside the secret key', keys.secretKey, '203.0.113.9', '203.0.113.9'],
    ['is the first of a list', keys.secretKey, '2001:db8::7, 10.0.0.1', '2001:db8::7'],
    ['counts not beside the publishable key', keys.publishableKey, '203.0.113.9', '127.0.0.1'],
    ['counts not where it is no address', keys.secretKey, 'unknown', '127.0.0.1'],
  ])('the address that a server forwards %s', async (_, apikey, forwarded, ip) => {
    const response = await get('/auth/v1/user', { apikey, 'sb-forwarded-for': forwarded });
    expect(await response.json()).toMatchObject({ ip });
  });

  test('the key may come in the query', async () => {
    const response = await get(`/rest/v1/x?apikey=${keys.publishableKey}`);
    expect(await response.json()).toMatchObject({ role: 'anon', url: response.url });
  });

  test.each([
    ['no key', {}, { message: 'No API key found in request' }],
    ['a wrong key', { apikey: 'sb_secret_other' }, { message: 'Invalid API key' }],
    ['a bad token', bearer(keys.publishableKey, 'bad'), { code: 'PGRST301' }],
    [
      'an expired token',
      bearer(keys.publishableKey, 'expired'),
      { code: 'PGRST303', message: 'JWT expired' },
    ],
    ['another key as bearer', bearer(keys.publishableKey, keys.secretKey), { code: 'PGRST301' }],
    ['a bad token beside the secret key', bearer(keys.secretKey, 'bad'), { code: 'PGRST301' }],
  ])('%s is 401', async (_, headers, body) => {
    const response = await get('/rest/v1/x', headers);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject(body);
  });

  test('the auth service judges tokens itself, and a bad one has no power from the secret key beside it', async () => {
    const response = await get('/auth/v1/admin/users', bearer(keys.secretKey, 'bad'));
    expect(await response.json()).toMatchObject({ role: 'anon' });
  });

  test.each([
    '/auth/v1/verify',
    '/auth/v1/callback',
    '/auth/v1/authorize',
    '/auth/v1/.well-known/jwks.json',
    '/_mail',
  ])('%s opens without a key', async (path) => {
    expect((await get(path)).status).toBe(200);
  });

  test.each(['/auth/v1/token', '/auth/v1/verifyx', '/auth/v1/%76erify/../token'])(
    '%s does not',
    async (path) => {
      expect((await get(path)).status).toBe(401);
    },
  );
});

describe('pages of other origins', () => {
  test('a preflight allows every header that the client library sends', async () => {
    const response = await fetch(`${gateway.url}/rest/v1/x`, { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    const allowed = response.headers.get('access-control-allow-headers')?.split(', ') ?? [];
    const sent =
      'apikey authorization content-type x-client-info x-supabase-api-version prefer range accept-profile content-profile';
    expect(allowed).toEqual(expect.arrayContaining(sent.split(' ')));
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('they may read answers and refusals, with the headers that the client library reads', async () => {
    for (const response of [await get('/rest/v1/x', { apikey: keys.secretKey }), await get('/rest/v1/x')]) {
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(response.headers.get('access-control-expose-headers')).toContain('content-range');
      expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    }
  });

  test('they may not read the mailbox', async () => {
    expect((await get('/_mail')).headers.get('access-control-allow-origin')).toBeNull();
  });

  test.each([
    'evil.example',
    'evil.example:80',
    '127.0.0.1.evil.example',
    '169.254.1.1',
    'a b',
    'localhost@evil.example',
  ])('a page whose name was pointed here (%s) gets nothing', async (host) => {
    expect([400, 403]).toContain(await statusFor({ host }, '/_mail'));
  });

  test.each(['localhost', 'LOCALHOST:1', '[::1]:5', '127.0.0.1'])(
    'this machine is itself as %s',
    async (host) => {
      expect(await statusFor({ host }, '/_mail')).toBe(200);
    },
  );
});

describe('limits and failures', () => {
  test('a body within the limit comes whole, a longer one is 413', async () => {
    const send = (path: string, bytes: number) =>
      fetch(`${gateway.url}${path}`, {
        method: 'POST',
        body: 'x'.repeat(bytes),
        headers: { apikey: keys.secretKey },
      });
    expect(await (await send('/auth/v1/x', 1024 * 1024)).json()).toMatchObject({ length: 1024 * 1024 });
    expect((await send('/auth/v1/x', 1024 * 1024 + 1)).status).toBe(413);
  });

  test('a body that does not say its length is measured as it comes', async () => {
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(
        `${gateway.url}/auth/v1/x`,
        { method: 'POST', headers: { apikey: keys.secretKey, 'transfer-encoding': 'chunked' } },
        (response) => resolve(response.resume().statusCode),
      );
      request.on('error', reject);
      for (let n = 0; n < 17; n++) request.write(Buffer.alloc(64 * 1024));
      request.end();
    });
    expect(status).toBe(413);
  });

  test('an unexpected failure is 500 and tells nothing', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const response = await get('/realtime/v1/api/x', { apikey: keys.secretKey });
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret detail');
  });

  test('what is not served here is 404 by name', async () => {
    for (const path of ['/', '/storage/v1/object', '/v1/runs/x', '//rest/v1/x']) {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect((await response.json()).message).toContain('Nothing is served under');
    }
  });

  test('a HEAD answer has headers and no body', async () => {
    const response = await fetch(`${gateway.url}/rest/v1/x`, {
      method: 'HEAD',
      headers: { apikey: keys.secretKey },
    });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('content-range')).toBe('0-0/1');
  });

  test('a method that no service knows is 405', async () => {
    expect(await statusFor({}, '/rest/v1/x', 'TRACE')).toBe(405);
  });

  test('closing does not wait for open websockets, nor for a request that hangs', async () => {
    let reached = () => {};
    const hanging = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const other = await startGateway({
      port: 0,
      keys,
      verify: async () => Promise.reject(expired),
      services: {
        mailbox: () => {
          reached();
          return new Promise(() => undefined);
        },
      },
      handleUpgrade: (_, socket) =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'),
    });
    const upgraded = new Promise<Duplex>((resolve) => {
      const headers = { connection: 'Upgrade', upgrade: 'websocket' };
      httpRequest(`${other.url}/realtime/v1/websocket`, { headers })
        .on('upgrade', (_, socket) => resolve(socket))
        .end();
    });
    const socketClosed = new Promise(
      (resolve) => void upgraded.then((socket) => socket.on('close', resolve)),
    );
    const failed = expect(fetch(`${other.url}/_mail`)).rejects.toThrow();
    await Promise.all([hanging, upgraded]);
    await other.close();
    await Promise.all([socketClosed, failed]);
  });

  test.each(['0.0.0.0', '192.168.1.2', '::'])('it does not bind to %s', async (host) => {
    await expect(
      startGateway({
        port: 0,
        host,
        keys,
        verify: async () => {
          throw expired;
        },
        services: {},
      }),
    ).rejects.toThrow('bind to loopback addresses only');
  });
});

function bearer(apikey: string, token: string): Record<string, string> {
  return { apikey, authorization: `Bearer ${token}` };
}

function statusFor(
  headers: Record<string, string>,
  path: string,
  method = 'GET',
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${gateway.url}${path}`, { headers, method }, (response) =>
      resolve(response.resume().statusCode),
    );
    request.on('error', reject);
    request.end();
  });
}
