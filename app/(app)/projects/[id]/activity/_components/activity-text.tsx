import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Activity } from '@/lib/activity/schemas';

/** What was done, in words that follow a name. */
export function ActivityText({ line, projectId }: { line: Activity; projectId: string }): ReactNode {
  const generation = (number: number) => {
    const words = `generation #${number}`;
    if (line.generation_id === null) return words;
    return (
      <Link
        href={`/projects/${projectId}?generation=${line.generation_id}`}
        className="tabular underline decoration-border underline-offset-4 hover:decoration-current"
      >
        {words}
      </Link>
    );
  };
  switch (line.verb) {
    case 'project_created':
      return <>created the project as “{line.subject.name}”</>;
    case 'project_renamed':
      return (
        <>
          renamed the project from “{line.subject.from}” to “{line.subject.name}”
        </>
      );
    case 'project_archived':
      return 'archived the project';
    case 'project_restored':
      return 'restored the project';
    case 'member_joined':
      return line.actor?.id === line.subject.user_id
        ? `joined as ${line.subject.role}`
        : `added ${person(line.subject.name)} as ${line.subject.role}`;
    case 'member_left':
      return line.actor === null
        ? `removed ${person(line.subject.name)}, whose account is gone`
        : 'left the project';
    case 'member_removed':
      return `removed ${person(line.subject.name)}`;
    case 'role_changed':
      return `made ${person(line.subject.name)} ${line.subject.role}, from ${line.subject.from}`;
    case 'generation_started':
      return <>started {generation(line.subject.number)}</>;
    case 'generation_cancelled':
      return <>cancelled {generation(line.subject.number)}</>;
    case 'generation_resumed':
      return <>resumed {generation(line.subject.number)}</>;
    case 'generation_deleted':
      return <>deleted {generation(line.subject.number)}</>;
    case 'generation_finished':
      return (
        <>
          {ends[line.subject.status] ?? 'ended'} {generation(line.subject.number)}
          {line.subject.cause === undefined ? null : (
            <span className="block text-muted-foreground">{line.subject.cause}</span>
          )}
        </>
      );
    case 'priority_changed':
      return (
        <>
          changed the priority of {generation(line.subject.number)} from {line.subject.from} to{' '}
          {line.subject.priority}
        </>
      );
    case 'version_made':
      return (
        <>
          {causes[line.subject.cause]} {generation(line.subject.number)}: version {line.subject.version}
          {line.subject.message === '' ? null : (
            <span className="block text-muted-foreground">{line.subject.message}</span>
          )}
        </>
      );
  }
}

const ends: Readonly<Record<string, string>> = {
  succeeded: 'finished',
  needs_attention: 'finished, with things that need attention,',
  failed: 'could not finish',
};

const causes: Readonly<Record<Extract<Activity, { verb: 'version_made' }>['subject']['cause'], string>> = {
  phase: 'committed a phase of',
  edit: 'edited files of',
  fix: 'fixed',
  regenerate: 'regenerated a part of',
  rollback: 'rolled back',
  import: 'imported files into',
};

function person(name: string | null): string {
  return name ?? 'somebody';
}
