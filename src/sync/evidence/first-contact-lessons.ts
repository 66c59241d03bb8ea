import type { AssumptionId } from '../../model/assumptions.ts';
import type { Evidence, RawAnswer } from '../../model/evidence.ts';
import type { Order } from '../../model/order.ts';
import { readShopTime } from '../../model/shop-time.ts';
import { judged } from './lesson.ts';
import type { Verdict } from './lesson.ts';

const UNP_ROW = 8;
/** A shop and its warehouse agree in most of their codes, or the codes are not the same thing. */
const MOST = 2;
/** Clocks differ; zones differ by more. */
const AHEAD_MS = 3_600_000;

const isOfOrders = ({ question }: RawAnswer): boolean => /^(?:getorders|orders\/)/.test(question);
const isWrongOnPurpose = ({ question }: RawAnswer): boolean => /unknown|wrong|skladbridgeasks/.test(question);

/** N11: every order of the file is read by the names that the program knows. */
function envelope(evidence: Evidence, orders: readonly Order[]): Verdict {
  const [raw, read] = [evidence.orders.length, orders.length];
  const unread = evidence.answers.filter(
    (answer) =>
      isOfOrders(answer) && ['shop.answer.unreadable', 'shop.wrongInterface'].includes(answer.fault ?? ''),
  );
  const isTold = evidence.interface === 'xml' && raw + unread.length > 0;
  return judged(isTold, unread.length === 0 && read === raw, unread[0]?.fault ?? `${read} / ${raw}`);
}

/** N12: stamps have a form that is read, and none lies ahead of the file, as those of another zone do. */
function stamps({ takenAt }: Evidence, orders: readonly Order[]): Verdict {
  const wrong = orders.filter(({ createdAt }) => {
    const read = readShopTime(createdAt);
    return (
      read === null ||
      Date.parse(`${read.replace(' ', 'T')}Z`) - 2 * AHEAD_MS > Date.parse(takenAt) + AHEAD_MS
    );
  });
  return judged(orders.length > 0, wrong.length === 0, (wrong[0] ?? orders[0])?.createdAt ?? '');
}

/** N13: codes stand once on either side and are the same thing. */
function codes({ catalogue }: Evidence): Verdict {
  if (catalogue === null) return judged(false, false, '');
  const { products, goods, doubledGoodCodes, doubledProductCodes, productsByCode, productsByBarcode } =
    catalogue;
  const isSo = doubledGoodCodes + doubledProductCodes === 0 && productsByCode * MOST >= products;
  const seen = `${productsByCode} / ${products}; ean ${productsByBarcode}; ×2: ${doubledProductCodes}, ${doubledGoodCodes}`;
  return judged(products > 0 && goods > 0, isSo, seen);
}

/** N14: what a person has said of the edition agrees with the rows of УНП. */
function edition({ profile, warehouse }: Evidence): Verdict {
  const rows = warehouse?.receipts.filter(({ receiptType }) => receiptType === UNP_ROW) ?? [];
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  const isSo = profile?.hasSupto === true || count === 0;
  return judged(profile !== null && warehouse !== null, isSo, `УНП: ${count}`);
}

/** N16: the questions of REST are answered. */
function rest({ interface: face, answers }: Evidence): Verdict {
  const asked = answers.filter((answer) => !isWrongOnPurpose(answer));
  const failed = asked.find(({ fault }) => fault !== null);
  return judged(
    face === 'rest' && asked.length > 0,
    failed === undefined,
    failed?.fault ?? asked[0]?.question ?? '',
  );
}

/** N17: the export feed's first product tells quantity and visibility. */
function feed({ answers }: Evidence): Verdict {
  const first = answers.find(({ question }) => question.endsWith('first product'));
  const text = first?.text ?? '';
  const told = ['ProductQuantity', 'ProductIsActive'].filter((name) =>
    new RegExp(`<${name}[ >]`, 'i').test(text),
  );
  return judged(text !== '', told.length === 2, told.join(', '));
}

/** N19: nothing stands before the shop that turns us away. */
function walls({ answers }: Evidence): Verdict {
  const turned = answers.find(
    ({ fault }) => fault === 'shop.wall' || fault === 'shop.address.leadsElsewhere',
  );
  const passed = answers.filter(({ fault }) => fault === null).length;
  return judged(turned !== undefined || passed > 0, turned === undefined, turned?.fault ?? String(passed));
}

/** N20: names come back without the characters above U+FFFF that their goods have. */
function highLetters({ catalogue }: Evidence): Verdict {
  const [kept, lost] = [catalogue?.highNames ?? 0, catalogue?.lostHighNames ?? 0];
  return judged(kept + lost > 0, kept === 0, `${lost} / ${kept + lost}`);
}

/** N3: the first feed changed what it said, and nothing else. */
function firstFeed({ profile }: Evidence): Verdict {
  const isProven = profile?.isFeedProven ?? null;
  return judged(isProven !== null, isProven === true, '');
}

/** J1: the file of Access has the tables that are read of it. */
function access({ profile, warehouse, faults }: Evidence): Verdict {
  const fault = faults.find((code) => code.startsWith('warehouse.'));
  const isTold =
    profile?.warehouse === 'access' && (warehouse !== null || fault === 'warehouse.notWarehousePro');
  return judged(isTold, warehouse !== null, fault ?? '');
}

/** W6: sales that were made of orders have their notes and their УНП. */
function kept({ warehouse }: Evidence): Verdict {
  const { noted = 0, keptNote = 0, numbered = 0, sameUnp = 0 } = warehouse?.conversions ?? {};
  const seen = `${keptNote} / ${noted}; УНП ${sameUnp} / ${numbered}`;
  return judged(noted + numbered > 0, keptNote === noted && sameUnp === numbered, seen);
}

/** W7: orders that became sales are named in Transformations. */
function transformations({ warehouse, takenAt }: Evidence, forgotten: number): Verdict {
  const count = warehouse?.conversions.count ?? 0;
  const old = Object.entries(warehouse?.openOrders ?? {})
    .filter(([year]) => year < takenAt.slice(0, 4))
    .reduce((sum, [, orders]) => sum + orders, 0);
  return judged(count > 0 || old > forgotten, count > 0, `${count}; ${old}`);
}

/** Judges what the first contact with both sides tells of; `forgotten`: open orders that are an oversight. */
export function firstContactVerdicts(
  evidence: Evidence,
  orders: readonly Order[],
  forgotten: number,
): Readonly<Partial<Record<AssumptionId, Verdict>>> {
  return {
    N3: firstFeed(evidence),
    N11: envelope(evidence, orders),
    N12: stamps(evidence, orders),
    N13: codes(evidence),
    N14: edition(evidence),
    N16: rest(evidence),
    N17: feed(evidence),
    N19: walls(evidence),
    N20: highLetters(evidence),
    J1: access(evidence),
    W6: kept(evidence),
    W7: transformations(evidence, forgotten),
  };
}
