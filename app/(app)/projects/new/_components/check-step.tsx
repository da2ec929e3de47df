'use client';

import { ArrowLeft, ArrowRight } from 'lucide-react';
import { lazy, Suspense, useDeferredValue, useMemo } from 'react';
import { CairnPicture } from '@/components/cairn/cairn-picture';
import { Button } from '@/components/ui/button';
import { type ActionError, FormError } from '@/components/ui/form-error';
import { Skeleton } from '@/components/ui/skeleton';
import type { AppSpec } from '@/lib/specs/schemas';
import { validateSpec } from '@/lib/specs/validate-spec';
import { usePlan } from './use-plan';

const SpecEditor = lazy(() =>
  import('@/components/spec-editor/spec-editor').then((module) => ({ default: module.SpecEditor })),
);

export interface CheckStepProps {
  readonly read: { readonly spec: AppSpec; readonly notes: readonly string[] };
  readonly stack: string;
  readonly failed: { readonly title: string; readonly error: ActionError } | null;
  readonly building: boolean;
  readonly onChange: (spec: AppSpec) => void;
  readonly onBack: () => void;
  readonly onBuild: (spec: AppSpec) => void;
}

/** What was understood, to be checked and changed, and what would be built from it. */
export default function CheckStep({
  read,
  stack,
  failed,
  building,
  onChange,
  onBack,
  onBuild,
}: CheckStepProps) {
  const { spec, notes } = read;
  const deferred = useDeferredValue(spec);
  const ownIssues = useMemo(() => validateSpec(deferred), [deferred]);
  const isSound = ownIssues.every((issue) => issue.severity !== 'error');
  const { plan, issues: stackIssues } = usePlan(isSound ? spec : null, stack);
  const issues = isSound ? [...ownIssues, ...stackIssues] : ownIssues;
  const errors = issues.filter((issue) => issue.severity === 'error').length;

  return (
    <div className="mt-7 grid gap-6">
      {notes.length > 0 ? (
        <ul className="grid gap-1 border-primary/50 border-l-2 pl-4 text-muted-foreground text-sm leading-6">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
      <Suspense fallback={<Skeleton className="h-96" />}>
        <SpecEditor value={spec} onChange={onChange} issues={issues} disabled={building} />
      </Suspense>
      <FormError title={failed?.title ?? ''} error={failed && { ...failed.error, issues: [] }} />
      <div className="sticky bottom-0 -mx-4 flex flex-wrap items-center gap-x-3 gap-y-2 border-border border-t bg-background/95 px-4 py-3 sm:py-4 backdrop-blur-sm sm:mx-0 sm:px-0">
        {plan === null ? null : (
          <div aria-hidden="true" className="w-14 max-sm:hidden">
            <CairnPicture
              stones={plan.phases.map(({ key }) => ({ key, state: 'committed' }))}
              labels={false}
              still
              decorative
            />
          </div>
        )}
        <p className="mr-auto text-muted-foreground text-sm max-sm:basis-full" role="status">
          {errors > 0
            ? `${errors} ${errors === 1 ? 'thing needs' : 'things need'} your hand above.`
            : plan === null
              ? ''
              : `${plan.phases.length} phases, ${plan.files} files.`}
        </p>
        <Button variant="ghost" onClick={onBack} disabled={building}>
          <ArrowLeft aria-hidden /> Back to the words
        </Button>
        <Button
          className="max-sm:flex-1"
          disabled={errors > 0}
          pending={building}
          onClick={() => onBuild(spec)}
        >
          Build it <ArrowRight aria-hidden />
        </Button>
      </div>
    </div>
  );
}
