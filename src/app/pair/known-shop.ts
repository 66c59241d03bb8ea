import type { PairQuestion } from '../../model/pair.ts';
import { profileIdentity } from '../../model/settings.ts';
import { SyncError } from '../../model/sync-error.ts';
import { likeness } from '../../sync/pair/pair-check.ts';
import { noteEvidence, orderEvidence } from '../../sync/pair/pair-evidence.ts';
import type { PairSides } from './pair-sides.ts';

/** Enough to tell a shop by its orders. */
const ORDERS = 5;

/**
 * Another profile of this memory whose shop has the same orders under another identity (Q4), as the refusal
 * to work with it as a second one: each would record them all. Null = there is none.
 */
export async function twinRefusal({
  state,
  profile,
  settings,
  shop,
  signal,
}: PairSides): Promise<SyncError | null> {
  const own = profileIdentity(settings);
  for (const other of await state.profiles.list()) {
    const identity = profileIdentity(other.settings);
    if (other.id === profile.id || identity === '' || identity === own) continue;
    const query = { stage: null, search: '', page: 1, size: ORDERS };
    const { rows } = await state.ledger.page(other.id, query);
    const numbers = rows.map((entry) => entry.orderNumber).toSorted((left, right) => left - right);
    if (numbers.length === 0) continue;
    const evidence = orderEvidence(rows, await shop.fetchOrdersByNumber(numbers, signal));
    if (likeness(evidence) !== 'same') continue;
    return new SyncError('pair.shop.otherProfile', {
      profile: profile.name,
      other: other.name,
      identity,
      agree: evidence.agree,
      compared: evidence.agree + evidence.differ,
    });
  }
  return null;
}

/**
 * Before a first run: documents that bear notes of another identity and are orders of this shop (Q4). A
 * person says whether it is the same shop, whose orders are recorded already. Null = there are none.
 */
export async function knownBefore(sides: PairSides): Promise<PairQuestion | null> {
  const { settings, warehouse, shop, signal } = sides;
  if (!settings.import) return null;
  const found = await warehouse.findForeignDocuments(profileIdentity(settings), signal);
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
