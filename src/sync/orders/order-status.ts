import type { FetchedOrder, Order } from '../../model/order.ts';
import type { Settings } from '../../model/settings.ts';
import type { StatusMeaning } from '../../model/shop-words.ts';
import type { ShopSays } from '../order-steps.ts';
import { comparableWord } from '../words/known-words.ts';
import type { WordMeanings } from '../words/word-meanings.ts';

/**
 * What an order's status means for the import (I2). `unknown`: nobody has said yet; it waits, and is told.
 */
export type StatusDecision = Exclude<StatusMeaning, 'delivered'> | 'unknown';

/**
 * What a status means for the import (I2): `import` now, `wait` and look again in every run, or never,
 * because it was `cancelled` or `returned`. With a chosen list only the chosen statuses are imported, and
 * all others wait. A word that nobody knows is neither imported nor taken for one that is not cancelled;
 * one that a person has explained means what he said, chosen or not.
 */
export function statusDecision(
  status: string,
  settings: Pick<Settings, 'orderStatuses'>,
  words: WordMeanings,
): StatusDecision {
  const chosen = words.chosenStatus(status);
  if (chosen !== null) return importMeaning(chosen);
  const meaning = words.status(status);
  if (meaning === 'cancelled' || settings.orderStatuses.length === 0)
    return meaning === null ? 'unknown' : importMeaning(meaning);
  const word = comparableWord(status);
  if (settings.orderStatuses.some((each) => comparableWord(each) === word)) return 'import';
  return meaning === 'returned' ? 'returned' : 'wait';
}

/** For the import what was delivered is as good as any other order that may come in. */
function importMeaning(meaning: StatusMeaning): Exclude<StatusMeaning, 'delivered'> {
  return meaning === 'delivered' ? 'import' : meaning;
}

/** What the shop says of an order as it was read (I2). */
export function shopSays(
  fetched: FetchedOrder,
  settings: Pick<Settings, 'orderStatuses'>,
  words: WordMeanings,
): ShopSays {
  if (fetched.order === undefined) {
    const { code, facts } = fetched.fault;
    return { kind: 'unreadable', reason: { code, facts } };
  }
  const { status } = fetched.order;
  const decision = statusDecision(status, settings, words);
  if (decision === 'import') return { kind: 'due' };
  const isOff = decision === 'cancelled' || decision === 'returned';
  return { kind: isOff ? 'cancelled' : 'waits', status };
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
