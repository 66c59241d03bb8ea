import type { OrderChange, RecordStep } from './order-change.ts';

/** So many documents and lines at most are one transaction: others wait for the numbers meanwhile. */
export const GROUP_ORDERS = 50;
export const GROUP_LINES = 1000;

/** Steps that are made together: documents of one transaction, or a step by itself. */
export type StepGroup =
  | { readonly kind: 'together'; readonly records: readonly RecordStep[] }
  | { readonly kind: 'alone'; readonly step: OrderChange };

/**
 * The steps of a window in their order, at least two documents to a group. One that takes the place of a lost
 * document (Q1), and one that makes goods, is made by itself: it looks for what may stand by now.
 */
export function* groupSteps(steps: readonly OrderChange[]): Generator<StepGroup> {
  let records: RecordStep[] = [];
  let lines = 0;
  const take = (): StepGroup[] => {
    const [step] = records;
    const group: StepGroup | null =
      step === undefined
        ? null
        : records.length === 1
          ? { kind: 'alone', step }
          : { kind: 'together', records };
    records = [];
    lines = 0;
    return group === null ? [] : [group];
  };
  for (const step of steps) {
    if (step.kind !== 'record' || step.draft.again !== undefined || step.goods.length > 0) {
      yield* take();
      yield { kind: 'alone', step };
      continue;
    }
    const more = step.draft.lines.length;
    if (records.length === GROUP_ORDERS || lines + more > GROUP_LINES) yield* take();
    records.push(step);
    lines += more;
  }
  yield* take();
}
