import { Check } from 'lucide-react';
import { CairnPicture } from '@/components/cairn/cairn-picture';

export interface GalleryChoice {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly entities: readonly string[];
  readonly fields: number;
}

export interface AppCardProps {
  readonly app: GalleryChoice;
  readonly isChosen: boolean;
  readonly onChange: () => void;
}

/** A checkbox as large as what it stands for. */
export function AppCard({ app, isChosen, onChange }: AppCardProps) {
  const { id, name, summary, entities, fields } = app;
  return (
    <label className="group relative flex cursor-pointer flex-col rounded-lg border border-border bg-card p-4 transition-colors duration-100 hover:border-input has-checked:border-primary has-focus-visible:outline-2 has-focus-visible:outline-ring has-checked:ring-1 has-checked:ring-primary">
      <input
        type="checkbox"
        name="app"
        value={id}
        checked={isChosen}
        onChange={onChange}
        aria-label={name}
        aria-describedby={`about-${id}`}
        className="sr-only"
      />
      <span className="flex items-start gap-3">
        <span className="min-w-0 flex-1">
          <span className="block font-semibold leading-snug">{name}</span>
          <span id={`about-${id}`} className="mt-1 block text-muted-foreground text-sm leading-5.5">
            {summary}
          </span>
        </span>
        <span
          aria-hidden="true"
          className="flex size-5 shrink-0 items-center justify-center rounded-sm border border-input text-transparent group-has-checked:border-primary group-has-checked:bg-primary group-has-checked:text-primary-foreground"
        >
          <Check className="size-3.5" strokeWidth={3} />
        </span>
      </span>
      <span className="mt-auto flex items-end justify-between gap-3 pt-4">
        <span className="text-muted-foreground text-xs leading-5">
          <span className="line-clamp-2">{entities.join(', ')}</span>
          <span className="tabular">
            {entities.length} entities, {fields} fields
          </span>
        </span>
        <span className="block w-14 shrink-0">
          <CairnPicture stones={entities.map(toStone)} labels={false} decorative still />
        </span>
      </span>
    </label>
  );
}

function toStone(entity: string) {
  return { key: entity, state: 'committed' } as const;
}
