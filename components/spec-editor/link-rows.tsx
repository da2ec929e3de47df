'use client';

import { Plus, Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { NativeSelect } from '@/components/ui/native-select';
import { addLink, changeLink, removeLink } from '@/lib/specs/edit-spec';
import { specLimits } from '@/lib/specs/limits';
import type { Link, SpecIssue } from '@/lib/specs/schemas';
import { IssueText, invalidProps, issuesAt } from './issue-text';
import { Labeled } from './labeled';
import type { Announce, EditSpec } from './use-spec-history';

interface LinkRowsProps {
  readonly links: readonly Link[];
  readonly entityNames: readonly string[];
  readonly issues: readonly SpecIssue[];
  readonly disabled: boolean;
  readonly edit: EditSpec;
  readonly focusLater: (id: string) => void;
  readonly announce: Announce;
}

const linkColumns =
  'grid grid-cols-2 gap-3 @3xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_2.5rem] @3xl:items-center';

/** Many-to-many: a post has many tags, and a tag many posts. */
export function LinkRows({
  links,
  entityNames,
  issues,
  disabled,
  edit,
  focusLater,
  announce,
}: LinkRowsProps) {
  const add = () => {
    edit((spec) => addLink(spec, entityNames[0] ?? '', entityNames[1] ?? entityNames[0] ?? ''));
    focusLater(`spec-link-${links.length}-from`);
  };
  const remove = (index: number, name: string) => {
    edit((spec) => removeLink(spec, index));
    announce(`Removed the link ${name}.`, `spec-link-${index}-from`);
    focusLater(links.length > 1 ? `spec-link-${Math.min(index, links.length - 2)}-remove` : 'spec-add-link');
  };
  return (
    <section aria-labelledby="spec-links-title" className="@container">
      <h3 id="spec-links-title" className="font-semibold">
        Many-to-many links
      </h3>
      <p className="text-muted-foreground text-sm">
        Both sides have many of the other: posts and tags, students and courses.
      </p>
      {links.length > 0 ? (
        <div
          aria-hidden
          className={`${linkColumns} mt-2 hidden px-3 text-muted-foreground text-xs @3xl:grid`}
        >
          <span>Entity</span>
          <span>Linked with</span>
          <span>Name of the link</span>
        </div>
      ) : null}
      <ol aria-label="Links" className="mt-2 space-y-2">
        {links.map((link, index) => {
          const id = (part: string) => `spec-link-${index}-${part}`;
          const own = issuesAt(issues, `links.${index}`);
          const ends = ['from', 'to'] as const;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: links have no identity but their place
            <li key={index} className="rounded-lg border border-border bg-card p-3">
              <fieldset disabled={disabled} className={`${linkColumns} min-w-0`}>
                <legend className="sr-only">{`Link ${link.name}`}</legend>
                {ends.map((end) => (
                  <Labeled key={end} label={end === 'from' ? 'Entity' : 'Linked with'} htmlFor={id(end)}>
                    <NativeSelect
                      id={id(end)}
                      value={link[end]}
                      onChange={(event) =>
                        edit((spec) => changeLink(spec, index, { [end]: event.target.value }))
                      }
                      {...invalidProps(id('issues'), issuesAt(own, `links.${index}.${end}`))}
                    >
                      {(entityNames.includes(link[end]) ? entityNames : [link[end], ...entityNames]).map(
                        (name) => (
                          <option key={name} value={name}>
                            {name}
                          </option>
                        ),
                      )}
                    </NativeSelect>
                  </Labeled>
                ))}
                <Labeled label="Name of the link" htmlFor={id('name')}>
                  <Input
                    id={id('name')}
                    value={link.name}
                    autoComplete="off"
                    spellCheck={false}
                    onChange={(event) =>
                      edit((spec) => changeLink(spec, index, { name: event.target.value }), id('name'))
                    }
                    {...invalidProps(id('issues'), issuesAt(own, `links.${index}.name`))}
                  />
                </Labeled>
                <Button
                  id={id('remove')}
                  type="button"
                  variant="ghost"
                  size="icon"
                  className="self-end justify-self-end"
                  aria-label={`Remove the link ${link.name}`}
                  onClick={() => remove(index, link.name)}
                >
                  <Trash2 aria-hidden />
                </Button>
              </fieldset>
              <IssueText id={id('issues')} issues={own} />
            </li>
          );
        })}
      </ol>
      <IssueText id="spec-links-issues" issues={issues.filter((issue) => issue.path === 'links')} />
      <Button
        id="spec-add-link"
        type="button"
        variant="outline"
        size="sm"
        className="mt-2"
        disabled={disabled || entityNames.length === 0 || links.length >= specLimits.links}
        onClick={add}
      >
        <Plus aria-hidden /> Add link
      </Button>
    </section>
  );
}
