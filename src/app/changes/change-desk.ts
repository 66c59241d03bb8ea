import type { Acting } from '../../lib/acting.ts';
import { nowIso } from '../../lib/clock.ts';
import type { Clock } from '../../lib/clock.ts';
import type { ChangeDraft, ChangeNote, SettingChange } from '../../model/setting-change.ts';
import type { ChangeLog, ChangeQuery } from '../../state/state.ts';

/** Who changed what, and when: kept with whoever acts. */
export class ChangeDesk {
  readonly #log: ChangeLog;
  readonly #clock: Clock;
  readonly #acting: Acting;

  constructor(log: ChangeLog, clock: Clock, acting: Acting) {
    this.#log = log;
    this.#clock = clock;
    this.#acting = acting;
  }

  /** Notes with who and when; for whoever keeps them in the transaction of the change itself. */
  drafts(profile: string, notes: readonly ChangeNote[]): readonly ChangeDraft[] {
    const at = nowIso(this.#clock);
    return notes.map((note) => ({ ...note, at, who: this.#acting.who(), profile }));
  }

  /** `profile` '' = of the whole program. */
  async note(profile: string, ...notes: readonly ChangeNote[]): Promise<void> {
    if (notes.length > 0) await this.#log.add(this.drafts(profile, notes));
  }

  /** The latest first. */
  async list(query: ChangeQuery): Promise<readonly SettingChange[]> {
    return this.#log.list(query);
  }
}
