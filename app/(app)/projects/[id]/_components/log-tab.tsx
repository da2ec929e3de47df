'use client';

import { ArrowDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { stoneName } from '@/components/cairn/stone';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorCard } from '@/components/ui/error-card';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import { ScrollArea } from '@/components/ui/scroll-area';
import type { LiveGeneration, LogLine } from '@/lib/generations/live';
import { useLog } from './use-log';

const levels = ['info', 'warning', 'error'] as const;

/** Stays at its end while lines come, unless somebody scrolled up to read. */
export default function LogTab({ live, firstSeq }: { live: LiveGeneration; firstSeq: number }) {
  const { lines, status, retry } = useLog(live, firstSeq);
  const [level, setLevel] = useState<LogLine['level']>('info');
  const [follows, setFollows] = useState(true);
  const pane = useRef<HTMLElement>(null);
  const shown = lines.filter((line) => levels.indexOf(line.level) >= levels.indexOf(level));

  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines move the end
  useEffect(() => {
    if (follows && pane.current) pane.current.scrollTop = pane.current.scrollHeight;
  }, [shown.length, follows]);
  const onScroll = () => {
    if (!pane.current) return;
    const { scrollHeight, scrollTop, clientHeight } = pane.current;
    setFollows(scrollHeight - scrollTop - clientHeight < 24);
  };

  return (
    <div className="rounded-lg border border-border bg-card">
      <div className="flex flex-wrap items-center gap-2 border-border border-b px-3 py-2">
        <Label htmlFor="log-level" className="font-normal text-muted-foreground">
          Show
        </Label>
        <NativeSelect
          id="log-level"
          value={level}
          onChange={(event) => setLevel(levels.find((each) => each === event.target.value) ?? 'info')}
          className="w-auto"
        >
          <option value="info">Everything</option>
          <option value="warning">Warnings and errors</option>
          <option value="error">Errors</option>
        </NativeSelect>
        <CopyButton
          text={shown.map(toText).join('\n')}
          label="Copy the log"
          className="ml-auto"
          disabled={shown.length === 0}
        >
          Copy
        </CopyButton>
      </div>
      {status === 'failed' ? (
        <ErrorCard
          title="Failed to read the earlier log"
          cause="Cairn could not be reached."
          action={
            <Button size="sm" variant="outline" onClick={retry}>
              Try again
            </Button>
          }
          className="m-4"
        />
      ) : null}
      {shown.length === 0 && status === 'ready' ? (
        <EmptyState
          title={lines.length === 0 ? 'Nothing logged yet' : 'Nothing of that kind'}
          text={lines.length === 0 ? 'Lines show here as they are written.' : 'Choose another level above.'}
          action={
            lines.length === 0 ? null : (
              <Button variant="outline" onClick={() => setLevel('info')}>
                Show everything
              </Button>
            )
          }
        />
      ) : null}
      <div className={cn('relative', shown.length === 0 && 'hidden')}>
        <ScrollArea
          label="Log"
          ref={pane}
          onScroll={onScroll}
          className="h-[calc(100dvh-20rem)] min-h-72 py-2 font-mono text-[0.8125rem] leading-6"
        >
          <ol>
            {shown.map((line) => (
              <LogRow key={line.seq} line={line} />
            ))}
          </ol>
        </ScrollArea>
        {follows ? null : (
          <Button
            size="sm"
            variant="secondary"
            onClick={() => setFollows(true)}
            className="absolute right-4 bottom-3 shadow-lift"
          >
            <ArrowDown aria-hidden /> Follow
          </Button>
        )}
      </div>
    </div>
  );
}

function LogRow({ line }: { line: LogLine }) {
  return (
    <li
      className={cn(
        'grid grid-cols-[auto_1fr] gap-x-4 px-4 [contain-intrinsic-size:auto_24px] [content-visibility:auto] sm:grid-cols-[auto_7rem_1fr]',
        line.level === 'warning' && 'bg-warning/8 text-warning',
        line.level === 'error' && 'bg-destructive/8 text-destructive',
      )}
    >
      <time dateTime={line.at} className="tabular text-muted-foreground">
        {timeOf(line.at)}
      </time>
      <span className="truncate text-muted-foreground max-sm:hidden">
        {line.phase === null ? '' : stoneName(line.phase)}
      </span>
      <span className="min-w-0 break-words">
        {line.level === 'info' ? null : <span className="sr-only">{`${line.level}: `}</span>}
        {line.phase === null ? null : <span className="sm:hidden">{`${stoneName(line.phase)}: `}</span>}
        {withoutPhase(line)}
      </span>
    </li>
  );
}

/** The phase has a place of its own in the row. */
function withoutPhase({ phase, message }: LogLine): string {
  return phase !== null && message.startsWith(`${phase} `) ? message.slice(phase.length + 1) : message;
}

function timeOf(at: string): string {
  return new Date(at).toLocaleTimeString('en-GB');
}

function toText(line: LogLine): string {
  return [line.at, line.level, line.phase ?? '-', line.message].join('\t');
}
