import { drawDigits } from '../../lib/chance.ts';
import { sha256 } from '../../lib/hash.ts';
import { dayOf, machineDigits, markKey, NO_MARKS } from '../../model/installation.ts';
import type { ErrorKind } from '../../model/error-kind.ts';
import type { KeptMarks, MarkLeft, MarkOwner, NewMark } from '../../model/installation.ts';
import { NO_EVIDENCE } from '../../model/pair.ts';
import type { PairQuestion } from '../../model/pair.ts';
import { pairError } from '../../model/pair-error.ts';
import { profileIdentity } from '../../model/settings.ts';
import { SyncError } from '../../model/sync-error.ts';
import { meetMarks } from '../../sync/pair/met-marks.ts';
import type { MetMarks } from '../../sync/pair/met-marks.ts';
import type { PairSides } from './pair-sides.ts';

/** So many rows a day at most where the user may only add rows, however often the machine changes. */
const ROWS_A_DAY = 10;
const TRIES = 3;
const NO_REASON_TO_STOP: ReadonlySet<ErrorKind> = new Set(['access', 'connection', 'uncertain']);

type Answer = 'original' | 'copy';

/** Whose marks, and where. */
export type MarkSides = Pick<
  PairSides,
  'state' | 'profile' | 'settings' | 'warehouse' | 'clock' | 'machine' | 'signal'
>;

/** Looks at the marks that runs on this shop have left; null where the warehouse has no place for any. */
export async function readMarks(sides: MarkSides): Promise<MetMarks | null> {
  const { state, profile, warehouse, clock, signal } = sides;
  const owner = ownerOf(sides);
  // The warehouse first: a run that is under way keeps its mark before it leaves it.
  const keys = await warehouse.readInstallationMarks(owner.identityHash, signal);
  if (keys === null) return null;
  return meetMarks(keys, await state.runMarks.find(profile.id), { owner, day: dayOf(clock.now()) });
}

/** What a person is asked about a mark of this installation's name that is none of ours; null = nothing. */
export function copyQuestion(marks: MetMarks | null, { machine }: MarkSides): PairQuestion | null {
  if (marks === null || marks.foreign === null) return null;
  const { host, installation } = marks.foreign;
  return {
    side: 'installation',
    before: host === '' ? installation : host,
    now: machine.host,
    evidence: NO_EVIDENCE,
    looksLike: 'unknown',
    known: null,
  };
}

/**
 * Leaves the mark of a run: kept first, so that it is known again whatever happens. Rejects the question
 * where a copy of this memory has left one in this very moment.
 */
export async function leaveMark(sides: MarkSides, met: MetMarks | null): Promise<void> {
  let marks = met;
  for (let tries = 0; marks !== null && tries < TRIES; tries += 1) {
    const question = copyQuestion(marks, sides);
    if (question !== null) throw pairError(question, sides.profile.name);
    if (await isLeft(sides, marks)) return;
    marks = await readMarks(sides);
  }
}

/** False where another run has taken the place of the mark that was met. */
async function isLeft(sides: MarkSides, marks: MetMarks): Promise<boolean> {
  const { state, profile } = sides;
  const key = draw(sides, marks);
  await state.runMarks.keep(profile.id, { ...(await settled(sides, marks)), pending: key });
  const former = marks.former.map((mark) => mark.key);
  const left = await leave(sides, { key, former });
  if (left === 'notReplaced' && isRowNeeded(sides, marks)) await leave(sides, { key, former: [] });
  return left !== 'overtaken';
}

/**
 * A mark is no reason to stop: a user who may not write there (Q12), or whose file others hold just now, runs
 * without, and the next run leaves its own.
 */
async function leave({ warehouse, signal }: MarkSides, mark: NewMark): Promise<MarkLeft | null> {
  try {
    return await warehouse.markInstallation(mark, signal);
  } catch (error) {
    if (error instanceof SyncError && NO_REASON_TO_STOP.has(error.kind)) return null;
    throw error;
  }
}

/**
 * Where marks cannot be replaced: one a day, and one more when the machine is another or has started anew.
 */
function isRowNeeded({ machine, clock }: MarkSides, { former, standing }: MetMarks): boolean {
  const today = dayOf(clock.now());
  const ofToday = former.filter(({ day, number }) => day === today && number > 0);
  if (ofToday.length >= ROWS_A_DAY) return false;
  return !ofToday.some((mark) => mark === standing && mark.machine === machineDigits(hashOf(machine)));
}

async function settled({ state, profile }: MarkSides, { standing }: MetMarks): Promise<KeptMarks> {
  const kept = await state.runMarks.find(profile.id);
  // Where no mark stands any more, it is not known whether the last one was left.
  const wasLeft = standing === null || standing.key === kept.pending;
  return wasLeft && kept.pending !== null ? { ...kept, standing: kept.pending } : kept;
}

/**
 * A person's word on a foreign mark: the original goes on and takes no mark of before for a stranger's; the
 * copy becomes an installation of its own. Both forget what they believe to have sent: the other one has sent
 * other things since.
 */
export async function settleMarks(sides: MarkSides, marks: MetMarks, answer: Answer): Promise<void> {
  const { state, profile } = sides;
  if (answer === 'copy') {
    const installation = drawDigits().slice(0, state.installation.length);
    await state.runMarks.settle(profile.id, { ...NO_MARKS, installation });
    return;
  }
  const kept = await state.runMarks.find(profile.id);
  await state.runMarks.settle(profile.id, { ...kept, standing: draw(sides, marks), pending: null });
}

function draw(sides: MarkSides, { installation, profile, nextNumber }: MetMarks): string {
  const { machine, clock } = sides;
  return markKey(
    { ...ownerOf(sides), installation, profile },
    {
      day: dayOf(clock.now()),
      number: nextNumber,
      host: machine.host,
      machineHash: hashOf(machine),
      chanceHash: drawDigits(),
    },
  );
}

function ownerOf({ state, profile, settings }: MarkSides): MarkOwner {
  const identityHash = sha256(profileIdentity(settings));
  return { identityHash, installation: state.installation, profile: profile.id };
}

function hashOf({ host, boot }: MarkSides['machine']): string {
  return sha256(`${host} ${boot}`);
}
