import { shopPlace } from '../../model/pair.ts';
import type { PairQuestion } from '../../model/pair.ts';
import type { Profile } from '../../model/profile.ts';
import { profileIdentity } from '../../model/settings.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { ShopFacts } from '../../shop/shop.ts';
import type { State } from '../../state/state.ts';
import { likeness, shopLikeness } from '../../sync/pair/pair-check.ts';
import { noteEvidence, orderEvidence } from '../../sync/pair/pair-evidence.ts';
import { goesOn } from '../../sync/pair/shared-shop.ts';
import type { PairSides } from './pair-sides.ts';

/** Enough to tell a shop by its orders. */
const ORDERS = 5;

/**
 * Another profile of this memory that imports the orders of the same shop, where it is this one that has to
 * stand back (Q4): each would record them all. Null = there is none. The memory alone is asked.
 */
export async function sharedImportRefusal({
  state,
  profile,
  settings,
}: Pick<PairSides, 'state' | 'profile' | 'settings'>): Promise<SyncError | null> {
  const identity = profileIdentity(settings);
  for (const other of await otherImports({ state, profile, settings })) {
    if (identity === '' || profileIdentity(other.settings) !== identity) continue;
    if (await isAhead(state, profile, other)) continue;
    return new SyncError('pair.shop.sharedImport', { profile: profile.name, other: other.name, identity });
  }
  return null;
}

/**
 * Another profile of this memory whose shop has the same orders under another identity (Q4), or is where
 * this one says itself that it is, as the refusal to work with it as a second one: each would record them
 * all. Null = there is none.
 */
export async function twinRefusal(sides: PairSides): Promise<SyncError | null> {
  const { state, profile, settings, shop, signal } = sides;
  let told: Promise<string | null> | null = null;
  for (const other of await state.profiles.list()) {
    if (!isElsewhere(other, profile, settings) || (await isAhead(state, profile, other))) continue;
    told ??= shop.fetchOwnAddress(signal);
    const refusal = await twinOf(sides, { other, told: await told });
    if (refusal !== null) return refusal;
  }
  return null;
}

/**
 * The same of a profile that has run before: two addresses of a shop that had no orders yet show nothing
 * of it. Asks the shop only where its newest orders are orders that another profile has met.
 */
export async function laterTwinRefusal(
  sides: Omit<PairSides, 'facts'>,
  { newestOrders }: Pick<ShopFacts, 'newestOrders'>,
): Promise<SyncError | null> {
  const { state, profile, settings } = sides;
  const placed = new Map(newestOrders.map(({ number, createdAt }) => [number, createdAt]));
  for (const other of await otherImports(sides)) {
    if (!isElsewhere(other, profile, settings) || (await isAhead(state, profile, other))) continue;
    const isNew = (await state.ledger.newestRecorded(profile.id, 1)) === null;
    const known = await state.ledger.find(other.id, [...placed.keys()]);
    const isMet = known.some((entry) => placed.get(entry.orderNumber) === entry.createdAt);
    const refusal = isNew || isMet ? await twinOf(sides, { other, told: null }) : null;
    if (refusal !== null) return refusal;
  }
  return null;
}

function isElsewhere(other: Profile, profile: Profile, settings: PairSides['settings']): boolean {
  const identity = profileIdentity(other.settings);
  return other.id !== profile.id && identity !== '' && identity !== profileIdentity(settings);
}

/** Profiles beside this one that import orders as it does; none where it does not. */
async function otherImports({
  state,
  profile,
  settings,
}: Pick<PairSides, 'state' | 'profile' | 'settings'>): Promise<readonly Profile[]> {
  if (!settings.import) return [];
  return (await state.profiles.list()).filter(({ id, settings: its }) => id !== profile.id && its.import);
}

/** Whether it is this profile that goes on where both work with one shop. */
async function isAhead(state: State, profile: Profile, other: Profile): Promise<boolean> {
  const standing = async ({ id }: Profile) => {
    const { found } = await state.ledger.page(id, { stage: null, search: '', page: 1, size: 1 });
    return { id, hasOrders: found > 0 };
  };
  return goesOn(await standing(profile), await standing(other));
}

async function twinOf(
  { state, profile, shop, signal }: Omit<PairSides, 'facts'>,
  { other, told }: { readonly other: Profile; readonly told: string | null },
): Promise<SyncError | null> {
  const query = { stage: null, search: '', page: 1, size: ORDERS };
  const { rows } = await state.ledger.page(other.id, query);
  const numbers = rows.map((entry) => entry.orderNumber).toSorted((left, right) => left - right);
  const fetched = numbers.length === 0 ? [] : await shop.fetchOrdersByNumber(numbers, signal);
  const evidence = orderEvidence(rows, fetched);
  if (shopLikeness(evidence, { told, known: shopPlace(other.settings) }) !== 'same') return null;
  const names = {
    profile: profile.name,
    other: other.name,
    identity: profileIdentity(other.settings),
  };
  if (likeness(evidence) !== 'same')
    return new SyncError('pair.shop.toldAddress', { ...names, address: told ?? '' });
  const { agree, differ } = evidence;
  return new SyncError('pair.shop.otherProfile', { ...names, agree, compared: agree + differ });
}

/**
 * Before a first run: documents that bear notes of another identity and are orders of this shop (Q4). A
 * person says whether it is the same shop, whose orders are recorded already. Null = there are none.
 */
export async function knownBefore(
  sides: PairSides,
  { newestOrders }: Pick<ShopFacts, 'newestOrders'>,
): Promise<PairQuestion | null> {
  const { settings, warehouse, shop, signal } = sides;
  const numbers = newestOrders.map(({ number }) => number);
  const found = await warehouse.findForeignDocuments(profileIdentity(settings), numbers, signal);
  for (const [identity, documents] of Map.groupBy(found, (each) => each.shopIdentity)) {
    const newest = documents.slice(-ORDERS);
    const orders = await shop.fetchOrdersByNumber(
      newest.map((each) => each.orderNumber),
      signal,
    );
    const { evidence, same } = noteEvidence(newest, orders);
    const looksLike = likeness(evidence);
    if (same === null || looksLike === 'another') continue;
    const { operationType, documentNumber } = same.document.operation;
    return {
      side: 'shop',
      before: identity,
      now: settings.shopAddress,
      evidence,
      looksLike,
      known: { document: `${operationType}/${documentNumber}`, order: same.orderNumber },
    };
  }
  return null;
}
