'use client';

import { type ComponentProps, useState } from 'react';
import { Input } from '@/components/ui/input';

type ValuesInputProps = Omit<ComponentProps<typeof Input>, 'value' | 'onChange'> & {
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
};

/** Values of a choice as one text. What is being typed stays as typed: a comma at the end is not eaten. */
export function ValuesInput({ values, onChange, ...props }: ValuesInputProps) {
  const printed = values.join(', ');
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft !== null && split(draft).join(', ') === printed ? draft : printed;
  return (
    <Input
      {...props}
      value={shown}
      autoComplete="off"
      spellCheck={false}
      onBlur={() => setDraft(null)}
      onChange={(event) => {
        setDraft(event.target.value);
        onChange(split(event.target.value));
      }}
    />
  );
}

function split(text: string): string[] {
  return text
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}
