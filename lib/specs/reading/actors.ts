import { actors } from '../knowledge/relations.ts';

/** Whether a singular noun (`blog_author`) acts: a known person or body, or formed like one (`adopter`, `florist`). */
export function isActor(noun: string): boolean {
  const last = noun.split('_').at(-1) ?? '';
  return actors.has(last) || (last.length > 5 && /(?:er|or|ist|ian|ee)$/.test(last) && !things.has(last));
}

const things = new Set(
  `number letter folder chapter paper poster sticker sensor computer printer server container counter register charter
  quarter semester banner filter answer parameter meter calendar corner dinner flower matter newsletter
  shelter theater center cover reminder voucher timer transfer router coffee committee degree refund
  cluster character floor color error motor tractor monitor
  checklist playlist wishlist shortlist`.split(/\s+/),
);
