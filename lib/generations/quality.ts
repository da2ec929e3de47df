import type { Finding } from '../stacks/stack.ts';
import type { Quality, Shortfall } from './schemas.ts';

const cost = { error: 15, warning: 4, info: 1, missing: 15, standIn: 5 };

/** 100 less what was found: an error or a missing file 15, a stand-in 5, a warning 4, a hint 1. */
export function measureQuality(
  findings: readonly Finding[],
  shortfalls: readonly Shortfall[],
  files: number,
): Omit<Quality, 'checks'> {
  const of = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  const counts = {
    errors: of('error'),
    warnings: of('warning'),
    infos: of('info'),
    shortfalls: shortfalls.length,
    files,
  };
  const missing = shortfalls.filter(({ fallback }) => !fallback).length;
  const lost =
    counts.errors * cost.error +
    counts.warnings * cost.warning +
    counts.infos * cost.info +
    missing * cost.missing +
    (counts.shortfalls - missing) * cost.standIn;
  return { score: Math.max(0, 100 - lost), counts };
}
