import type { NextConfig } from 'next';

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  distDir: process.env.CAIRN_DIST_DIR ?? '.next',
  // `npm test` checks types, of tests as well; whoever only runs the product need not wait for that.
  typescript: { ignoreBuildErrors: true },
  // Their WebAssembly is found beside their JavaScript, so they stay where they are installed.
  serverExternalPackages: ['@wasm-fmt/dart_fmt', '@astral-sh/ruff-wasm-nodejs', 'pino'],
};

export default config;
