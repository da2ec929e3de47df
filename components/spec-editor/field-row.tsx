'use client';

import { ArrowDown, ArrowUp, Ellipsis, Trash2 } from 'lucide-react';
import { type KeyboardEvent, memo } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { NativeSelect } from '@/components/ui/native-select';
import { changeField, moveField, removeField, renameField, retypeField } from '@/lib/specs/edit-spec';
import { scalarTypes } from '@/lib/specs/limits';
import type { Field, FieldType, SpecIssue } from '@/lib/specs/schemas';
import { fieldColumns } from './field-columns';
import { FieldDetails } from './field-details';
import { IssueText, invalidProps, issuesAt } from './issue-text';
import { Labeled } from './labeled';
import type { Announce, EditSpec } from './use-spec-history';
import { ValuesInput } from './values-input';

export interface FieldRowProps {
  readonly field: Field;
  readonly entityIndex: number;
  readonly index: number;
  readonly count: number;
  readonly entityNames: readonly string[];
  readonly issues: readonly SpecIssue[];
  /** Whether the details below the row are shown. */
  readonly open: boolean;
  readonly setOpen: (index: number | null) => void;
  readonly disabled: boolean;
  readonly edit: EditSpec;
  /** Puts the focus on the control with this id once it is there. */
  readonly focusLater: (id: string) => void;
  readonly announce: Announce;
  readonly onEnter: () => void;
}

const typeLabels: Readonly<Record<FieldType, string>> = {
  string: 'Short text',
  text: 'Long text',
  integer: 'Whole number',
  decimal: 'Decimal number',
  boolean: 'Yes or no',
  date: 'Date',
  datetime: 'Date and time',
  email: 'Email',
  url: 'URL',
  uuid: 'UUID',
  json: 'JSON',
  enum: 'Choice',
  reference: 'Reference',
};
const fieldTypes: readonly FieldType[] = [...scalarTypes, 'enum', 'reference'];

export function fieldId(entityIndex: number, index: number, part: string): string {
  return `spec-entity-${entityIndex}-field-${index}-${part}`;
}

