import { nowIso } from '../../lib/clock.ts';
import {
  answersTo,
  forAnotherPair,
  forFormerPair,
  isGoodsMark,
  shopPlace,
  warehousePlace,
} from '../../model/pair.ts';
import type { MetPair, Pair, PairAnswer, PairQuestion } from '../../model/pair.ts';
import type { Profile } from '../../model/profile.ts';
import { profileIdentity } from '../../model/settings.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { ShelvedPair } from '../../state/state.ts';
import type { AppParts } from '../app-parts.ts';
import { HeldLease } from '../lease.ts';
import { tellQuestion } from '../report/standing-question.ts';
import { withSides } from '../session.ts';
import { meetPair, rememberPair, stopOf } from './meet-pair.ts';
import type { Meeting } from './meet-pair.ts';
import { settleMarks } from './run-marks.ts';
import type { PairSides } from './pair-sides.ts';

/** What came of an answer. */
export interface PairAnswered {
  /** Of the former shop or warehouse, which the profile goes on with. */
  readonly isFormer: boolean;
  /** What is asked next: both sides may have changed. */
  readonly question: PairQuestion | null;
}

/** Whether a profile still works with the shop and the warehouse that its memory is of (Q3, Q4). */
export interface PairDesk {
  /**
   * What a person has to say before anything is written; null = nothing. Asks both sides, writes to none.
   * Rejects `pair.shop.*` where a person has to change something first.
   */
  look(name: string, signal: AbortSignal): Promise<PairQuestion | null>;
  /**
   * A person's word: `moved` keeps the memory and its identity; `another` puts it aside and begins a new one,
   * or goes on with the one of a shop and warehouse that were met before. Of a memory that somebody else
   * works with too: `original` or `copy` (Q8). Rejects `pair.nothingAsked`, `pair.otherAnswer`,
   * `run.alreadyRunning`.
   */
  answer(name: string, answer: PairAnswer, signal: AbortSignal): Promise<PairAnswered>;
}

/** The desk over the application's parts. */
export function pairDesk(parts: AppParts, find: (name: string) => Promise<Profile>): PairDesk {
  return {
    look: async (name, signal) => {
      const profile = await find(name);
      return withPair(parts, { profile, signal }, async (_sides, meeting) => {
        await tell(parts, profile, meeting);
        if (meeting.refusal !== null) throw meeting.refusal;
        return meeting.question;
      });
    },
    answer: async (name, answer, signal) => {
      const profile = await find(name);
      const lease = await HeldLease.take(parts, profile);
      try {
        const stop = AbortSignal.any([signal, lease.signal]);
        return await withPair(lease.parts, { profile, signal: stop }, async (sides, meeting) => {
          const answered = await takeAnswer(lease.parts, { sides, meeting, answer });
          await tell(lease.parts, profile, { question: answered.question, refusal: null });
          return answered;
        });
      } finally {
        await lease.release();
      }
    },
  };
}

/** Keeps what is asked where a person looks for it, while it is asked. */
async function tell(
  { state, clock }: AppParts,
  profile: Profile,
  asked: Pick<Meeting, 'question' | 'refusal'>,
): Promise<void> {
  const error = stopOf(asked, profile.name);
  await tellQuestion(state, profile, { kind: 'pair', error, nowIso: nowIso(clock) });
}

async function withPair<T>(
  parts: AppParts,
  of: { readonly profile: Profile; readonly signal: AbortSignal },
  use: (sides: PairSides, meeting: Meeting) => Promise<T>,
): Promise<T> {
  const { settings } = of.profile;
  return withSides(parts, { profile: of.profile, watch: {} }, async (open) => {
    const facts = await open.warehouse.readFacts(of.signal);
    const { state, clock, machine } = parts;
    const sides = { state, clock, machine, ...of, settings, facts, ...open };
    return use(sides, await meetPair(sides));
  });
}

async function takeAnswer(
  parts: AppParts,
  what: { readonly sides: PairSides; readonly meeting: Meeting; readonly answer: PairAnswer },
): Promise<PairAnswered> {
  const { sides, meeting } = what;
  const { profile } = sides;
  const { question } = meeting;
  if (meeting.refusal !== null) throw meeting.refusal;
  if (question === null) throw new SyncError('pair.nothingAsked', { profile: profile.name });
  const answers = answersTo(question);
  if (!answers.includes(what.answer))
    throw new SyncError('pair.otherAnswer', { profile: profile.name, answers: answers.join(', ') });
  if (meeting.marks !== null && (what.answer === 'original' || what.answer === 'copy')) {
    await settleMarks(sides, meeting.marks, what.answer);
    return { isFormer: false, question: null };
  }
  if (what.answer === 'another' && question.known !== null) {
    // Nothing of it is remembered yet that could be put aside.
    await rememberPair(sides, meeting);
    return { isFormer: false, question: null };
  }
  if (what.answer === 'another') return exchange(parts, sides, { ...meeting, question });
  const moved = await keepIdentity(sides, { ...meeting, question });
  return { isFormer: false, question: (await meetPair(moved)).question };
}

/** The same shop at another address keeps the identity that its claims and notes carry (I4). */
async function keepIdentity(
  sides: PairSides,
  { remembered, met, question }: Meeting & { readonly question: PairQuestion },
): Promise<PairSides> {
  const { state, profile, settings } = sides;
  const before = remembered?.settings ?? { ...settings, shopAddress: question.before, identity: '' };
  if (question.side === 'warehouse') {
    await rememberPair(sides, { remembered, met });
    return sides;
  }
  const kept = profileIdentity(before);
  const identity = kept === shopPlace(settings) ? '' : kept;
  const saved = await state.profiles.save({ ...profile, settings: { ...settings, identity } });
  const pair: Pair = {
    settings: { ...saved.settings, warehouse: before.warehouse },
    mark: remembered?.mark ?? null,
    databaseVersion: remembered?.databaseVersion ?? null,
  };
  await state.pairs.remember(profile.id, pair);
  return { ...sides, profile: saved, settings: saved.settings };
}

/** Begins anew, or goes on with what was put aside; nothing of the former pair is lost. */
async function exchange(
  parts: AppParts,
  { state, profile }: PairSides,
  { remembered, met, question }: Meeting & { readonly question: PairQuestion },
): Promise<PairAnswered> {
  const former = remembered?.settings ?? profile.settings;
  const known = (await state.pairs.shelved(profile.id)).find((shelved) => isMetAgain(shelved, met));
  const isElsewhere = warehousePlace(former) !== warehousePlace(met.settings);
  const side = isElsewhere || question.side !== 'shop' ? 'warehouse' : 'shop';
  const settings =
    known === undefined
      ? forAnotherPair(profile.settings, former, side)
      : forFormerPair(profile.settings, known.pair.settings);
  const to = { settings, shelf: known?.shelf ?? null, nowIso: nowIso(parts.clock) };
  await state.pairs.exchange(profile, to);
  return { isFormer: known !== undefined, question: null };
}

function isMetAgain({ pair }: ShelvedPair, met: MetPair): boolean {
  if (shopPlace(pair.settings) !== shopPlace(met.settings)) return false;
  if (warehousePlace(pair.settings) !== warehousePlace(met.settings)) return false;
  return pair.mark === null || isGoodsMark(pair.mark) || met.marks.includes(pair.mark);
}
