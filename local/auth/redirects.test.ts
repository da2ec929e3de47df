import { expect, test } from 'vitest';
import { resolveRedirect } from './redirects.ts';
import { testConfig } from './test-auth.ts';

const hosted = { ...testConfig, siteUrl: 'https://cairn.example.com' };

test.each([
  'http://127.0.0.1:3000/projects?id=1#top',
  'http://127.0.0.1:3100/other-port',
  'https://preview.example.com/any/depth',
  'http://one.apps.example.com/done',
])('%s is followed', (target) => {
  expect(resolveRedirect(target, testConfig)).toBe(target);
});

test.each([
  'https://evil.example.net/',
  'https://127.0.0.1:3000/',
  'http://localhost:3000/',
  'http://127.0.0.1.evil.example.net/',
  'http://127.0.0.1:3000@evil.example.net/',
  'http://user:pass@127.0.0.1:3000/',
  '//evil.example.net/',
  '/relative',
  'javascript:alert(1)',
  'https://preview.example.com.evil.example.net/x',
  'http://a.b.apps.example.com/done',
  'http://evil.example.net/x.apps.example.com/done',
  '',
])('%s is replaced by the site', (target) => {
  expect(resolveRedirect(target, testConfig)).toBe(testConfig.siteUrl);
});

test('only on loopback is the port free', () => {
  expect(resolveRedirect('https://cairn.example.com/x', hosted)).toBe('https://cairn.example.com/x');
  expect(resolveRedirect('https://cairn.example.com:8443/x', hosted)).toBe(hosted.siteUrl);
});
