import { encodeWindows1251 } from '../../lib/windows-1251.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { Order } from '../../model/order.ts';
import { wasRecorded } from '../../model/order-stage.ts';
import type { Profile } from '../../model/profile.ts';
import type { Notice } from '../../model/run.ts';
import type { Settings } from '../../model/settings.ts';
import { SyncError } from '../../model/sync-error.ts';
import { refundWayNumber } from '../../model/written-document.ts';
import type { WrittenDocument } from '../../model/written-document.ts';
import { auditFile } from '../../sync/audit-file.ts';
import type { AuditHead, AuditOrder, AuditReturn } from '../../sync/audit-file.ts';
import { shopTime } from '../../model/shop-time.ts';
import type { AppParts, OrderReader } from '../app-parts.ts';
import { knownWords } from '../words/shop-words.ts';
import { readArchive } from './archive.ts';
import type { ArchiveRecord } from './archive.ts';
import { readStandingDocuments } from './standing-orders.ts';

const FISCAL_RECEIPT = 6;

/** A month's file, ready to be written, with what a person should know of it. */
export interface AuditFile {
  /** In windows-1251 (X3). */
  readonly bytes: Uint8Array;
  readonly notices: readonly Notice[];
}

/** An order with the version whose status first said that it was so, and the day of that. */
interface Event {
  readonly pastSeries: number | null;
  readonly entry: LedgerEntry;
  readonly order: Order;
  /** `YYYY-MM-DD`, Europe/Sofia. */
  readonly day: string;
}

/** The first version whose status means that goods were delivered, or that they have come back. */
function firstThat(
  readOrder: OrderReader,
  record: ArchiveRecord,
  isSo: (status: string) => boolean,
): Event | null {
  for (const version of record.versions) {
    const order = readOrder(version.raw)?.order;
    if (order === undefined || !isSo(order.status)) continue;
    // An order that was already so when it was first seen counts on its own day.
    const seen = shopTime(Date.parse(version.receivedAt)).slice(0, 10);
    const day = version.version === 1 ? order.createdAt.slice(0, 10) : seen;
    return { pastSeries: record.pastSeries, entry: record.entry, order, day };
  }
  return null;
}

/** `Карта=1; Наложен платеж=6`: how ways of payment are called in the shop, and what they are in Annex 38. */
function paymentOf(settings: Settings, method: string): number {
  for (const pair of settings.auditPayments.split(';')) {
    const [name = '', code = ''] = pair.split('=').map((part) => part.trim());
    if (name !== '' && name.toLowerCase() === method.trim().toLowerCase() && /^[1-6]$/.test(code))
      return Number(code);
  }
  return FISCAL_RECEIPT;
}

interface Events {
  readonly delivered: readonly Event[];
  readonly returned: readonly Event[];
}

/** What happened in a month, as the archive tells it. */
async function eventsOf(parts: AppParts, profile: Profile, month: string): Promise<Events> {
  const [delivered, returned]: [Event[], Event[]] = [[], []];
  const words = await knownWords(parts.state, profile);
  const readOrder = await parts.loadOrderReader();
  for await (const records of readArchive(parts.state, profile)) {
    for (const record of records) {
      const event = firstThat(readOrder, record, (status) => words.status(status) === 'delivered');
      if (event?.day.startsWith(month) === true) delivered.push(event);
      const back = firstThat(readOrder, record, (status) => words.status(status) === 'returned');
      if (back?.day.startsWith(month) === true) returned.push(back);
    }
  }
  const foreign = delivered.find(({ entry }) => !wasRecorded(entry.stage));
  if (foreign === undefined) return { delivered, returned };
  throw new SyncError('audit.order.refused', { order: foreign.order.number, problem: 'notImported' });
}

interface Written {
  readonly documents: ReadonlyMap<Event, WrittenDocument>;
  readonly notices: readonly Notice[];
}