/** One field: a table row where there is room, a stack of labeled controls where there is not. */
export const FieldRow = memo(function FieldRow(props: FieldRowProps) {
  const { field, entityIndex, index, count, issues, open, setOpen, disabled, edit, focusLater, announce } =
    props;
  const id = (part: string) => fieldId(entityIndex, index, part);
  const path = `entities.${entityIndex}.fields.${index}`;
  const nameIssues = issuesAt(issues, `${path}.name`);
  const otherIssues = issues.filter((issue) => !nameIssues.includes(issue));
  const label = field.name === '' ? `field ${index + 1}` : field.name;

  const move = (to: number) => {
    if (to < 0 || to >= count) return;
    edit((spec) => moveField(spec, entityIndex, index, to));
    if (open) setOpen(to);
    focusLater(fieldId(entityIndex, to, 'name'));
    announce(`Moved ${label} to position ${to + 1} of ${count}.`);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      props.onEnter();
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      move(event.key === 'ArrowUp' ? index - 1 : index + 1);
    }
  };
  const remove = () => {
    edit((spec) => removeField(spec, entityIndex, index));
    setOpen(null);
    announce(`Removed the field ${label}.`, id('name'));
    const next = Math.min(index, count - 2);
    focusLater(next < 0 ? `spec-entity-${entityIndex}-add` : fieldId(entityIndex, next, 'remove'));
  };

  return (
    <li className="border-border border-t py-3 first:border-t-0 @3xl:py-1.5">
      <fieldset disabled={disabled} className="min-w-0">
        <legend className="sr-only">{`Field ${label}`}</legend>
        <div className={fieldColumns}>
          <Labeled label="Name" htmlFor={id('name')}>
            <Input
              id={id('name')}
              value={field.name}
              onChange={(event) =>
                edit((spec) => renameField(spec, entityIndex, index, event.target.value), id('name'))
              }
              onKeyDown={onKeyDown}
              autoComplete="off"
              spellCheck={false}
              {...invalidProps(id('name-issues'), nameIssues)}
            />
          </Labeled>
          <Labeled label="Type" htmlFor={id('type')}>
            <NativeSelect
              id={id('type')}
              value={field.type}
              onChange={(event) => {
                const type = fieldTypes.find((each) => each === event.target.value);
                if (type !== undefined) edit((spec) => retypeField(spec, entityIndex, index, type));
              }}
            >
              {fieldTypes.map((type) => (
                <option key={type} value={type}>
                  {typeLabels[type]}
                </option>
              ))}
            </NativeSelect>
          </Labeled>
          <Extra {...props} id={id('extra')} issuesId={id('issues')} otherIssues={otherIssues} />
          <div className="col-span-2 flex min-h-9 items-center gap-5 @3xl:contents">
            {(['required', 'unique'] as const).map((flag) => (
              <div key={flag} className="flex min-h-6 items-center gap-2 @3xl:justify-center">
                <Checkbox
                  id={id(flag)}
                  checked={field[flag]}
                  disabled={disabled}
                  aria-label={`${flag === 'required' ? 'Required' : 'Unique'}: ${label}`}
                  onCheckedChange={(checked) =>
                    edit((spec) => changeField(spec, entityIndex, index, { [flag]: checked === true }))
                  }
                />
                <label htmlFor={id(flag)} className="text-sm @3xl:sr-only">
                  {flag === 'required' ? 'Required' : 'Unique'}
                </label>
              </div>
            ))}
            <div className="ml-auto flex justify-end gap-1">
              <Button
                type="button"
                variant="ghost"
                size="icon"
                aria-label={`More about ${label}`}
                aria-expanded={open}
                aria-controls={id('details')}
                onClick={() => setOpen(open ? null : index)}
              >
                <Ellipsis aria-hidden />
              </Button>
              <Button
                id={id('remove')}
                type="button"
                variant="ghost"
                size="icon"
                aria-label={`Remove ${label}`}
                onClick={remove}
              >
                <Trash2 aria-hidden />
              </Button>
            </div>
          </div>
        </div>
        <IssueText id={id('name-issues')} issues={nameIssues} />
        <IssueText id={id('issues')} issues={otherIssues} />
        <div id={id('details')} hidden={!open}>
          {open ? (
            <FieldDetails field={field} entityIndex={entityIndex} index={index} idOf={id} edit={edit}>
              <Button
                type="button"
                variant="outline"
                size="sm"
                disabled={index === 0}
                onClick={() => move(index - 1)}
              >
                <ArrowUp aria-hidden /> Move up
              </Button>
              <Button
                type="button"
                variant="outline"
                size="sm"
                disabled={index === count - 1}
                onClick={() => move(index + 1)}
              >
                <ArrowDown aria-hidden /> Move down
              </Button>
            </FieldDetails>
          ) : null}
        </div>
      </fieldset>
    </li>
  );
});

/** What the type asks for besides: whom it refers to, or which values there are. */
function Extra({
  field,
  entityIndex,
  index,
  entityNames,
  edit,
  id,
  issuesId,
  otherIssues,
}: FieldRowProps & { id: string; issuesId: string; otherIssues: readonly SpecIssue[] }) {
  if (field.type === 'reference') {
    const targets = entityNames.includes(field.target) ? entityNames : [field.target, ...entityNames];
    return (
      <Labeled label="Refers to" htmlFor={id} wide>
        <NativeSelect
          id={id}
          value={field.target}
          onChange={(event) =>
            edit((spec) => changeField(spec, entityIndex, index, { target: event.target.value }))
          }
          {...invalidProps(issuesId, otherIssues)}
        >
          {targets.map((name) => (
            <option key={name} value={name}>
              {name === '' ? 'Choose an entity' : name}
            </option>
          ))}
        </NativeSelect>
      </Labeled>
    );
  }
  if (field.type === 'enum') {
    return (
      <Labeled label="Values, separated by commas" htmlFor={id} wide>
        <ValuesInput
          id={id}
          values={field.values}
          onChange={(values) => edit((spec) => changeField(spec, entityIndex, index, { values }), id)}
          {...invalidProps(issuesId, otherIssues)}
        />
      </Labeled>
    );
  }
  return <div className="hidden @3xl:block" />;
}
