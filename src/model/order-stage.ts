/**
 * How far one order has come on its way in (docs/order-import.md). Each stage is durable before the next
 * step begins. `seen`: archived, not decided. `waiting`: its status is not to be imported yet (I2).
 * `parked`: needs a person. `intended`, `uncertain`: only where the warehouse has no transaction.
 * `recorded`: the document stands. `acknowledged`: the shop holds the УНП too. `dismissed`: never to be
 * imported (cancelled before import, removed, or below the first order).
 */
export const ORDER_STAGES = [
  'seen',
  'waiting',
  'parked',
  'intended',
  'uncertain',
  'recorded',
  'acknowledged',
  'dismissed',
] as const;
export type OrderStage = (typeof ORDER_STAGES)[number];

/** The allowed steps. A stage may always be written again as itself. */
export const STAGE_STEPS: Readonly<Record<OrderStage, readonly OrderStage[]>> = {
  seen: ['waiting', 'parked', 'intended', 'recorded', 'acknowledged', 'dismissed'],
  waiting: ['parked', 'intended', 'recorded', 'acknowledged', 'dismissed'],
  parked: ['waiting', 'intended', 'recorded', 'acknowledged', 'dismissed'],
  intended: ['waiting', 'uncertain', 'parked', 'recorded', 'acknowledged', 'dismissed'],
  uncertain: ['waiting', 'intended', 'parked', 'recorded', 'acknowledged', 'dismissed'],
  recorded: ['acknowledged'],
  acknowledged: [],
  dismissed: ['waiting', 'parked', 'intended', 'recorded', 'acknowledged'],
};

/** True when an order may go from one stage to the other. */
export function mayStep(from: OrderStage, to: OrderStage): boolean {
  return from === to || STAGE_STEPS[from].includes(to);
}

/** True for stages in which the order has a document and must never get another (I4, I18). */
export function hasDocument(stage: OrderStage): boolean {
  return stage === 'recorded' || stage === 'acknowledged';
}

/**
 * True when a request for the order's document was sent, or may have been, and its answer is not known: the
 * warehouse is looked into before anything else (I4).
 */
export function isAnswerOpen(stage: OrderStage): boolean {
  return stage === 'intended' || stage === 'uncertain';
}
