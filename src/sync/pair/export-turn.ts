import { LEFT } from '../../model/export-turn.ts';
import type { ExportTurn, TurnAsker, TurnHolder } from '../../model/export-turn.ts';

/**
 * So long may nothing be heard of a holder on another machine. He is heard of every minute, and stops by
 * himself long before.
 */
export const SILENCE_MINUTES = 15;

/**
 * `free`: nobody has it; `ours`: an earlier run of this very profile, whose lease is this run's now; `dead`:
 * its holder is gone for sure; `silent`: nothing was heard of him for too long; `held`: somebody is at it. Of
 * whoever is `dead` or `silent` products may still be under way to the shop.
 */
export type TurnState = 'free' | 'ours' | 'dead' | 'silent' | 'held';

/** Whether the turn of a shop can be taken (Q8). */
export function turnState(
  { holder }: Pick<ExportTurn, 'holder'>,
  asker: TurnAsker,
  now: {
    /** By the database's clock. */
    readonly minutes: number;
    /** Whether a process of this machine lives; null = cannot tell. */
    readonly isAlive: (pid: number) => boolean | null;
  },
): TurnState {
  if (holder === null) return 'free';
  if (isOf(holder, asker)) return 'ours';
  if (holder.pid === LEFT) return 'dead';
  if (holder.host === asker.host && holder.boot !== '' && asker.boot !== '') {
    if (holder.boot !== asker.boot) return 'dead';
    if (now.isAlive(holder.pid) === false) return 'dead';
  }
  // Also one from the future: the clock was set back since, and who lives is heard of by the same clock.
  return Math.abs(now.minutes - holder.minutes) >= SILENCE_MINUTES ? 'silent' : 'held';
}

/** True where nobody else can have sent goods between two looks at the turn. */
export function isUntouched(before: ExportTurn | null, now: ExportTurn, asker: TurnAsker): boolean {
  if (before === null || before.number !== now.number) return false;
  return before.holder === null || isOf(before.holder, asker);
}

function isOf(holder: TurnHolder, { installation, profile }: TurnAsker): boolean {
  return holder.installation === installation && holder.profile === profile;
}
