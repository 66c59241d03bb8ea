import { sha256 } from '../../lib/hash.ts';
import { isGoodsMark, shopPlace, warehouseMark } from '../../model/pair.ts';
import type { MetPair, Pair, PairQuestion } from '../../model/pair.ts';
import { pairError } from '../../model/pair-error.ts';
import { settingsText } from '../../model/settings-check.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { MetMarks } from '../../sync/pair/met-marks.ts';
import type { ShopFacts } from '../../shop/shop.ts';
import { changedSide, isToBeAsked } from '../../sync/pair/pair-check.ts';
import { knownBefore, sharedImportRefusal, twinRefusal } from './known-shop.ts';
import { evidenceOf, goodsMarkOf } from './pair-evidence-of.ts';
import { copyQuestion, readMarks } from './run-marks.ts';
import type { PairSides } from './pair-sides.ts';

/** Shop and warehouse beside those that are remembered (Q3). */
export interface Meeting {
  /** Null before the first run. */
  readonly remembered: Pair | null;
  readonly met: MetPair;
  /** Marks of other runs in the warehouse; null where there is no place for them. */
  readonly marks: MetMarks | null;
  /** What a person has to say first; null = nothing. */
  readonly question: PairQuestion | null;
  /** Why nothing goes on here, whatever a person says; null = nothing stands in the way. */
  readonly refusal: SyncError | null;
  /** What the shop has told of itself meanwhile; null = nobody had to ask it. */
  readonly shopFacts: ShopFacts | null;
}

/** What keeps everything still: a refusal, or the question as an error; null = nothing does. */
export function stopOf(
  { question, refusal }: Pick<Meeting, 'question' | 'refusal'>,
  profile: string,
): SyncError | null {
  return refusal ?? (question === null ? null : pairError(question, profile));
}

/**
 * Looks who is there, without writing anywhere. `told`: what the shop has told of itself just before; null = it
 * is asked where that is needed.
 */
export async function meetPair(sides: PairSides, told: ShopFacts | null = null): Promise<Meeting> {
  const { state, profile, settings, facts, warehouse, signal } = sides;
  const kept = await state.pairs.find(profile.id);
  const left = await warehouse.readIdentityMarks(signal);
  const ofGoods = left === null || kept === null || (kept.mark !== null && isGoodsMark(kept.mark));
  const goods = ofGoods ? await goodsMarkOf(sides) : null;
  const met: MetPair = {
    settings,
    marks: [...(left ?? []), ...(goods === null ? [] : [goods])],
    databaseVersion: facts.databaseVersion,
  };
  const remembered = kept ?? (await fromOrders(sides));
  const isFirst = remembered === null;
  const marks = await readMarks(sides);
  const isShopAsked = isFirst && settings.import;
  const shopFacts = isShopAsked ? (told ?? (await sides.shop.fetchFacts(signal))) : told;
  const known = isShopAsked && shopFacts !== null ? await knownBefore(sides, shopFacts) : null;
  const question = isFirst ? known : await questionOf(sides, remembered, met);
  return {
    remembered: kept,
    met,
    marks,
    refusal: (await sharedImportRefusal(sides)) ?? (isFirst ? await twinRefusal(sides) : null),
    question: question ?? copyQuestion(marks, sides),
    shopFacts,
  };
}

/** A memory older than pairs: its last order still tells from which shop it came. */
async function fromOrders({ state, profile, settings }: PairSides): Promise<Pair | null> {
  const query = { stage: null, search: '', page: 1, size: 1 };
  const [newest] = (await state.ledger.page(profile.id, query)).rows;
  if (newest === undefined) return null;
  const last = (await state.ledger.versions(profile.id, newest.orderNumber)).at(-1);
  const shopAddress = last?.shopAddress ?? settings.shopAddress;
  // At another address an identity in the settings is what a person has said since.
  const isThere = shopPlace({ ...settings, shopAddress }) === shopPlace(settings);
  const identity = isThere ? settings.identity : '';
  return { settings: { ...settings, shopAddress, identity }, mark: null, databaseVersion: null };
}

async function questionOf(sides: PairSides, remembered: Pair, met: MetPair): Promise<PairQuestion | null> {
  const changed = changedSide(remembered, met);
  if (changed === null) return null;
  const found = await evidenceOf(sides, changed.side, remembered.settings);
  if (!isToBeAsked(changed, found.evidence)) return null;
  const address = changed.side === 'shop' ? 'shopAddress' : 'warehouse';
  return {
    side: changed.side,
    before: remembered.settings[address],
    now: met.settings[address],
    ...found,
    known: null,
  };
}

/**
 * Notes whom a run has met, so that the next one knows them again, and leaves a mark in a warehouse that has
 * none. Writes nothing where all is as it was. Repeatable.
 */
export async function rememberPair(
  sides: PairSides,
  { remembered, met }: Pick<Meeting, 'remembered' | 'met'>,
): Promise<void> {
  const { state, profile } = sides;
  const mark = await markOf(sides, { remembered, met });
  const pair = { settings: met.settings, mark, databaseVersion: met.databaseVersion };
  if (remembered !== null && textOf(remembered) === textOf(pair)) return;
  await state.pairs.remember(profile.id, pair);
}

function textOf({ settings, mark, databaseVersion }: Pair): string {
  return `${settingsText(settings)} ${mark} ${databaseVersion}`;
}

/** The mark that was left, by us or by others; else a new one; where none can be left, that of the goods. */
async function markOf(
  sides: PairSides,
  { remembered, met }: Pick<Meeting, 'remembered' | 'met'>,
): Promise<string | null> {
  const left = met.marks.filter((mark) => !isGoodsMark(mark));
  const known = left.find((mark) => mark === remembered?.mark) ?? left[0];
  if (known !== undefined) return known;
  const { state, profile, warehouse, signal } = sides;
  // Unlike for each pair, and the same again if the power fails before it is remembered.
  const { id, createdAt, version } = profile;
  const drawn = warehouseMark(sha256(`${state.installation} ${id} ${createdAt} ${version}`));
  try {
    await warehouse.leaveIdentityMark(drawn, signal);
    if ((await warehouse.readIdentityMarks(signal)) !== null) return drawn;
  } catch (error) {
    // A user who may not write there (Q12): an export needs no right to NextAcct.
    if (!(error instanceof SyncError) || error.kind !== 'access') throw error;
  }
  return met.marks.find(isGoodsMark) ?? (await goodsMarkOf(sides));
}
