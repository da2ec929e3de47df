'use client';

import { Check, CircleMinus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import type { GenerationResult } from '@/lib/generations/schemas';
import type { Stack } from '@/lib/stacks/stack';

export interface ResultPanelProps {
  readonly result: GenerationResult;
  readonly commands: Stack['commands'] | null;
  readonly onOpenFile: (path: string) => void;
}

const checkMarks = {
  passed: { icon: Check, style: 'text-success', label: 'passed' },
  failed: { icon: X, style: 'text-destructive', label: 'failed' },
  skipped: { icon: CircleMinus, style: 'text-muted-foreground', label: 'not run' },
} as const;

const firstFindings = 5;

/** What came out: how good, what was checked, what was found, and how to run it. */
export function ResultPanel({ result, commands, onOpenFile }: ResultPanelProps) {
  const [isWhole, setWhole] = useState(false);
  const { quality, findings } = result;
  const shown = isWhole ? findings : findings.slice(0, firstFindings);
  const script = commands === null ? '' : `${commands.install}\n${commands.test}\n${commands.run}`;
  return (
    <section aria-label="Result" className="mb-8 rounded-lg border border-border bg-card">
      {quality === null ? null : (
        <div className="flex flex-wrap items-start gap-x-8 gap-y-4 p-5">
          <div>
            <p className="text-muted-foreground text-xs">Quality</p>
            <p className="tabular font-semibold text-3xl leading-tight tracking-tight">
              {quality.score}
              <span className="font-normal text-base text-muted-foreground"> / 100</span>
            </p>
          </div>
          <ul className="grid min-w-0 flex-1 basis-56 gap-1.5 text-sm">
            {quality.checks.map(({ name, status, note }) => {
              const { icon: Icon, style, label } = checkMarks[status];
              return (
                <li key={name} className="flex gap-2">
                  <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${style}`} />
                  <span className="min-w-0 break-words">
                    {name} <span className="text-muted-foreground">{note === '' ? label : note}</span>
                  </span>
                </li>
              );
            })}
          </ul>
        </div>
      )}
      {findings.length > 0 ? (
        <div className="border-border border-t p-5">
          <h2 className="font-medium text-sm">
            {findings.length} {findings.length === 1 ? 'finding' : 'findings'}
          </h2>
          <ul className="mt-2 grid gap-2 text-sm">
            {shown.map((finding) => (
              <li
                key={`${finding.file} ${finding.line} ${finding.column} ${finding.code} ${finding.message}`}
                className="min-w-0"
              >
                <button
                  type="button"
                  onClick={() => onOpenFile(finding.file)}
                  className="min-h-6 max-sm:min-h-10 break-all text-left font-mono text-[0.8125rem] text-primary underline decoration-primary/40 underline-offset-4"
                >
                  {finding.file}
                  {finding.line === null ? '' : `:${finding.line}`}
                </button>
                <p className="break-words text-muted-foreground">
                  {finding.message} ({finding.tool} {finding.code})
                </p>
              </li>
            ))}
          </ul>
          {findings.length > firstFindings ? (
            <Button variant="ghost" size="sm" className="mt-2" onClick={() => setWhole(!isWhole)}>
              {isWhole ? 'Show fewer' : `Show all ${findings.length}`}
            </Button>
          ) : null}
        </div>
      ) : null}
      {script === '' ? null : (
        <div className="border-border border-t p-5">
          <div className="flex items-center justify-between gap-2">
            <h2 className="font-medium text-sm">Run it</h2>
            <CopyButton text={script} label="Copy the commands" />
          </div>
          <pre className="mt-2 whitespace-pre-wrap break-words rounded-md bg-muted px-3 py-2.5 font-mono text-[0.8125rem] leading-6">
            <code>{script}</code>
          </pre>
        </div>
      )}
    </section>
  );
}
