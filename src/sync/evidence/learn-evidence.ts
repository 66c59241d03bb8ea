import type { AssumptionId } from '../../model/assumptions.ts';
import type { Evidence, WarehouseEvidence } from '../../model/evidence.ts';
import { OPERATION, operationFacts } from '../../model/operation-type.ts';
import type { Order } from '../../model/order.ts';
import type { DiscountReading } from '../../model/reckoning.ts';
import type { SettingKey } from '../../model/settings.ts';
import { readOrder } from '../words/order-reading.ts';
import { NO_WORDS } from '../words/word-meanings.ts';

/** What a piece of evidence says of one assumption, and the setting that follows from it. */
export interface Lesson {
  readonly id: AssumptionId;
  readonly verdict: 'confirmed' | 'contradicted' | 'untold';
  /** What was seen, in figures and in the file's own words. */
  readonly seen: string;
  readonly setting: { readonly key: SettingKey; readonly value: string } | null;
}

const UNP_ROW = 8;
const CURRENCY = /^(?:EUR|BGN)$/i;
/** Open orders of earlier years beyond these are no oversight: nobody closes them. */
const FORGOTTEN = 20;

type Verdict = Omit<Lesson, 'id' | 'setting'>;

function judged(isTold: boolean, isSo: boolean, seen: string): Verdict {
  return { verdict: !isTold ? 'untold' : isSo ? 'confirmed' : 'contradicted', seen };
}

function keys({ lastKeys }: WarehouseEvidence): Verdict {
  const prefix = operationFacts(OPERATION.customerOrder)?.prefix ?? '';
  const own = lastKeys.filter((key) => key.startsWith(prefix) && /^\d+$/.test(key.slice(prefix.length)));
  return judged(lastKeys.length > 0, own.length > 0, own[0] ?? lastKeys.slice(0, 3).join(', '));
}

function unpRows({ receipts, doubledUnp }: WarehouseEvidence): Verdict {
  const rows = receipts.filter(({ receiptType }) => receiptType === UNP_ROW);
  const types = rows.map(({ operationType, count }) => `${operationType}: ${count}`).join(', ');
  return judged(rows.length > 0, doubledUnp === 0, doubledUnp === 0 ? types : `${types}; ×2: ${doubledUnp}`);
}

function operators({ unpOperators, operatorCodes }: WarehouseEvidence): Verdict {
  const parts = Object.keys(unpOperators);
  const strange = parts.filter((part) => !operatorCodes.includes(part));
  return judged(parts.length > 0, strange.length === 0, (strange.length > 0 ? strange : parts).join(', '));
}

function currency({ currencies }: WarehouseEvidence): Verdict {
  const [first] = currencies.filter(({ id }) => id === 1);
  return judged(first !== undefined, CURRENCY.test(first?.currency.trim() ?? ''), first?.currency ?? '');
}

function openOrders({ openOrders: byYear }: WarehouseEvidence, takenAt: string): Verdict {
  const years = Object.entries(byYear);
  const old = years.filter(([year]) => year < takenAt.slice(0, 4)).reduce((sum, [, count]) => sum + count, 0);
  const seen = years.map(([year, count]) => `${year}: ${count}`).join(', ');
  return judged(years.length > 0, old <= FORGOTTEN, seen);
}

function structure({ oddities }: WarehouseEvidence): Verdict {
  const refusing = oddities.filter(({ kind }) => kind === 'neededColumn' || kind === 'noUniqueKey');
  const named = (refusing.length > 0 ? refusing : oddities).map(({ table, name }) => `${table}.${name}`);
  return judged(true, refusing.length === 0, named.join(', '));
}

function words(evidence: Evidence, kind: string): Verdict {
  const used = evidence.words.filter((word) => word.kind === kind);
  const unknown = used.filter(({ isKnown }) => !isKnown);
  const shown = (unknown.length > 0 ? unknown : used).map(({ word }) => word).join(', ');
  return judged(used.length > 0, unknown.length === 0, shown);
}

function lists({ answers }: Evidence): Verdict {
  const [one] = answers.filter(({ question }) => question.endsWith('limit=1'));
  const isTold = one !== undefined && one.fault === null;
  return judged(isTold, one?.orders.length === 1, `limit=1: ${one?.orders.join(', ') ?? ''}`);
}

interface Money {
  readonly discounts: ReadonlySet<DiscountReading>;
  readonly withVat: number;
  readonly withoutVat: number;
}

function readMoney(orders: readonly Order[]): Money {
  const discounts = new Set<DiscountReading>();
  let [withVat, withoutVat] = [0, 0];
  for (const order of orders) {
    const reading = readOrder(order, NO_WORDS, true);
    if (typeof reading === 'string') continue;
    if (reading.discounts !== null) discounts.add(reading.discounts);
    if (reading.pricesIncludeVat) withVat += 1;
    else withoutVat += 1;
  }
  return { discounts, withVat, withoutVat };
}

/**
 * Judges every assumption that an evidence file can tell of. `orders`: those of the file as the program reads
 * them. What it does not tell of is `untold`, never guessed.
 */
export function learnEvidence(evidence: Evidence, orders: readonly Order[]): readonly Lesson[] {
  const { warehouse, takenAt } = evidence;
  const money = readMoney(orders);
  const lesson = (id: AssumptionId, verdict: Verdict, setting: Lesson['setting'] = null): Lesson => ({
    id,
    ...verdict,
    setting: verdict.verdict === 'contradicted' ? setting : null,
  });
  const ofShop = [
    lesson(
      'W1',
      judged(
        money.discounts.size > 0,
        [...money.discounts].every((each) => each === 'perLine'),
        [...money.discounts].join(', '),
      ),
    ),
    lesson(
      'W3',
      judged(
        money.withVat + money.withoutVat > 0,
        money.withoutVat === 0,
        `${money.withVat} / ${money.withoutVat}`,
      ),
    ),
    lesson('W2', words(evidence, 'totalLine')),
    lesson('W4', words(evidence, 'orderStatus')),
    lesson('W10', lists(evidence)),
  ];
  if (warehouse === null) return ofShop;
  return [
    ...ofShop,
    lesson('W5', unpRows(warehouse)),
    lesson('W8', keys(warehouse)),
    lesson('W9', operators(warehouse)),
    lesson('W11', currency(warehouse), { key: 'warehouseCurrency', value: 'EUR' }),
    lesson('W12', openOrders(warehouse, takenAt), { key: 'subtractOpenOrders', value: 'false' }),
    lesson('N9', structure(warehouse)),
  ];
}
