'use client';

import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/textarea';
import { parseNotation, printNotation } from '@/lib/specs/notation';
import type { NotationProblem } from '@/lib/specs/notation-cursor';
import type { AppSpec, SpecIssue } from '@/lib/specs/schemas';
import type { EditSpec } from './use-spec-history';

interface NotationEditorProps {
  readonly spec: AppSpec;
  readonly issues: readonly SpecIssue[];
  readonly disabled: boolean;
  readonly edit: EditSpec;
}

/**
 * The entities as text. The spec follows as soon as the text can be read; until then it stays, and the places that
 * cannot be read are listed. What people typed is not rewritten while it says the same.
 */
export function NotationEditor({ spec, issues, disabled, edit }: NotationEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const printed = printNotation(spec, { header: false });
  const [draft, setDraft] = useState(printed);
  const [problems, setProblems] = useState<readonly NotationProblem[]>([]);
  const header = { name: spec.name, description: spec.description, stack: spec.stack };
  const [saidBy, setSaidBy] = useState(printed);
  // The spec changed by other means (undo, say): show that.
  if (saidBy !== printed) {
    setSaidBy(printed);
    setDraft(printed);
    setProblems([]);
  }

  const onType = (text: string) => {
    setDraft(text);
    const result = parseNotation(text, header);
    setProblems(result.ok ? [] : result.problems);
    if (!result.ok) return;
    const next: AppSpec = { ...result.spec, ...header };
    const nextPrinted = printNotation(next, { header: false });
    if (nextPrinted === printed) return;
    setSaidBy(nextPrinted);
    edit(() => next, 'notation');
  };
  const goTo = ({ line, column }: NotationProblem) => {
    const before = draft.split('\n').slice(0, line - 1);
    const at = before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
    area.current?.focus();
    area.current?.setSelectionRange(at, at + 1);
  };
  const errors = problems.length === 0 ? issues.filter((issue) => issue.severity === 'error') : [];
  const isWrong = problems.length > 0 || errors.length > 0;

  return (
    <div className="space-y-2">
      <label htmlFor="spec-notation" className="block font-medium text-sm">
        Entities as text
      </label>
      <p id="spec-notation-help" className="text-muted-foreground text-sm">
        <code>?</code> makes a field optional, <code>{'->'}</code> refers to an entity,{' '}
        <code>tags: many Tag</code> links two. Types: string, text, integer, decimal, boolean, date, datetime,
        email, url, uuid, json, enum(a, b).
      </p>
      <Textarea
        ref={area}
        id="spec-notation"
        className="min-h-80 font-mono text-base leading-6 md:text-sm"
        rows={Math.min(40, Math.max(14, draft.split('\n').length + 1))}
        value={draft}
        disabled={disabled}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        wrap="off"
        aria-describedby={isWrong ? 'spec-notation-problems spec-notation-help' : 'spec-notation-help'}
        aria-invalid={isWrong || undefined}
        onChange={(event) => onType(event.target.value)}
      />
      <div id="spec-notation-problems" role="alert" className="text-destructive text-sm">
        {problems.length > 0 ? (
          <p className="mb-1 text-muted-foreground">
            Until this can be read, the last text that could be stays in use.
          </p>
        ) : null}
        {problems.length > 0 ? (
          <ul className="space-y-1">
            {problems.map((problem) => (
              <li key={`${problem.line}:${problem.column}`} className="flex flex-wrap items-baseline gap-x-2">
                <Button
                  type="button"
                  variant="link"
                  size="sm"
                  className="h-6 px-0"
                  onClick={() => goTo(problem)}
                >
                  {`Line ${problem.line}, column ${problem.column}`}
                </Button>
                <span>{problem.message}</span>
              </li>
            ))}
          </ul>
        ) : null}
        {errors.length > 0 ? (
          <ul className="space-y-1">
            {errors.map((issue) => (
              <li key={`${issue.path} ${issue.code}`}>{`${placeOf(spec, issue.path)}${issue.message}`}</li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}

/** `entities.1.fields.0.name` → `Post.title: `. */
function placeOf(spec: AppSpec, path: string): string {
  const [list, at, , fieldAt] = path.split('.');
  if (list === 'links') return at === undefined ? '' : `${spec.links[Number(at)]?.name ?? ''}: `;
  const entity = list === 'entities' ? spec.entities[Number(at)] : undefined;
  if (entity === undefined) return '';
  const field = fieldAt === undefined ? undefined : entity.fields[Number(fieldAt)];
  return `${entity.name}${field === undefined ? '' : `.${field.name}`}: `;
}
