import { describe, expect, it } from 'vitest';
import { returnPath } from './return-path';

describe('returnPath', () => {
  it('keeps paths of this site with their query', () => {
    expect(returnPath('/projects/1?tab=files')).toBe('/projects/1?tab=files');
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '',
    undefined,
  ])('answers the dashboard for %j', (next) => {
    expect(returnPath(next)).toBe('/projects');
  });
});
