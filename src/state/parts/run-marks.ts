import type { KeptMarks } from '../../model/installation.ts';
import type { ProfileId } from '../../model/profile.ts';

/**
 * Marks that the runs of a profile have left in its warehouse (Q8). Of this very memory: no backup brings
 * back those of its time.
 */
export interface RunMarks {
  /** `NO_MARKS` before the first run. Repeatable. */
  find(id: ProfileId): Promise<KeptMarks>;
  /** Before a mark is left, so that a crash cannot make it a stranger's. Repeatable. */
  keep(id: ProfileId, marks: KeptMarks): Promise<void>;
  /**
   * Keeps what a person has said of a foreign mark, and forgets what was sent of goods, in one transaction:
   * somebody else has sent other things since, so that all is compared anew. Repeatable.
   */
  settle(id: ProfileId, marks: KeptMarks): Promise<void>;
}
