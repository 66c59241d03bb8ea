import { sha256 } from '../../lib/hash.ts';
import { encodeWindows1251 } from '../../lib/windows-1251.ts';
import { compare, divide, multiply, round, subtract, ZERO, decimal } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { ArchivedOrder, LedgerEntry } from '../../model/ledger.ts';
import type { OperationLineDraft } from '../../model/operation.ts';
import type { Order } from '../../model/order.ts';
import { claimKey } from '../../model/order-origin.ts';
import { hasDocument } from '../../model/order-stage.ts';
import type { Profile } from '../../model/profile.ts';
import { runnableSettings } from '../../model/runnable-settings.ts';
import type { Settings } from '../../model/settings.ts';
import { SyncError } from '../../model/sync-error.ts';
import { auditFile } from '../../sync/audit-file.ts';
import type { AuditLine, AuditOrder, AuditReturn } from '../../sync/audit-file.ts';
import { isPark } from '../../sync/park.ts';
import { planOperation } from '../../sync/plan-operation.ts';
import { shopTime } from '../../sync/shop-time.ts';
import type { AppParts } from '../app-parts.ts';
import { withSession } from '../session.ts';
import type { SharedContext } from '../task-context.ts';
import { OrderSurroundings } from '../tasks/orders/order-surroundings.ts';
import { readArchive } from './archive.ts';

/** Statuses by which goods are taken to have been delivered, or to have come back (our reading). */
const DELIVERED = new Set(['delivered', 'completed']);
const RETURNED = new Set(['returned']);
const FISCAL_RECEIPT = 6;
const HUNDRED = decimal('100');

/** An order with the version in which it first was in one of these statuses, and the day of that. */
interface Event {
  readonly entry: LedgerEntry;
  readonly order: Order;
  /** `YYYY-MM-DD`, Europe/Sofia. */
  readonly day: string;
}

function firstIn(
  parts: AppParts,
  record: { readonly entry: LedgerEntry; readonly versions: readonly ArchivedOrder[] },
  statuses: ReadonlySet<string>,
): Event | null {
  for (const version of record.versions) {
    const order = parts.readOrder(version.raw)?.order;
    if (order === undefined || !statuses.has(order.status.trim().toLowerCase())) continue;
    // An order that was already so when it was first seen counts on its own day.
    const seen = shopTime(Date.parse(version.receivedAt)).slice(0, 10);
    const day = version.version === 1 ? order.createdAt.slice(0, 10) : seen;
    return { entry: record.entry, order, day };
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

/** The whole percent of a line, from its price and the VAT inside. */
function rateOf(line: OperationLineDraft, pricesIncludeVat: boolean): Decimal {
  const net = pricesIncludeVat ? subtract(line.unitPrice, line.unitVat) : line.unitPrice;
  return compare(net, ZERO) === 0 ? ZERO : round(divide(multiply(line.unitVat, HUNDRED), net, 4), 0);
}

async function auditOrder(
  context: SharedContext,
  what: { readonly event: Event; readonly surroundings: OrderSurroundings },
): Promise<AuditOrder> {
  const { entry, order } = what.event;
  const { facts, identity } = context;
  if (!hasDocument(entry.stage))
    throw new SyncError('audit.order.refused', { order: order.number, problem: 'not imported' });
  const origin = {
    shopIdentity: identity,
    orderNumber: order.number,
    claimKey: claimKey(sha256(identity), order.number),
  };
  const draft = planOperation(order, origin, await what.surroundings.of([order]));
  if (isPark(draft)) throw new SyncError(draft.park.code, draft.park.facts);
  const lines = draft.lines.map((line): AuditLine => ({
    name: line.name,
    quantity: line.quantity,
    gross: line.total,
    rate: rateOf(line, facts.pricesIncludeVat),
  }));
  return {
    number: String(order.number),
    date: order.createdAt.slice(0, 10),
    lines: lines.filter((line) => compare(line.gross, ZERO) !== 0),
    total: draft.total,
    payment: paymentOf(context.settings, order.paymentMethod),
  };
}

/**
 * The audit file of a month that has ended, in windows-1251 (X3), from the archive: orders that were
 * delivered in it, returns of it (X13, X14, X22). Reads only. Rejects `audit.month.wrong`, and as
 * `auditFile` does.
 */
export async function makeAuditFile(
  parts: AppParts,
  profile: Profile,
  what: { readonly month: string; readonly signal: AbortSignal },
): Promise<Uint8Array> {
  const { month, signal } = what;
  const today = shopTime(parts.clock.now()).slice(0, 10);
  if (!/^20\d\d-(?:0[1-9]|1[0-2])$/.test(month) || month >= today.slice(0, 7) || month < '2020-01')
    throw new SyncError('audit.month.wrong', { month });
  const settings = runnableSettings(profile.settings);
  const onEvent = (): void => undefined;
  return withSession(
    parts,
    { profile, settings, tasks: ['export-goods'], signal, onEvent },
    async ({ shared }) => {
      const surroundings = new OrderSurroundings(shared);
      const orders: AuditOrder[] = [];
      const returns: AuditReturn[] = [];
      for await (const records of readArchive(parts.state, profile)) {
        for (const record of records) {
          const event = firstIn(parts, record, DELIVERED);
          if (event?.day.startsWith(month) === true)
            orders.push(await auditOrder(shared, { event, surroundings }));
          const back = firstIn(parts, record, RETURNED);
          if (back?.day.startsWith(month) === true)
            returns.push({ number: String(back.order.number), amount: back.order.total, date: back.day });
        }
      }
      const head = {
        companyNumber: settings.auditCompanyNumber,
        shopNumber: settings.auditShopNumber,
        domain: settings.auditDomain,
        shopType: settings.auditShopType,
        createdOn: today,
        month,
      };
      return encodeWindows1251(auditFile(head, orders, returns));
    },
  );
}
