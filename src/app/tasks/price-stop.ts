import type { DecidedChange, TaskWindow } from '../../sync/task-window.ts';
import type { Gathering } from '../task-context.ts';
import { WindowDraft } from '../../sync/window-draft.ts';

const SUBJECT = 'profile:currency';

/**
 * The only window of a task that sends or takes prices while the shop's currency is not certain; null when
 * they may go. Two sources that contradict each other can be released: the first one then counts.
 */
export function stoppedPrices<Step extends DecidedChange>(gathering: Gathering): TaskWindow<Step> | null {
  const { stop } = gathering.priceCurrency;
  if (stop === null) return null;
  const { code, facts } = stop.park;
  const item = gathering.open.item(SUBJECT);
  const isSame = JSON.stringify(item?.facts) === JSON.stringify(facts);
  if (code === 'shop.currency.contradicts' && item?.isReleased === true && isSame) return null;
  const draft = new WindowDraft<Step>();
  draft.park({ subject: SUBJECT, code, facts });
  return draft.take();
}

/** The window's note that the currency is certain again. */
export function settlePrices(draft: WindowDraft<DecidedChange>, gathering: Gathering): void {
  if (gathering.priceCurrency.stop === null) draft.settle(SUBJECT);
}
