'use client';

import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { reach } from '@/components/shell/reach';
import { Button, buttonStyle } from '@/components/ui/button';
import { ErrorCard } from '@/components/ui/error-card';
import { type ActionError, FormError } from '@/components/ui/form-error';
import type { StartedBatch } from '@/lib/batches/schemas';
import { startBatchAction } from '../actions';
import { AppCard, type GalleryChoice } from './app-card';
import { type Choice, Choices } from './choices';

export interface GalleryFormProps {
  readonly apps: readonly GalleryChoice[];
  readonly stacks: readonly Choice[];
  readonly models: readonly Choice[];
}

/** As in `maxBatch`; the server refuses more. */
const atMost = 20;

/** Choose apps, and what builds them; all of it starts as one batch. */
export function GalleryForm({ apps, stacks, models }: GalleryFormProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [chosenStacks, setStacks] = useState<readonly string[]>(stacks.slice(0, 1).map(({ id }) => id));
  const [chosenModels, setModels] = useState<readonly string[]>(models.slice(0, 1).map(({ id }) => id));
  const [error, setError] = useState<ActionError | null>(null);
  const [partly, setPartly] = useState<StartedBatch | null>(null);
  const [isPending, startTransition] = useTransition();
  const count = chosen.length * chosenStacks.length * chosenModels.length;

  const start = () =>
    startTransition(async () => {
      const answer = await reach(() =>
        startBatchAction({
          apps: apps.filter(({ id }) => chosen.includes(id)).map(({ id }) => ({ gallery: id })),
          stacks: [...chosenStacks],
          models: [...chosenModels],
        }),
      );
      setError(answer.ok ? null : answer.error);
      setPartly(null);
      if (!answer.ok) return;
      if (answer.data.entries.every(({ error: failed }) => failed === null)) {
        router.push(`/batches/${answer.data.batch_id}`);
      } else setPartly(answer.data);
    });

  return (
    <>
      <fieldset className="mt-7">
        <legend className="sr-only">Apps</legend>
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {apps.map((app) => (
            <AppCard
              key={app.id}
              app={app}
              isChosen={chosen.includes(app.id)}
              onChange={() => setChosen(toggle(chosen, app.id))}
            />
          ))}
        </div>
      </fieldset>
      <div className="sticky bottom-0 -mx-4 mt-8 grid gap-3 border-border border-t bg-background/95 px-4 py-4 backdrop-blur-sm sm:mx-0 sm:px-0">
        <FormError title="Failed to start" error={error && { ...error, issues: [] }} />
        {partly === null ? null : (
          <Partly started={partly} names={apps.filter(({ id }) => chosen.includes(id))} />
        )}
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <Choices
            legend="Stack"
            choices={stacks}
            chosen={chosenStacks}
            onToggle={(id) => setStacks(toggle(chosenStacks, id))}
          />
          {models.length < 2 ? null : (
            <Choices
              legend="Model"
              choices={models}
              chosen={chosenModels}
              onToggle={(id) => setModels(toggle(chosenModels, id))}
            />
          )}
          <div className="ml-auto flex items-center gap-4 max-sm:w-full max-sm:justify-between">
            <p role="status" className="text-muted-foreground text-sm">
              {sayCount(chosen.length, count)}
            </p>
            <Button size="lg" disabled={count === 0 || count > atMost} pending={isPending} onClick={start}>
              {count === 0 ? 'Start' : `Start ${count}`} <ArrowRight aria-hidden />
            </Button>
          </div>
        </div>
      </div>
    </>
  );
}

function toggle(list: readonly string[], id: string): readonly string[] {
  return list.includes(id) ? list.filter((each) => each !== id) : [...list, id];
}

function sayCount(apps: number, generations: number): string {
  if (apps === 0) return 'Nothing chosen yet.';
  if (generations === 0) return 'Choose a stack.';
  if (generations > atMost) return `At most ${atMost} at once; these are ${generations}.`;
  const chosen = apps === 1 ? '1 app' : `${apps} apps`;
  return generations === apps ? chosen : `${chosen}, ${generations} generations`;
}

/** Some started and some did not: both are said, and the batch is a step away. */
function Partly({ started, names }: { started: StartedBatch; names: readonly GalleryChoice[] }) {
  const failed = started.entries.filter(({ error }) => error !== null);
  return (
    <ErrorCard
      tone="warning"
      title={`${started.entries.length - failed.length} of ${started.entries.length} started`}
      cause={
        <ul>
          {failed.map(({ app, stack, model, error }) => (
            <li key={`${app} ${stack} ${model}`}>
              {names[app]?.name}: {error?.message} {error?.hint}
            </li>
          ))}
        </ul>
      }
      action={
        <Link
          href={`/batches/${started.batch_id}`}
          className={buttonStyle({ variant: 'outline', size: 'sm' })}
        >
          Watch those that did
        </Link>
      }
    />
  );
}
