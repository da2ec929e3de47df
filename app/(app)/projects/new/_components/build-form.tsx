'use client';

import { ArrowRight, ListTree } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, lazy, Suspense, useEffect, useState, useTransition } from 'react';
import { takePrompt } from '@/components/generations/carried-prompt';
import { reach } from '@/components/shell/reach';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { type ActionError, FormError, issueOf } from '@/components/ui/form-error';
import { Skeleton } from '@/components/ui/skeleton';
import { Textarea } from '@/components/ui/textarea';
import type { AppSpec } from '@/lib/specs/schemas';
import { buildAction, readEntitiesAction } from '../../actions';
import { Examples } from './examples';
import { type StackChoice, StackPicker } from './stack-picker';
import { StepHeading } from './step-heading';

// Checking names loads tables of the world's scripts: only for those who look.
const CheckStep = lazy(() => import('./check-step'));

export interface BuildFormProps {
  readonly stacks: readonly StackChoice[];
  /** The project to generate again; null for a new one. */
  readonly project: { readonly id: string; readonly name: string } | null;
  readonly prompt: string;
  /** What the project was last generated from. */
  readonly spec: AppSpec | null;
}

/** Words first; then either straight to building, or a look at what was understood. */
export function BuildForm({ stacks, project, prompt: before, spec: last }: BuildFormProps) {
  const router = useRouter();
  const [prompt, setPrompt] = useState(before);
  const [stack, setStack] = useState(last?.stack ?? stacks[0]?.id ?? '');
  const [read, setRead] = useState<{ spec: AppSpec; notes: readonly string[] } | null>(null);
  const [failed, setFailed] = useState<{ title: string; error: ActionError } | null>(null);
  const [doing, setDoing] = useState<'read' | 'build' | null>(null);
  const [isPending, startTransition] = useTransition();
  const busy = isPending ? doing : null;

  useEffect(() => {
    const carried = takePrompt();
    if (carried !== '') setPrompt(carried);
  }, []);

  const lookAt = (spec: AppSpec, notes: readonly string[]) => {
    setFailed(null);
    setRead({ spec, notes });
    window.scrollTo({ top: 0 });
  };
  const readEntities = () => {
    setDoing('read');
    startTransition(async () => {
      const answer = await reach(() => readEntitiesAction({ prompt, stack }));
      if (answer.ok) lookAt(answer.data.spec, answer.data.notes);
      else setFailed({ title: 'Failed to read the entities', error: answer.error });
    });
  };
  const build = (spec?: AppSpec) => {
    setDoing('build');
    startTransition(async () => {
      const answer = await reach(() =>
        buildAction({ project_id: project?.id ?? null, start: { prompt, stack, ...(spec && { spec }) } }),
      );
      if (answer.ok)
        router.push(`/projects/${answer.data.project_id}?generation=${answer.data.generation_id}`);
      else setFailed({ title: 'Failed to start the generation', error: answer.error });
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && prompt.trim() !== '') build();
  };

  if (read !== null) {
    return (
      <>
        <StepHeading
          key="check"
          title="Check the entities"
          text="This is what the words say. Change what is not as you meant it, then build."
          takesFocus
        />
        <Suspense fallback={<Skeleton className="mt-7 h-96" />}>
          <CheckStep
            read={read}
            stack={stack}
            failed={failed}
            building={busy === 'build'}
            onChange={(spec) => setRead({ spec, notes: [] })}
            onBack={() => {
              setRead(null);
              setFailed(null);
            }}
            onBuild={build}
          />
        </Suspense>
      </>
    );
  }
  const issue = issueOf(failed?.error ?? null, 'prompt') ?? issueOf(failed?.error ?? null, 'start.prompt');
  return (
    <>
      <StepHeading
        key="words"
        title={project === null ? 'What do you want to build?' : `Generate ${project.name} again`}
        text={
          project === null
            ? 'Name the things your app keeps and how they belong together. A sentence or two is enough.'
            : 'A new generation stands beside the earlier ones; those stay as they are.'
        }
      />
      <div className="mt-7 grid gap-7">
        <Field
          label="Description"
          error={issue && (failed?.error.hint ? `${issue} ${failed.error.hint}` : issue)}
        >
          {(control) => (
            <Textarea
              {...control}
              value={prompt}
              rows={7}
              maxLength={20_000}
              onChange={(event) => setPrompt(event.target.value)}
              onKeyDown={onKeyDown}
              placeholder="A blog with users, posts, comments and tags; a post has a title, a body and an author, and many tags"
              className="resize-y text-base leading-7 sm:text-base"
            />
          )}
        </Field>
        <Examples onChoose={setPrompt} />
        <StackPicker stacks={stacks} value={stack} onChange={setStack} />
        {issue === undefined && failed !== null ? (
          <>
            <FormError title={failed.title} error={{ ...failed.error, issues: [] }} />
            <IssueList error={failed.error} />
          </>
        ) : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button
            size="lg"
            disabled={prompt.trim() === '' || busy === 'read'}
            pending={busy === 'build'}
            onClick={() => build()}
          >
            Build it <ArrowRight aria-hidden />
          </Button>
          <Button
            size="lg"
            variant="outline"
            disabled={prompt.trim() === '' || busy === 'build'}
            pending={busy === 'read'}
            onClick={readEntities}
          >
            <ListTree aria-hidden /> Check the entities first
          </Button>
          {last === null ? null : (
            <Button size="lg" variant="ghost" disabled={busy !== null} onClick={() => lookAt(last, [])}>
              Start from the last spec
            </Button>
          )}
        </div>
      </div>
    </>
  );
}

/** Several things may be wrong with a description at once. */
function IssueList({ error }: { error: ActionError }) {
  if ((error.issues?.length ?? 0) < 2) return null;
  return (
    <ul className="-mt-4 list-disc pl-6 text-sm leading-6">
      {error.issues?.map(({ path, message }) => (
        <li key={`${path} ${message}`} className="break-words">
          {message}
        </li>
      ))}
    </ul>
  );
}
