/**
 * How far one order has come on its way in (docs/order-import.md). Each stage is durable before the next
 * step begins. `seen`: archived, not decided. `waiting`: its status is not to be imported yet (I2).
 * `parked`: needs a person. `intended`, `uncertain`: only where the warehouse has no transaction.
 * `recorded`: the document stands. `acknowledged`: the shop holds the УНП too. `missing`: its document stood and
 * is not in the warehouse any more (Q1). `dismissed`: never to be imported (cancelled before import, removed,
 * or below the first order).
 */
export const ORDER_STAGES = [
  'seen',
  'waiting',
  'parked',
  'intended',
  'uncertain',
  'recorded',
  'acknowledged',
  'missing',
  'dismissed',
] as const;
export type OrderStage = (typeof ORDER_STAGES)[number];

/** Of orders that have no document yet and may get one. */
export const WAITING_STAGES = [
  'seen',
  'waiting',
  'parked',
  'intended',
  'uncertain',
] as const satisfies readonly OrderStage[];

/** Where an event leads: a stage (its own: it stays), `ask` the warehouse first, or null: it cannot happen. */
export type OrderCell = OrderStage | 'ask' | null;

const [S, W, P, I, U, R, A, M, D] = ORDER_STAGES;
const ASK = 'ask';
const NO = null;

/**
 * The life of an order: one row per event, one cell per stage, in the order of `ORDER_STAGES`. First what
 * the shop says of the order, or a person instead of it (`declined`), then that a recorded document was asked
 * for and is gone, and what a person decides of it (Q1) or of one without a document, then what the warehouse answers when it is asked for the order's document by claim and
 * note, then what came of recording it. The law: nothing leads to `dismissed` but `notFound`.
 * Whatever the shop says, whoever puts an order aside has looked whether its document stands (I4, I18). And
 * one that was put aside and is due again is `seen` again before anything is sent: were its document then
 * forgotten, it would be asked about.
 */
export const ORDER_TABLE = {
  met: [S, W, P, I, U, R, A, M, D],
  due: [ASK, ASK, ASK, ASK, ASK, R, A, M, ASK],
  waits: [ASK, W, ASK, ASK, ASK, R, A, M, ASK],
  cancelled: [ASK, ASK, ASK, ASK, ASK, R, A, M, D],
  removed: [ASK, ASK, ASK, ASK, ASK, R, A, M, D],
  unreadable: [ASK, ASK, ASK, ASK, ASK, R, A, M, ASK],
  declined: [ASK, ASK, ASK, ASK, ASK, R, A, M, D],
  changed: [NO, NO, NO, NO, NO, R, A, M, NO],

  lost: [NO, NO, NO, NO, NO, M, M, M, NO],
  letGo: [NO, NO, NO, NO, NO, NO, NO, M, NO],
  again: [NO, NO, NO, NO, NO, NO, NO, M, NO],
  decline: [S, W, P, NO, NO, NO, NO, NO, D],
  admit: [S, S, S, NO, NO, NO, NO, NO, S],

  found: [R, R, R, R, R, NO, NO, R, R],
  unfit: [P, P, P, P, P, NO, NO, M, P],
  gone: [P, P, P, P, P, NO, NO, M, P],
  notFoundYet: [NO, NO, NO, I, U, NO, NO, NO, NO],
  'notFound, due': [S, S, P, I, U, NO, NO, M, S],
  'notFound, waits': [W, W, W, W, W, NO, NO, NO, W],
  'notFound, cancelled': [D, D, D, D, D, NO, NO, NO, D],
  'notFound, removed': [D, D, D, D, D, NO, NO, NO, D],
  'notFound, unreadable': [P, P, P, P, P, NO, NO, NO, P],
  'notFound, declined': [D, D, D, D, D, NO, NO, NO, D],

  refused: [P, P, P, P, P, NO, NO, M, P],
  heldBack: [S, S, S, I, U, NO, NO, M, S],
  sent: [I, I, I, I, I, NO, NO, I, I],
  unsent: [NO, NO, NO, I, NO, NO, NO, NO, NO],
  answerLost: [NO, NO, NO, U, NO, NO, NO, NO, NO],
  recorded: [R, R, R, R, R, NO, NO, R, R],
  acknowledged: [NO, NO, NO, NO, NO, A, NO, NO, NO],
} as const satisfies Readonly<Record<string, readonly OrderCell[]>>;
export type OrderEventName = keyof typeof ORDER_TABLE;

/** Where an event leads an order of this stage. */
export function orderCell(stage: OrderStage, event: OrderEventName): OrderCell {
  return ORDER_TABLE[event][ORDER_STAGES.indexOf(stage)] ?? null;
}

/** True when one event of the table leads from the one stage to the other, or it stays. */
export function mayStep(from: OrderStage, to: OrderStage): boolean {
  const events = Object.keys(ORDER_TABLE) as OrderEventName[];
  return from === to || events.some((event) => orderCell(from, event) === to);
}

/** True for stages in which the order's document stands (I4, I18). */
export function hasDocument(stage: OrderStage): boolean {
  return stage === 'recorded' || stage === 'acknowledged';
}

/** Stages of an order that has a document or had one: it never gets another by itself (I4, I18, Q1). */
export const RECORDED_STAGES = [
  'recorded',
  'acknowledged',
  'missing',
] as const satisfies readonly OrderStage[];

/** True for `RECORDED_STAGES`. */
export function wasRecorded(stage: OrderStage): boolean {
  return hasDocument(stage) || stage === 'missing';
}

/**
 * True when a request for the order's document was sent, or may have been, and its answer is not known: the
 * warehouse is looked into before anything else (I4).
 */
export function isAnswerOpen(stage: OrderStage): boolean {
  return stage === 'intended' || stage === 'uncertain';
}
