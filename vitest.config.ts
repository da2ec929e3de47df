import { defineConfig } from 'vitest/config';

const folders = '{lib,local,inngest,app,components,scripts,supabase,e2e}';

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${folders}/**/*.test.{ts,tsx}`],
          exclude: ['**/*.backend.test.ts', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'backend',
          include: [`${folders}/**/*.backend.test.ts`],
          globalSetup: ['e2e/world/vitest-setup.ts'],
          setupFiles: ['e2e/world/vitest-environment.ts'],
        },
      },
    ],
  },
});
