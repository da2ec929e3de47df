import { Check } from 'lucide-react';

export interface Choice {
  readonly id: string;
  readonly title: string;
}

export interface ChoicesProps {
  readonly legend: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onToggle: (id: string) => void;
}

/** Several of a few, in one line. */
export function Choices({ legend, choices, chosen, onToggle }: ChoicesProps) {
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="float-left mr-1 text-muted-foreground text-sm">{legend}</legend>
      {choices.map(({ id, title }) => (
        <label
          key={id}
          className="group inline-flex h-9 cursor-pointer items-center gap-2 rounded-full border border-border bg-card px-3.5 text-sm transition-colors duration-100 hover:border-input has-checked:border-primary has-focus-visible:outline-2 has-focus-visible:outline-ring max-sm:h-10"
        >
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={() => onToggle(id)}
            className="sr-only"
          />
          <Check
            aria-hidden
            strokeWidth={3}
            className="hidden size-3.5 text-primary group-has-checked:block"
          />
          {title}
        </label>
      ))}
    </fieldset>
  );
}
