'use client';

import { useEffect, useState } from 'react';
import { reach } from '@/components/shell/reach';
import type { AppSpec, SpecIssue } from '@/lib/specs/schemas';
import { readEntitiesAction } from '../../actions';

export interface Plan {
  readonly phases: readonly { readonly key: string; readonly title: string; readonly files: number }[];
  readonly files: number;
}

interface PlanState {
  readonly plan: Plan | null;
  /** What the stack cannot accept: only the server knows its language. */
  readonly issues: readonly SpecIssue[];
}

const none: PlanState = { plan: null, issues: [] };

/** What would be built from a spec, asked again once editing rests. The last answer stays until the next is there. */
export function usePlan(spec: AppSpec | null, stack: string): PlanState {
  const [state, setState] = useState(none);
  useEffect(() => {
    if (spec === null) return;
    let isOld = false;
    const timer = setTimeout(async () => {
      const answer = await reach(() => readEntitiesAction({ spec, stack }));
      if (isOld) return;
      if (answer.ok) setState({ plan: answer.data, issues: [] });
      else if (answer.error.code === 'invalid_spec') {
        const issues = (answer.error.issues ?? []).map(({ path, message }) => ({
          path,
          message,
          code: 'stack',
          severity: 'error' as const,
        }));
        setState({ plan: null, issues });
      }
    }, 350);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [spec, stack]);
  return state;
}