/** What was written for orders; of those recorded before it was kept, what the warehouse holds, told. */
async function writtenFor(
  parts: AppParts,
  profile: Profile,
  what: { readonly events: readonly Event[]; readonly signal: AbortSignal },
): Promise<Written> {
  const documents = new Map<Event, WrittenDocument>();
  const missing: Event[] = [];
  for (const [pastSeries, events] of Map.groupBy(what.events, (event) => event.pastSeries)) {
    const numbers = events.map(({ order }) => order.number);
    const kept = await parts.state.ledger.written(profile.id, numbers, pastSeries);
    const byNumber = new Map(kept.map((each) => [each.orderNumber, each]));
    for (const event of events) {
      const written = byNumber.get(event.order.number);
      if (written === undefined) missing.push(event);
      else documents.set(event, written);
    }
  }
  if (missing.length === 0) return { documents, notices: [] };
  const orders = missing.map(({ pastSeries, entry }) => ({ pastSeries, number: entry.orderNumber }));
  const standing = await readStandingDocuments(parts, profile, { orders, signal: what.signal });
  const notices = missing.map((event, index): Notice => {
    const order = event.order.number;
    const document = standing[index] ?? null;
    if (document === null) throw new SyncError('audit.order.documentGone', { order });
    documents.set(event, document);
    return { code: 'notice.audit.fromWarehouse', facts: { order } };
  });
  return { documents, notices };
}

async function returnsOf(
  parts: AppParts,
  profile: Profile,
  events: readonly Event[],
): Promise<readonly AuditReturn[]> {
  const returns: AuditReturn[] = [];
  for (const { pastSeries, order, day } of events) {
    const way = (await parts.state.ledger.refundWays(profile.id, pastSeries)).get(order.number);
    returns.push({
      number: String(order.number),
      amount: order.total,
      date: day,
      way: way === undefined ? null : refundWayNumber(way),
    });
  }
  return returns;
}

function headOf(settings: Settings, month: string, createdOn: string): AuditHead {
  return {
    companyNumber: settings.auditCompanyNumber,
    shopNumber: settings.auditShopNumber,
    domain: settings.auditDomain,
    shopType: settings.auditShopType,
    createdOn,
    month,
  };
}

/**
 * The audit file of a month that has ended: orders that were delivered in it, returns of it (X13, X14, X22).
 * Made from what was written for them, never reckoned anew, so that no later change of goods, VAT groups or
 * settings changes a past month. Reads only. Rejects `audit.month.wrong`, `audit.order.documentGone`, and as
 * `auditFile` does.
 */
export async function makeAuditFile(
  parts: AppParts,
  profile: Profile,
  what: { readonly month: string; readonly signal: AbortSignal },
): Promise<AuditFile> {
  const { month, signal } = what;
  const today = shopTime(parts.clock.now()).slice(0, 10);
  if (!/^20\d\d-(?:0[1-9]|1[0-2])$/.test(month) || month >= today.slice(0, 7) || month < '2020-01')
    throw new SyncError('audit.month.wrong', { month });
  const { settings } = profile;
  const { delivered, returned } = await eventsOf(parts, profile, month);
  const { documents, notices } = await writtenFor(parts, profile, { events: delivered, signal });
  const orders = delivered.flatMap((event): readonly AuditOrder[] => {
    const { order } = event;
    const written = documents.get(event);
    if (written === undefined) return [];
    return [
      {
        number: String(order.number),
        date: order.createdAt.slice(0, 10),
        lines: written.lines.map(({ name, quantity, total, vatRate }) => ({
          name,
          quantity,
          gross: total,
          rate: vatRate,
        })),
        total: written.total,
        payment: paymentOf(settings, order.paymentMethod),
      },
    ];
  });
  const returns = await returnsOf(parts, profile, returned);
  const made = auditFile(headOf(settings, month, today), orders, returns);
  return { bytes: encodeWindows1251(made.text), notices: [...notices, ...made.notices] };
}
