'use client';

import { Check } from 'lucide-react';

export interface StackChoice {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
}

export interface StackPickerProps {
  readonly stacks: readonly StackChoice[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

export function StackPicker({ stacks, value, onChange }: StackPickerProps) {
  return (
    <fieldset>
      <legend className="mb-2 font-medium text-sm">Stack</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {stacks.map(({ id, title, summary }) => (
          <label
            key={id}
            className="group relative cursor-pointer rounded-lg border border-border bg-card p-4 pr-11 transition-colors duration-100 hover:border-input has-checked:border-primary has-focus-visible:outline-2 has-focus-visible:outline-ring has-checked:ring-1 has-checked:ring-primary"
          >
            <input
              type="radio"
              name="stack"
              value={id}
              checked={value === id}
              onChange={() => onChange(id)}
              className="sr-only"
            />
            <span className="block font-medium">{title}</span>
            <span className="mt-0.5 block text-muted-foreground text-sm leading-5.5">{summary}</span>
            <span
              aria-hidden="true"
              className="absolute top-4 right-4 hidden size-5 items-center justify-center rounded-full bg-primary text-primary-foreground group-has-checked:flex"
            >
              <Check className="size-3.5" strokeWidth={3} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
