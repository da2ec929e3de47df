import { FileCode, Layers, ListTree, type LucideIcon, ScrollText } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { TabsList, TabsTrigger } from '@/components/ui/tabs';

/** In the order they stand in; the first is the one that the address need not name. */
export const generationTabs = ['progress', 'files', 'spec', 'log'] as const;
export type GenerationTab = (typeof generationTabs)[number];

const looks: Readonly<Record<GenerationTab, { label: string; icon: LucideIcon }>> = {
  progress: { label: 'Progress', icon: Layers },
  files: { label: 'Files', icon: FileCode },
  spec: { label: 'Spec', icon: ListTree },
  log: { label: 'Log', icon: ScrollText },
};

export interface GenerationTabListProps {
  readonly active: GenerationTab;
  /** How much there is to see, where that says something. */
  readonly counts: Partial<Readonly<Record<GenerationTab, number>>>;
}

/** As many tabs as there are: where they do not fit, they scroll, and the active one is in sight. */
export function GenerationTabList({ active, counts }: GenerationTabListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>(`[data-tab="${active}"]`);
    if (!list.current || !tab) return;
    // Not `scrollIntoView`: that would move the page as well.
    const { scrollLeft, clientWidth } = list.current;
    const start = tab.offsetLeft - list.current.offsetLeft;
    if (start < scrollLeft || start + tab.offsetWidth > scrollLeft + clientWidth)
      list.current.scrollLeft = start - (clientWidth - tab.offsetWidth) / 2;
  }, [active]);
  return (
    <TabsList ref={list} aria-label="Views of this generation">
      {generationTabs.map((tab) => {
        const { label, icon: Icon } = looks[tab];
        return (
          <TabsTrigger key={tab} value={tab} data-tab={tab}>
            <Icon aria-hidden className="max-sm:hidden" /> {label}
            {counts[tab] === undefined ? null : (
              <span className="tabular text-muted-foreground text-xs">{counts[tab]}</span>
            )}
          </TabsTrigger>
        );
      })}
    </TabsList>
  );
}
