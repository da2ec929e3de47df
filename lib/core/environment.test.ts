import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { environmentVariables, parseEnvironment } from './environment.ts';

const complete = {
  NEXT_PUBLIC_SUPABASE_URL: 'http://127.0.0.1:54321/',
  NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
  SUPABASE_SECRET_KEY: 'sb_secret_x',
};

describe('the environment', () => {
  it('fills in defaults, makes paths absolute and drops trailing slashes', () => {
    const parsed = parseEnvironment(complete);
    expect(parsed.GENERATION_MAX_CONCURRENT).toBe(4);
    expect(parsed.NEXT_PUBLIC_SUPABASE_URL).toBe('http://127.0.0.1:54321');
    expect(parsed.INTEGRATION_PATH).toMatch(/^\/.*\/integration$/);
  });

  it('names every missing and every wrong variable at once', () => {
    const read = () =>
      parseEnvironment({ ...complete, SUPABASE_SECRET_KEY: '', GENERATION_MAX_CONCURRENT: 'many' });
    expect(read).toThrow(/SUPABASE_SECRET_KEY is missing/);
    expect(read).toThrow(/GENERATION_MAX_CONCURRENT: /);
  });

  it('takes an empty value as not set', () => {
    expect(parseEnvironment({ ...complete, GENERATION_USE_QUEUE: '' }).GENERATION_USE_QUEUE).toBe(true);
  });

  it('reads administrators as addresses without case, each once, and refuses what is none', () => {
    const named = (text: string) => parseEnvironment({ ...complete, CAIRN_ADMINS: text }).CAIRN_ADMINS;
    expect(named(' Ada@Example.com, ada@example.com,,bob@example.com ')).toEqual([
      'ada@example.com',
      'bob@example.com',
    ]);
    expect(parseEnvironment(complete).CAIRN_ADMINS).toEqual([]);
    expect(() => named('ada')).toThrow(/CAIRN_ADMINS: name e-mail addresses/);
  });

  it('is described in .env.example, variable by variable', async () => {
    const example = await readFile(new URL('../../.env.example', import.meta.url), 'utf8');
    const described = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    const own = environmentVariables.filter((name) => name !== 'NODE_ENV');
    expect(own.filter((name) => !described.includes(name))).toEqual([]);
    expect(new Set(described).size).toBe(described.length);
  });
});
