import { nowIso } from '../../lib/clock.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { Profile } from '../../model/profile.ts';
import { runnableSettings } from '../../model/runnable-settings.ts';
import type { AttentionNote } from '../../model/run.ts';
import { SyncError } from '../../model/sync-error.ts';
import { orderSubject } from '../../sync/orders/order-changes.ts';
import { missingNote } from '../../sync/orders/recorded-orders.ts';
import { step } from '../../sync/order-steps.ts';
import type { AppParts } from '../app-parts.ts';
import { HeldLease } from '../lease.ts';
import { withSession } from '../session.ts';
import type { SharedContext, SharedGathering } from '../task-context.ts';
import { doubledUnp } from '../tasks/orders/decide-recorded.ts';
import { lookFor } from '../tasks/orders/look-for-documents.ts';
import type { LookedFor } from '../tasks/orders/look-for-documents.ts';
import { OrderSurroundings } from '../tasks/orders/order-surroundings.ts';
import { everyRecorded, missingEntries } from '../tasks/orders/orders-to-ask.ts';

/** What a person decides of orders whose documents are missing (Q1). */
export interface MissingDecision {
  /**
   * `again`: the next import records them under their own УНП. `letGo`: it was meant so; nothing is held back
   * for them any more, and they are never recorded again by themselves.
   */
  readonly decision: 'again' | 'letGo';
  /** `all`: those about which nobody has decided yet. */
  readonly orders: readonly OrderNumber[] | 'all';
}

/** Orders whose document is missing and that nobody has let go, by number. */
export async function listMissing(
  context: Pick<SharedGathering, 'state' | 'profile'>,
): Promise<readonly LedgerEntry[]> {
  return (await missingEntries(context)).filter((entry) => entry.reason?.code !== 'order.letGo');
}

/**
 * Keeps what a person has decided, for the next import to carry out; answers how many orders it is about.
 * Repeatable. Rejects `order.notFound` for one that is not missing, `run.alreadyRunning` while a run is under
 * way: it might be about to find the document.
 */
export async function decideMissing(
  parts: AppParts,
  profile: Profile,
  { decision, orders }: MissingDecision,
): Promise<number> {
  const lease = await HeldLease.take(parts, profile);
  try {
    const { state } = lease.parts;
    const missing = await missingEntries({ state, profile });
    const known = new Map(missing.map((entry) => [entry.orderNumber, entry]));
    const open = missing.filter((entry) => entry.reason?.code !== 'order.letGo');
    const chosen =
      orders === 'all'
        ? open
        : orders.map((order) => {
            const entry = known.get(order);
            if (entry === undefined) throw new SyncError('order.notFound', { order });
            return entry;
          });
    const after = chosen.map((entry) => step(entry, { kind: decision }).entry);
    await state.ledger.save(profile.id, after);
    await state.attention.resolve(
      profile.id,
      after.map((entry) => orderSubject(entry.orderNumber)),
    );
    return after.length;
  } finally {
    await lease.release();
  }
}

/** Asks for the documents of every recorded order, as a comparison does. Reads only. */
export async function askForAll(context: SharedContext): Promise<LookedFor> {
  return lookFor(context, new OrderSurroundings(context), await everyRecorded(context));
}

/** What waits for a person because the warehouse does not hold what was recorded. Reads only. */
export async function findMissing(
  parts: AppParts,
  profile: Profile,
  signal: AbortSignal,
): Promise<readonly AttentionNote[]> {
  const settings = runnableSettings(profile.settings);
  const what = { profile, settings, tasks: [], signal, onEvent: () => undefined };
  return withSession(parts, what, async ({ shared }) => {
    const { lost, missing, unpNotes } = await askForAll(shared);
    const open = missing.filter(({ entry }) => entry.reason?.code !== 'order.letGo');
    const notes = [...lost, ...open].map(({ entry }) => missingNote(entry));
    return [...notes, ...unpNotes, ...(await doubledUnp(shared))];
  });
}

/**
 * Takes over that documents are missing, where a comparison has shown it: told, and their goods held back.
 * Repeatable.
 */
export async function keepMissing(context: SharedContext): Promise<void> {
  const { state, profile, clock } = context;
  const { lost, unpNotes } = await askForAll(context);
  const after = lost.map(({ entry, held }) => step(entry, { kind: 'lost', held }).entry);
  if (after.length > 0) await state.ledger.save(profile.id, after);
  const notes = [...after.map(missingNote), ...unpNotes, ...(await doubledUnp(context))];
  const drafts = notes.map((note) => ({ ...note, contentHash: '' }));
  if (drafts.length > 0) await state.attention.put(profile.id, drafts, nowIso(clock));
}
