'use client';

import { Plus } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { addEntity } from '@/lib/specs/edit-spec';
import { specLimits } from '@/lib/specs/limits';
import type { AppSpec, SpecIssue } from '@/lib/specs/schemas';
import { EntityCard } from './entity-card';
import { IssueText, issuesAt } from './issue-text';
import { LinkRows } from './link-rows';
import type { Announce, EditSpec } from './use-spec-history';

interface SpecFormProps {
  readonly spec: AppSpec;
  readonly issues: readonly SpecIssue[];
  readonly disabled: boolean;
  readonly edit: EditSpec;
  readonly focusLater: (id: string) => void;
  readonly announce: Announce;
}

/** With more entities than this, cards start closed: people look for one, they do not read all. */
const openAtFirst = 6;

export function SpecForm({ spec, issues, disabled, edit, focusLater, announce }: SpecFormProps) {
  const [opened, setOpened] = useState<ReadonlyMap<number, boolean>>(new Map());
  const setOpen = useCallback((index: number, open: boolean) => {
    setOpened((before) => new Map(before).set(index, open));
  }, []);
  const onRemoved = useCallback((index: number) => {
    setOpened(
      (before) =>
        new Map(
          [...before].flatMap(([at, open]) => (at === index ? [] : [[at > index ? at - 1 : at, open]])),
        ),
    );
  }, []);
  const joined = JSON.stringify(
    [...new Set(spec.entities.map((entity) => entity.name))].filter((name) => name !== ''),
  );
  const entityNames = useMemo(() => JSON.parse(joined) as string[], [joined]);
  const add = () => {
    edit((before) => addEntity(before));
    setOpen(spec.entities.length, true);
    focusLater(`spec-entity-${spec.entities.length}-name`);
  };
  return (
    <div className="space-y-6">
      <div>
        <ol aria-label="Entities" className="space-y-3">
          {spec.entities.map((entity, index) => (
            <EntityCard
              // biome-ignore lint/suspicious/noArrayIndexKey: entities have no identity but their place
              key={index}
              entity={entity}
              index={index}
              count={spec.entities.length}
              entityNames={entityNames}
              issues={issuesAt(issues, `entities.${index}`)}
              open={opened.get(index) ?? spec.entities.length <= openAtFirst}
              disabled={disabled}
              edit={edit}
              focusLater={focusLater}
              announce={announce}
              setOpen={setOpen}
              onRemoved={onRemoved}
            />
          ))}
        </ol>
        <IssueText id="spec-entities-issues" issues={issues.filter((issue) => issue.path === 'entities')} />
        <Button
          id="spec-add-entity"
          type="button"
          variant="outline"
          className="mt-3"
          disabled={disabled || spec.entities.length >= specLimits.entities}
          onClick={add}
        >
          <Plus aria-hidden /> Add entity
        </Button>
      </div>
      <LinkRows
        links={spec.links}
        entityNames={entityNames}
        issues={issuesAt(issues, 'links')}
        disabled={disabled}
        edit={edit}
        focusLater={focusLater}
        announce={announce}
      />
    </div>
  );
}
