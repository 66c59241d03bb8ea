import type { StateDatabase } from '../sql/schema.ts';
import type { StateEngine } from '../sql/state-engine.ts';

/** A row as both engines show it. */
export type MovedRow = Readonly<Record<string, unknown>>;

/** From one memory into another. */
export interface Copying {
  readonly from: Pick<StateEngine, 'database' | 'among'>;
  /** A transaction. */
  readonly to: StateDatabase;
}
