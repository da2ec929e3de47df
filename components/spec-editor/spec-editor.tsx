'use client';

import { Redo2, Undo2 } from 'lucide-react';
import { type KeyboardEvent, lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import type { AppSpec, SpecIssue } from '@/lib/specs/schemas';
import { NotationEditor } from './notation-editor';
import { SpecForm } from './spec-form';
import { type Announce, useSpecHistory } from './use-spec-history';

const RelationsDiagram = lazy(() => import('./relations-diagram'));

export const specViews = ['form', 'diagram', 'text'] as const;
export type SpecView = (typeof specViews)[number];

export interface SpecEditorProps {
  readonly value: AppSpec;
  readonly onChange: (spec: AppSpec) => void;
  /** What `validateSpec` and the stack find in `value`; shown where it is. */
  readonly issues: readonly SpecIssue[];
  readonly disabled?: boolean;
  /** The view can be held by the page, in its URL for example. */
  readonly view?: SpecView;
  readonly onViewChange?: (view: SpecView) => void;
}

/** Edits entities, fields, references and links: as a form, as a picture of the relations, or as text. */
export function SpecEditor({
  value,
  onChange,
  issues,
  disabled = false,
  view,
  onViewChange,
}: SpecEditorProps) {
  const { edit, undo, redo, canUndo, canRedo } = useSpecHistory(value, onChange);
  const [ownView, setOwnView] = useState<SpecView>('form');
  const [said, setSaid] = useState<{ text: string; restores?: string }>({ text: '' });
  const wanted = useRef<string | null>(null);
  const shown = view ?? ownView;

  const focusLater = useCallback((id: string) => {
    wanted.current = id;
  }, []);
  useEffect(() => {
    const target = wanted.current === null ? null : document.getElementById(wanted.current);
    if (target === null) return;
    wanted.current = null;
    target.focus();
    if (target instanceof HTMLInputElement && target.type === 'text') target.select();
  });
  const announce = useCallback<Announce>((text, restores) => setSaid({ text, restores }), []);

  const show = (next: unknown) => {
    const known = specViews.find((each) => each === next);
    if (known === undefined) return;
    setOwnView(known);
    onViewChange?.(known);
  };
  const stepBack = () => {
    undo();
    setSaid({ text: 'Undone.' });
  };
  const stepForward = () => {
    redo();
    setSaid({ text: 'Redone.' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (isTyping || disabled || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
    event.preventDefault();
    if (event.shiftKey) stepForward();
    else stepBack();
  };
  const isUndoable = said.restores !== undefined && canUndo;
  const errors = issues.filter((issue) => issue.severity === 'error').length;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: shortcuts of what is inside; buttons do the same
    <div className="space-y-4" onKeyDown={onKeyDown}>
      <Tabs value={shown} onValueChange={show}>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <TabsList>
            <TabsTrigger value="form">Form</TabsTrigger>
            <TabsTrigger value="diagram">Diagram</TabsTrigger>
            <TabsTrigger value="text">Text</TabsTrigger>
          </TabsList>
          <p className="text-muted-foreground text-sm max-sm:order-last max-sm:basis-full">
            {count(value.entities.length, 'entity', 'entities')}
            {errors > 0 ? <span className="text-destructive">{` · ${errors} to correct`}</span> : null}
          </p>
          <div className="ml-auto flex gap-1">
            <Button
              type="button"
              variant="ghost"
              size="icon"
              aria-label="Undo"
              disabled={disabled || !canUndo}
              onClick={stepBack}
            >
              <Undo2 aria-hidden />
            </Button>
            <Button
              type="button"
              variant="ghost"
              size="icon"
              aria-label="Redo"
              disabled={disabled || !canRedo}
              onClick={stepForward}
            >
              <Redo2 aria-hidden />
            </Button>
          </div>
        </div>
        <TabsContent value="form">
          <SpecForm
            spec={value}
            issues={issues}
            disabled={disabled}
            edit={edit}
            focusLater={focusLater}
            announce={announce}
          />
        </TabsContent>
        <TabsContent value="diagram">
          <Suspense fallback={<p className="p-6 text-muted-foreground text-sm">Drawing the relations…</p>}>
            <RelationsDiagram
              spec={value}
              onOpen={(index) => {
                focusLater(`spec-entity-${index}-name`);
                show('form');
              }}
            />
          </Suspense>
        </TabsContent>
        <TabsContent value="text">
          <NotationEditor spec={value} issues={issues} disabled={disabled} edit={edit} />
        </TabsContent>
      </Tabs>
      <div className="sticky bottom-3 z-10 flex justify-center">
        <div
          className={
            isUndoable
              ? 'flex max-w-full items-center gap-3 rounded-lg border border-border bg-popover px-4 py-2 text-popover-foreground text-sm shadow-md'
              : 'sr-only'
          }
        >
          <span role="status">{said.text}</span>
          {isUndoable ? (
            <Button
              type="button"
              variant="outline"
              size="sm"
              onClick={() => {
                if (said.restores !== undefined) focusLater(said.restores);
                stepBack();
              }}
            >
              Undo
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  );
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
