import { CairnPicture } from '@/components/cairn/cairn-picture';

export interface MiniCairnProps {
  /** Gives each project stones of its own. */
  readonly id: string;
  readonly committed: number;
  readonly total: number;
  readonly className?: string;
}

const mostStones = 6;

/** How far a generation came, small: at most six stones, in proportion. */
export function MiniCairn({ id, committed, total, className }: MiniCairnProps) {
  const count = Math.max(1, Math.min(total, mostStones));
  const set = total === 0 ? 0 : Math.floor((committed / total) * count);
  const stones = Array.from({ length: count }, (_, index) => ({
    key: `${id} ${index}`,
    state: index < set ? ('committed' as const) : ('pending' as const),
  }));
  return (
    <div className={className}>
      <CairnPicture stones={stones} labels={false} decorative still />
      <span className="sr-only">{`${committed} of ${total} phases committed`}</span>
    </div>
  );
}
