import type { FetchedOrder, Order } from '../../model/order.ts';
import type { Settings } from '../../model/settings.ts';
import type { ShopSays } from '../order-steps.ts';

/** Statuses by their known names (facts/seliton-xml-reading.md); a shop may have any number of its own. */
const UNFINISHED = 'unfinished';
const CANCELLED = 'cancelled';

/**
 * What a status means for the import (I2): `import` now, `wait` and look again in every run, or
 * `cancelled`. Without a chosen list everything is imported but unfinished and cancelled orders; with one,
 * only the chosen statuses are.
 */
export function statusDecision(status: string, settings: Settings): 'import' | 'wait' | 'cancelled' {
  const word = status.trim().toLowerCase();
  if (word === CANCELLED) return 'cancelled';
  if (settings.orderStatuses.length > 0) {
    return settings.orderStatuses.some((chosen) => chosen.toLowerCase() === word) ? 'import' : 'wait';
  }
  return word === UNFINISHED || word === '' ? 'wait' : 'import';
}

/** What the shop says of an order as it was read (I2). */
export function shopSays(fetched: FetchedOrder, settings: Settings): ShopSays {
  if (fetched.order === undefined) {
    const { code, facts } = fetched.fault;
    return { kind: 'unreadable', reason: { code, facts } };
  }
  const { status } = fetched.order;
  const decision = statusDecision(status, settings);
  if (decision === 'import') return { kind: 'due' };
  return { kind: decision === 'wait' ? 'waits' : 'cancelled', status };
}

/**
 * What a document was made from, as canonical text: lines, totals and the buyer's company data. Status,
 * payment state, notes and the УНП may change freely; a change of this means that shop and warehouse
 * disagree (I14).
 */
export function orderContent(order: Order): string {
  const lines = order.lines.map((line) => [
    line.code,
    line.quantity,
    line.unitPrice,
    line.discount,
    line.total,
  ]);
  const totals = order.totalLines.map((line) => [line.type, line.amount]);
  const { buyer } = order;
  const company = [buyer.company, buyer.companyNumber, buyer.vatNumber];
  return JSON.stringify({ currency: order.currency, total: order.total, lines, totals, company });
}

interface Content {
  readonly currency: string;
  readonly total: string;
  readonly lines: readonly (readonly string[])[];
  readonly totals: readonly (readonly string[])[];
  readonly company: readonly string[];
}

function differs(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) !== JSON.stringify(right);
}

/** Names of what differs between two contents: `lines`, `total`, `charges`, `company`, `currency`. */
export function contentDifferences(before: string, after: string): readonly string[] {
  const [old, now] = [JSON.parse(before) as Content, JSON.parse(after) as Content];
  return [
    ...(differs(old.lines, now.lines) ? ['lines'] : []),
    ...(differs(old.total, now.total) ? [`total ${old.total} → ${now.total}`] : []),
    ...(differs(old.totals, now.totals) ? ['charges'] : []),
    ...(differs(old.company, now.company) ? ['company'] : []),
    ...(differs(old.currency, now.currency) ? ['currency'] : []),
  ];
}
