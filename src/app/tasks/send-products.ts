import type { ProductChange } from '../../sync/product-change.ts';
import { roundsOf } from '../../sync/products/split-price.ts';
import type { Task } from '../task.ts';
import type { TaskWindow } from '../../sync/task-window.ts';
import type { GoodsTurn } from './turn/goods-turn.ts';
import { lookAgain } from './turn/look-again.ts';
import { leaveToNextRun, lookForLost } from './lost-answers.ts';
import type { ProductLookup } from './product-lookup.ts';
import { sendChanges } from './product-writer.ts';
import type { SentChanges } from './product-writer.ts';
import type { TaskContext } from '../task-context.ts';

/** Carries out windows of changes of products. */
export type SendProducts = Task<TaskWindow<ProductChange>>['carryOut'];

/**
 * Goods: products are made among them, so one installation at a time sends them (Q8), and an answer that was
 * lost is looked up in the shop.
 */
export function sendGoods(lookup: ProductLookup, turn: GoodsTurn): SendProducts {
  return async ({ steps }, context) => {
    if (steps.some(({ write }) => write !== null)) await turn.take(context);
    for (const [index, round] of roundsOf(steps).entries()) {
      // While the rounds before went out others may have been let in.
      const still = index === 0 ? round : await context.between.stillGoing(round);
      const going = await lookAgain(context, { lookup, turn }, still);
      const { confirmed, uncertain } = await makeProducts(context, going, turn);
      for (const { write } of confirmed)
        if (write?.kind === 'create' && write.fields.quantity !== undefined)
          context.quantitiesSent.add(write.goodId);
      await lookForLost(context, lookup, uncertain);
    }
  };
}

/**
 * Sends a round. Where products are made that a later run could meet, it is kept that they are under way
 * until all of them are answered for: also when this process does not live to see it.
 */
async function makeProducts(
  context: TaskContext,
  going: readonly ProductChange[],
  turn: GoodsTurn,
): Promise<SentChanges> {
  const { landing, shop } = context;
  if (!shop.abilities.readsProducts || !going.some(isCreate)) return sendChanges(context, going, turn);
  await landing.begin();
  const sent = await sendChanges(context, going, turn);
  await landing.end(!sent.uncertain.some(isCreate));
  return sent;
}

function isCreate({ write }: ProductChange): boolean {
  return write?.kind === 'create';
}

/** Changes that only set what is absolute: where an answer was lost the next run sends them again. */
export const sendAbsolute: SendProducts = async ({ steps }, context) => {
  const { uncertain } = await sendChanges(context, steps);
  await leaveToNextRun(context, uncertain);
};
