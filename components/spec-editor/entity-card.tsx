'use client';

import { ChevronDown, ChevronRight, Plus, Trash2 } from 'lucide-react';
import { memo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { addField, describeEntity, removeEntity, renameEntity } from '@/lib/specs/edit-spec';
import { specLimits } from '@/lib/specs/limits';
import type { Entity, SpecIssue } from '@/lib/specs/schemas';
import { fieldColumns } from './field-columns';
import { FieldRow, fieldId } from './field-row';
import { IssueText, invalidProps, issuesAt } from './issue-text';
import type { Announce, EditSpec } from './use-spec-history';

export interface EntityCardProps {
  readonly entity: Entity;
  readonly index: number;
  readonly count: number;
  readonly entityNames: readonly string[];
  /** Those below `entities.<index>`. */
  readonly issues: readonly SpecIssue[];
  readonly open: boolean;
  readonly disabled: boolean;
  readonly edit: EditSpec;
  readonly focusLater: (id: string) => void;
  readonly announce: Announce;
  readonly setOpen: (index: number, open: boolean) => void;
  readonly onRemoved: (index: number) => void;
}

/** One entity: its name, what it is, and its fields. */
export const EntityCard = memo(function EntityCard(props: EntityCardProps) {
  const {
    entity,
    index,
    count,
    entityNames,
    issues,
    open,
    disabled,
    edit,
    focusLater,
    announce,
    setOpen,
    onRemoved,
  } = props;
  const [detailed, setDetailed] = useState<number | null>(null);
  const id = (part: string) => `spec-entity-${index}-${part}`;
  const label = entity.name === '' ? `Entity ${index + 1}` : entity.name;
  const nameIssues = issues.filter((issue) => issue.path === `entities.${index}.name`);
  const ownIssues = issues.filter(
    (issue) => issue.path === `entities.${index}.fields` || issue.path === `entities.${index}.description`,
  );
  const broken = issues.filter((issue) => issue.severity === 'error').length;

  const add = () => {
    edit((spec) => addField(spec, index));
    setOpen(index, true);
    focusLater(fieldId(index, entity.fields.length, 'name'));
  };
  const remove = () => {
    let said = '';
    edit((spec) => {
      const removed = removeEntity(spec, index);
      const along = [...removed.references, ...removed.links.map((link) => `the link ${link}`)];
      said = `Removed ${label}${along.length > 0 ? `, and with it ${along.join(', ')}` : ''}.`;
      return removed.spec;
    });
    announce(said, id('name'));
    onRemoved(index);
    focusLater(count > 1 ? `spec-entity-${Math.min(index, count - 2)}-name` : 'spec-add-entity');
  };

  return (
    <li className="@container rounded-lg border border-border bg-card text-card-foreground">
      <section aria-label={label}>
        <div className="flex items-start gap-2 p-3">
          <Button
            type="button"
            variant="ghost"
            size="icon"
            aria-label={`${open ? 'Hide' : 'Show'} the fields of ${label}`}
            aria-expanded={open}
            aria-controls={id('fields')}
            onClick={() => setOpen(index, !open)}
          >
            {open ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
          </Button>
          <div className="grid min-w-0 flex-1 gap-2 @2xl:grid-cols-[minmax(0,16rem)_minmax(0,1fr)]">
            <div className="min-w-0">
              <label htmlFor={id('name')} className="sr-only">
                {`Name of entity ${index + 1}`}
              </label>
              <Input
                id={id('name')}
                className="font-semibold"
                value={entity.name}
                disabled={disabled}
                placeholder="Name, such as Post"
                autoComplete="off"
                spellCheck={false}
                onChange={(event) =>
                  edit((spec) => renameEntity(spec, index, event.target.value), id('name'))
                }
                {...invalidProps(id('name-issues'), nameIssues)}
              />
              <IssueText id={id('name-issues')} issues={nameIssues} />
            </div>
            {open ? (
              <div className="min-w-0">
                <label htmlFor={id('description')} className="sr-only">
                  {`Description of ${label} (optional)`}
                </label>
                <Input
                  id={id('description')}
                  value={entity.description}
                  disabled={disabled}
                  placeholder="What it is (optional)"
                  maxLength={specLimits.descriptionLength}
                  onChange={(event) =>
                    edit((spec) => describeEntity(spec, index, event.target.value), id('description'))
                  }
                />
              </div>
            ) : (
              <p className="truncate self-center text-muted-foreground text-sm">
                {broken > 0 ? <span className="text-destructive">{`${broken} to correct · `}</span> : null}
                {entity.fields.map((field) => field.name).join(', ')}
              </p>
            )}
          </div>
          <Button
            type="button"
            variant="ghost"
            size="icon"
            disabled={disabled}
            aria-label={`Remove ${label}`}
            onClick={remove}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
        <div id={id('fields')} hidden={!open} className="px-3 pb-3">
          {open ? (
            <>
              <div
                aria-hidden
                className={`${fieldColumns} hidden border-border border-y py-1.5 text-muted-foreground text-xs @3xl:grid`}
              >
                <span>Field</span>
                <span>Type</span>
                <span>Refers to, or values</span>
                <span className="text-center">Required</span>
                <span className="text-center">Unique</span>
                <span />
              </div>
              <ol aria-label={`Fields of ${label}`}>
                {entity.fields.map((field, at) => (
                  <FieldRow
                    // biome-ignore lint/suspicious/noArrayIndexKey: fields have no identity but their place
                    key={at}
                    field={field}
                    entityIndex={index}
                    index={at}
                    count={entity.fields.length}
                    entityNames={entityNames}
                    issues={issuesAt(issues, `entities.${index}.fields.${at}`)}
                    open={detailed === at}
                    setOpen={setDetailed}
                    disabled={disabled}
                    edit={edit}
                    focusLater={focusLater}
                    announce={announce}
                    onEnter={add}
                  />
                ))}
              </ol>
              <IssueText id={id('issues')} issues={ownIssues} />
              <Button
                id={id('add')}
                type="button"
                variant="outline"
                size="sm"
                className="mt-2"
                disabled={disabled || entity.fields.length >= specLimits.fieldsPerEntity}
                onClick={add}
              >
                <Plus aria-hidden /> Add field<span className="sr-only">{` to ${label}`}</span>
              </Button>
            </>
          ) : null}
        </div>
      </section>
    </li>
  );
}, isSameCard);

/** Issues are found anew at each edit; cards whose issues read the same need not be drawn again. */
function isSameCard(before: EntityCardProps, after: EntityCardProps): boolean {
  return (Object.keys(after) as (keyof EntityCardProps)[]).every((key) =>
    key === 'issues'
      ? JSON.stringify(before.issues) === JSON.stringify(after.issues)
      : Object.is(before[key], after[key]),
  );
}
