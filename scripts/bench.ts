// Ratios within one run: medians of interleaved rounds, so that a busy machine slows both sides alike. Nothing is asserted.
import { benchCommit } from './bench/commit.ts';
import type { Row } from './bench/row.ts';

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const benches: Record<string, () => Promise<Row[]>> = { commit: benchCommit };

for (const [name, bench] of Object.entries(benches)) {
  if (only !== undefined && only !== name) continue;
  for (const { what, ratio, aim, detail } of await bench()) {
    const verdict = aim === null ? '' : ratio <= aim ? `  aim ≤ ${aim}: met` : `  aim ≤ ${aim}: MISSED`;
    console.log(`${ratio.toFixed(2).padStart(6)} ×  ${what}  (${detail})${verdict}`);
  }
}
process.exit(0);
