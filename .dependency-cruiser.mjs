// Imports point one way, and everything not allowed is refused. Why: docs/decisions/0002-one-way-imports.md
const tests = '\\.test\\.tsx?$|^e2e/|/testdata/|/test-[a-z-]+\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(inngest|next)/' },
    },
    {
      name: 'undeclared-package',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'development-package-in-the-product',
      severity: 'error',
      from: {
        path: '^(app|components|lib|inngest|local|middleware\\.ts|instrumentation\\.ts)',
        pathNot: tests,
      },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/(@types|typescript)/' },
    },
    {
      name: 'lib-imports-only-lib',
      comment: 'The domain is free of React, Next and of those who call it.',
      severity: 'error',
      from: { path: '^lib/', pathNot: tests },
      to: {
        path: '^(app|components|inngest|local|scripts|e2e|supabase|integration)/|node_modules/(next|react|react-dom|inngest)/',
      },
    },
    {
      name: 'core-imports-nothing-of-the-rest',
      severity: 'error',
      from: { path: '^lib/core/', pathNot: tests },
      to: { path: '^lib/(?!core/)' },
    },
    {
      name: 'components-import-components-and-lib',
      severity: 'error',
      from: { path: '^components/', pathNot: tests },
      to: { path: '^(app|inngest|local|scripts|e2e|supabase|integration)/' },
    },
    {
      name: 'app-knows-of-inngest-its-client-and-events',
      comment: 'The one exception is the route that serves the functions.',
      severity: 'error',
      from: { path: '^app/', pathNot: `${tests}|^app/api/inngest/` },
      to: { path: '^inngest/(?!client|events/)' },
    },
    {
      name: 'inngest-imports-inngest-and-lib',
      severity: 'error',
      from: { path: '^inngest/', pathNot: tests },
      to: { path: '^(app|components|local|scripts|e2e|supabase|integration)/' },
    },
    {
      name: 'nothing-imports-local',
      comment: 'Delete local/ and the application still runs on hosted services.',
      severity: 'error',
      from: { pathNot: '^(local|e2e|scripts)/|\\.test\\.ts$|^supabase/tests/' },
      to: { path: '^local/' },
    },
    {
      name: 'local-stands-alone',
      severity: 'error',
      from: { path: '^local/', pathNot: tests },
      to: { path: '^(?!local/|node_modules/|package\\.json)[a-z]+/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'secret-client-is-for-durable-functions',
      comment:
        'Also for instrumentation.ts: it tells the database at the start who administers, before anyone has signed in.',
      severity: 'error',
      from: { pathNot: `^(inngest|scripts)/|^instrumentation\\.ts$|${tests}` },
      to: { path: '^lib/supabase/secret-client\\.ts$' },
    },
    {
      name: 'only-models-gemini-imports-generative-ai',
      severity: 'error',
      from: { pathNot: '^lib/models/gemini' },
      to: { path: 'node_modules/@google/generative-ai/' },
    },
    {
      name: 'only-toolchain-imports-execa',
      severity: 'error',
      from: { pathNot: '^lib/toolchain/' },
      to: { path: 'node_modules/execa/' },
    },
    {
      name: 'only-stacks-import-their-formatters',
      severity: 'error',
      from: { pathNot: '^lib/stacks/' },
      to: { path: 'node_modules/(@wasm-fmt|@astral-sh)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^\\.next|^node_modules/\\.cache' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    parser: 'tsc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
