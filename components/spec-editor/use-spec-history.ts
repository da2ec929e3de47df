'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppSpec } from '@/lib/specs/schemas';

/** `key` names what is typed into: edits of one key in a row are one step back. */
export type EditSpec = (edit: (spec: AppSpec) => AppSpec, key?: string) => void;

/** Says what happened. `restores` is the id of the control to return to where that can be undone with one button. */
export type Announce = (text: string, restores?: string) => void;

interface Past {
  readonly back: readonly AppSpec[];
  readonly forward: readonly AppSpec[];
  readonly key: string | undefined;
}

const nothing: Past = { back: [], forward: [], key: undefined };
const maxSteps = 200;

/** Undo and redo over a spec that its parent holds. A spec that comes from elsewhere starts a new history. */
export function useSpecHistory(value: AppSpec, onChange: (spec: AppSpec) => void) {
  const current = useRef(value);
  const past = useRef(nothing);
  const report = useRef(onChange);
  const [steps, setSteps] = useState({ canUndo: false, canRedo: false });

  const store = useCallback((next: Past) => {
    past.current = next;
    const canUndo = next.back.length > 0;
    const canRedo = next.forward.length > 0;
    setSteps((old) => (old.canUndo === canUndo && old.canRedo === canRedo ? old : { canUndo, canRedo }));
  }, []);

  useEffect(() => {
    report.current = onChange;
  }, [onChange]);
  useEffect(() => {
    if (value === current.current) return;
    current.current = value;
    store(nothing);
  }, [value, store]);

  const show = useCallback((spec: AppSpec) => {
    current.current = spec;
    report.current(spec);
  }, []);

  const edit = useCallback<EditSpec>(
    (change, key) => {
      const before = current.current;
      const after = change(before);
      if (after === before) return;
      const { back, key: lastKey } = past.current;
      const continues = key !== undefined && key === lastKey && back.length > 0;
      store({ back: continues ? back : [...back.slice(-maxSteps), before], forward: [], key });
      show(after);
    },
    [show, store],
  );

  const undo = useCallback(() => {
    const { back, forward } = past.current;
    const before = back.at(-1);
    if (before === undefined) return;
    store({ back: back.slice(0, -1), forward: [current.current, ...forward], key: undefined });
    show(before);
  }, [show, store]);

  const redo = useCallback(() => {
    const { back, forward } = past.current;
    const [after, ...rest] = forward;
    if (after === undefined) return;
    store({ back: [...back, current.current], forward: rest, key: undefined });
    show(after);
  }, [show, store]);

  return { edit, undo, redo, ...steps };
}
