import type { Database } from '../db/database.ts';
import { dispatchEvent } from './dispatch-event.ts';
import type { Registry } from './registry.ts';
import type { Unit } from './unit.ts';

/** Runs `work`, and whatever the events it emits set off, in one transaction. */
export function transact<Result>(
  db: Database,
  registry: Registry,
  now: number,
  work: (unit: Unit) => Promise<Result>,
): Promise<Result> {
  return db.transaction(async (tx) => {
    const unit: Unit = { tx, registry, now, emitted: [] };
    const result = await work(unit);
    for (let event = unit.emitted.shift(); event !== undefined; event = unit.emitted.shift()) {
      await dispatchEvent(unit, { event });
    }
    return result;
  });
}
