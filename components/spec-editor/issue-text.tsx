import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { SpecIssue } from '@/lib/specs/schemas';

/** What is wrong with one control, which names it by `aria-describedby={id}`. Renders nothing without issues. */
export function IssueText({ id, issues }: { id: string; issues: readonly SpecIssue[] }) {
  if (issues.length === 0) return null;
  return (
    <ul id={id} className="mt-1 space-y-1 text-sm">
      {issues.map((issue) => {
        const isError = issue.severity === 'error';
        const Icon = isError ? CircleAlert : TriangleAlert;
        return (
          <li
            key={`${issue.path} ${issue.code}`}
            className={isError ? 'flex gap-1.5 text-destructive' : 'flex gap-1.5 text-muted-foreground'}
          >
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>
              {isError ? null : <span className="sr-only">Warning: </span>}
              {issue.message}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** The issues at a path or below it. */
export function issuesAt(issues: readonly SpecIssue[], path: string): SpecIssue[] {
  return issues.filter((issue) => issue.path === path || issue.path.startsWith(`${path}.`));
}

/** Properties of a control with issues. */
export function invalidProps(id: string, issues: readonly SpecIssue[]) {
  if (issues.length === 0) return {};
  return {
    'aria-describedby': id,
    'aria-invalid': issues.some((issue) => issue.severity === 'error') || undefined,
  };
}
