import { ASSUMPTIONS } from '../../model/assumptions.ts';
import type { AssumptionId } from '../../model/assumptions.ts';
import type { Evidence, WarehouseEvidence } from '../../model/evidence.ts';
import { OPERATION, operationFacts } from '../../model/operation-type.ts';
import type { Order } from '../../model/order.ts';
import type { DiscountReading } from '../../model/reckoning.ts';
import { readOrder } from '../words/order-reading.ts';
import { NO_WORDS } from '../words/word-meanings.ts';
import { firstContactVerdicts } from './first-contact-lessons.ts';
import { judged } from './lesson.ts';
import type { Lesson, Verdict } from './lesson.ts';

const UNP_ROW = 8;
const CURRENCY = /^(?:EUR|BGN)$/i;
/** Open orders of earlier years beyond these are no oversight: nobody closes them. */
const FORGOTTEN = 20;

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

type Verdicts = Readonly<Partial<Record<AssumptionId, Verdict>>>;

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

/** Of these no file can tell: they happen at a person's desk, or in the law's office. */
const BY_HAND: readonly AssumptionId[] = ['N15', 'N18', 'J2', 'J3'];

function ofShop(evidence: Evidence, orders: readonly Order[]): Verdicts {
  const { discounts, withVat, withoutVat } = readMoney(orders);
  const readings = [...discounts];
  return {
    W1: judged(
      readings.length > 0,
      readings.every((each) => each === 'perLine'),
      readings.join(', '),
    ),
    W3: judged(withVat + withoutVat > 0, withoutVat === 0, `${withVat} / ${withoutVat}`),
    W2: words(evidence, 'totalLine'),
    W4: words(evidence, 'orderStatus'),
    W10: lists(evidence),
  };
}

function ofWarehouse(warehouse: WarehouseEvidence, takenAt: string): Verdicts {
  return {
    W5: unpRows(warehouse),
    W8: keys(warehouse),
    W9: operators(warehouse),
    W11: currency(warehouse),
    W12: openOrders(warehouse, takenAt),
    N9: structure(warehouse),
  };
}

/** The setting that follows from an assumption that is contradicted; null = none does by itself. */
function settingOf(id: AssumptionId, { catalogue }: Evidence): Lesson['setting'] {
  if (id === 'W11') return { key: 'warehouseCurrency', value: 'EUR' };
  if (id === 'W12' || id === 'W7') return { key: 'subtractOpenOrders', value: 'false' };
  const isByBarcode = (catalogue?.productsByBarcode ?? 0) > (catalogue?.productsByCode ?? 0);
  return id === 'N13' && isByBarcode ? { key: 'matchingKey', value: 'barcode' } : null;
}

/**
 * Judges every assumption of the table, in its order. `orders`: those of the file as the program reads them.
 * What the file does not tell of is `untold`, never guessed; of what no file can tell is `person`.
 */
export function learnEvidence(evidence: Evidence, orders: readonly Order[]): readonly Lesson[] {
  const { warehouse, takenAt } = evidence;
  const verdicts: Verdicts = {
    ...ofShop(evidence, orders),
    ...(warehouse === null ? {} : ofWarehouse(warehouse, takenAt)),
    ...firstContactVerdicts(evidence, orders, FORGOTTEN),
  };
  return ASSUMPTIONS.map(({ id }) => {
    const untold = { verdict: BY_HAND.includes(id) ? 'person' : 'untold', seen: '' } as const;
    const verdict = verdicts[id] ?? untold;
    return { id, ...verdict, setting: verdict.verdict === 'contradicted' ? settingOf(id, evidence) : null };
  });
}
