'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useId, useState } from 'react';
import { setTheme, type Theme, themes } from '@/components/shell/theme';
import { cn } from '@/components/ui/cn';

const looks = {
  system: { label: 'As the system', icon: Monitor },
  light: { label: 'Light', icon: Sun },
  dark: { label: 'Dark', icon: Moon },
} as const;

export function ThemeSwitch({ initial, className }: { initial: Theme; className?: string }) {
  const [theme, show] = useState(initial);
  const name = useId();
  return (
    <fieldset className={cn('inline-flex rounded-md border border-border p-0.5', className)}>
      <legend className="sr-only">Theme</legend>
      {themes.map((each) => {
        const { label, icon: Icon } = looks[each];
        return (
          <label
            key={each}
            title={label}
            className="flex size-7 cursor-pointer items-center justify-center rounded-sm text-muted-foreground hover:text-foreground has-focus-visible:outline-2 has-focus-visible:outline-ring has-checked:bg-accent has-checked:text-foreground max-sm:size-9"
          >
            <input
              type="radio"
              name={name}
              value={each}
              checked={theme === each}
              onChange={() => {
                setTheme(each);
                show(each);
              }}
              className="sr-only"
            />
            <Icon aria-hidden className="size-4" />
            <span className="sr-only">{label}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
