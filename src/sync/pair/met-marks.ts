import { PLACE_DIGITS, readMark } from '../../model/installation.ts';
import type { KeptMarks, MarkOwner, RunMark } from '../../model/installation.ts';
import type { ProfileId } from '../../model/profile.ts';

/** Another installation that is at work on the same shop and warehouse. */
export interface OtherInstallation {
  readonly installation: string;
  /** Its machine, as far as its mark had room for it; '' where it names none. */
  readonly host: string;
}

/** The marks of a warehouse beside what is remembered of them (Q8). */
export interface MetMarks {
  /** By which installation they are left here. */
  readonly installation: string;
  /** Under which number of a profile. */
  readonly profile: ProfileId;
  /** One each, by installation. */
  readonly others: readonly OtherInstallation[];
  /**
   * The newest mark of this installation's name that no run of this memory has left: a copy of the memory was
   * at work, or the memory is older than the warehouse. Null = there is none.
   */
  readonly foreign: RunMark | null;
  /** The newest of our own that stands; null = none does. */
  readonly standing: RunMark | null;
  /** All of our own, which the next one takes the place of; the newest first. */
  readonly former: readonly RunMark[];
  /** Of the next mark. */
  readonly nextNumber: number;
}

/** An installation that has left no mark for so many days is taken for gone. */
const DAYS = 2;

/**
 * What the keys of one shop say to a memory. A mark is known when the memory has kept it, or was already
 * past its number: whoever copies a memory cannot copy the numbers that follow.
 */
export function meetMarks(
  keys: readonly string[],
  kept: KeptMarks,
  now: { readonly owner: MarkOwner; readonly day: number },
): MetMarks {
  const { owner } = now;
  const installation = kept.installation ?? owner.installation;
  const number = kept.profile ?? owner.profile;
  const marks = keys.flatMap((key) => readMark(key) ?? []);
  const own = marks
    .filter((mark) => mark.installation === installation)
    .filter(({ profile }) => profile === null || profile === number)
    .toSorted((left, right) => right.number - left.number);
  const settled = kept.standing === null ? 0 : (readMark(kept.standing)?.number ?? 0);
  const isKept = ({ key }: RunMark): boolean => key === kept.standing || key === kept.pending;
  const foreign = own.find((mark) => mark.number > 0 && mark.number >= settled && !isKept(mark)) ?? null;
  return {
    installation,
    profile: number,
    others: othersAmong(marks, { installation, since: now.day - DAYS }),
    foreign,
    standing: own[0] ?? null,
    former: own,
    nextNumber: Math.max(settled, own[0]?.number ?? 0) + 1,
  };
}

/**
 * Other installations whose mark is young enough, each once. One at the very place of this memory is its
 * predecessor, whose memory was lost: nobody works with it any more.
 */
function othersAmong(
  marks: readonly RunMark[],
  own: { readonly installation: string; readonly since: number },
): readonly OtherInstallation[] {
  const place = own.installation.slice(0, PLACE_DIGITS);
  const others = new Map<string, RunMark>();
  for (const mark of marks) {
    if (mark.installation.slice(0, PLACE_DIGITS) === place || mark.day < own.since) continue;
    const known = others.get(mark.installation);
    if (known === undefined || mark.day >= known.day) others.set(mark.installation, mark);
  }
  return [...others.values()]
    .map(({ installation, host }) => ({ installation, host }))
    .toSorted((left, right) => (left.installation < right.installation ? -1 : 1));
}
