import type { ReactNode } from 'react';
import { Input } from '@/components/ui/input';
import { NativeSelect } from '@/components/ui/native-select';
import { changeField } from '@/lib/specs/edit-spec';
import { onDeleteActions, specLimits } from '@/lib/specs/limits';
import type { Field } from '@/lib/specs/schemas';
import type { EditSpec } from './use-spec-history';

interface FieldDetailsProps {
  readonly field: Field;
  readonly entityIndex: number;
  readonly index: number;
  readonly idOf: (part: string) => string;
  readonly edit: EditSpec;
  readonly children: ReactNode;
}

/** What a field rarely needs: a description, what a deletion does, and its place. */
export function FieldDetails({ field, entityIndex, index, idOf, edit, children }: FieldDetailsProps) {
  return (
    <div className="mt-2 grid gap-3 rounded-md border border-border bg-muted/40 p-3 @3xl:grid-cols-2">
      <div className="min-w-0">
        <label htmlFor={idOf('description')} className="mb-1 block text-muted-foreground text-sm">
          Description (optional)
        </label>
        <Input
          id={idOf('description')}
          value={field.description}
          maxLength={specLimits.descriptionLength}
          onChange={(event) =>
            edit(
              (spec) => changeField(spec, entityIndex, index, { description: event.target.value }),
              idOf('description'),
            )
          }
        />
      </div>
      {field.type === 'reference' ? (
        <div className="min-w-0">
          <label htmlFor={idOf('on-delete')} className="mb-1 block text-muted-foreground text-sm">
            {`When the ${field.target || 'entity'} is deleted`}
          </label>
          <NativeSelect
            id={idOf('on-delete')}
            value={field.onDelete}
            onChange={(event) => {
              const onDelete = onDeleteActions.find((action) => action === event.target.value);
              if (onDelete !== undefined) edit((spec) => changeField(spec, entityIndex, index, { onDelete }));
            }}
          >
            <option value="restrict">Refuse while this refers to it</option>
            <option value="cascade">Delete this, too</option>
            <option value="set_null" disabled={field.required}>
              {field.required ? 'Leave empty (only if optional)' : 'Leave empty'}
            </option>
          </NativeSelect>
        </div>
      ) : null}
      <div className="flex flex-wrap items-center gap-2 @3xl:col-span-2">
        {children}
        <span className="text-muted-foreground text-sm">
          In the name: Alt with the arrow keys moves, Enter adds a field.
        </span>
      </div>
    </div>
  );
}
