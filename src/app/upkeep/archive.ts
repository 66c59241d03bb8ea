import type { ArchivedOrder, LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { Profile } from '../../model/profile.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { PastKey, State } from '../../state/state.ts';
import type { AppParts } from '../app-parts.ts';
import { nowIso } from '../../lib/clock.ts';

const ORDERS_AT_ONCE = 200;

/** One order as it came in: every version with its hash, and what became of it (I16). */
export interface ArchiveRecord {
  /** Null: the shop has it under this number; else the series whose number was taken over since (Q6). */
  readonly pastSeries: number | null;
  readonly entry: LedgerEntry;
  readonly versions: readonly ArchivedOrder[];
}

/** The whole archive in batches: past series first, each by order number. */
export async function* readArchive(
  state: Pick<State, 'ledger' | 'series'>,
  profile: Pick<Profile, 'id'>,
): AsyncGenerator<readonly ArchiveRecord[]> {
  yield* readPast(state, profile);
  const { ledger } = state;
  let after = 0 as OrderNumber;
  for (;;) {
    const entries = await ledger.list(profile.id, { stages: null, after, limit: ORDERS_AT_ONCE });
    const last = entries.at(-1);
    if (last === undefined) return;
    const records: ArchiveRecord[] = [];
    for (const entry of entries)
      records.push({
        pastSeries: null,
        entry,
        versions: await ledger.versions(profile.id, entry.orderNumber),
      });
    yield records;
    after = last.orderNumber;
  }
}

async function* readPast(
  { series }: Pick<State, 'series'>,
  profile: Pick<Profile, 'id'>,
): AsyncGenerator<readonly ArchiveRecord[]> {
  let after: PastKey = { series: 0, orderNumber: 0 as OrderNumber };
  for (;;) {
    const past = await series.past(profile.id, { after, limit: ORDERS_AT_ONCE });
    const last = past.at(-1);
    if (last === undefined) return;
    const records: ArchiveRecord[] = [];
    for (const { series: pastSeries, entry } of past) {
      const key = { series: pastSeries, orderNumber: entry.orderNumber };
      records.push({ pastSeries, entry, versions: await series.pastVersions(profile.id, key) });
    }
    yield records;
    after = { series: last.series, orderNumber: last.entry.orderNumber };
  }
}

/** Whose contact data are to go: an e-mail address, a telephone, one order's number, or these orders. */
export interface Customer {
  readonly contact: string | null;
  readonly order: OrderNumber | null;
  /** As `findCustomer` has found them; left out = none. */
  readonly orders?: readonly { readonly pastSeries: number | null; readonly order: OrderNumber }[];
}

function comparable(text: string): string {
  const folded = text.trim().toLowerCase();
  return /^[+\d][\d\s()/-]{5,}$/.test(folded) ? folded.replaceAll(/\D/g, '') : folded;
}

/**
 * Erases a customer's contact data from every version of his orders, from reports and attention items; the
 * fiscal part stays (I16, facts/fiscal-bg.md section 11). Answers his orders' numbers. Repeatable. Rejects
 * `archive.customer.unknown` when no order is his.
 */
export async function eraseCustomer(
  parts: AppParts,
  profile: Profile,
  customer: Customer,
): Promise<readonly OrderNumber[]> {
  const wanted = customer.contact === null ? null : comparable(customer.contact);
  const keyOf = (series: number | null, order: OrderNumber): string => `${series ?? ''}:${order}`;
  const chosen = new Set(customer.orders?.map((each) => keyOf(each.pastSeries, each.order)));
  const numbers: OrderNumber[] = [];
  const past: PastKey[] = [];
  const texts = new Set<string>();
  for await (const records of readArchive(parts.state, profile)) {
    for (const { pastSeries, entry, versions } of records) {
      const contacts = versions.flatMap((version) => parts.orderContacts(version.raw).texts);
      const isHis =
        entry.orderNumber === customer.order ||
        chosen.has(keyOf(pastSeries, entry.orderNumber)) ||
        (wanted !== null && contacts.some((text) => comparable(text) === wanted));
      if (!isHis) continue;
      if (pastSeries === null) numbers.push(entry.orderNumber);
      else past.push({ series: pastSeries, orderNumber: entry.orderNumber });
      for (const text of contacts) texts.add(text);
    }
  }
  if (numbers.length + past.length === 0) {
    const who = customer.contact ?? String(customer.order ?? '');
    throw new SyncError('archive.customer.unknown', { customer: who });
  }
  await parts.state.ledger.erase(profile.id, {
    numbers,
    past,
    eraseRaw: (raw) => parts.orderContacts(raw).erased,
    texts: [...texts],
    nowIso: nowIso(parts.clock),
  });
  return [...past.map(({ orderNumber }) => orderNumber), ...numbers];
}
