import type { DecidedChange, TaskWindow } from '../../sync/task-window.ts';
import type { Gathering } from '../task-context.ts';
import { WindowDraft } from '../../sync/window-draft.ts';

const SUBJECT = 'profile:currency';

/**
 * Whether no price may go while the shop's currency is not certain. Two sources that contradict each other can
 * be released: the first one then counts.
 */
export function arePricesStopped({ priceCurrency, open }: Gathering): boolean {
  if (priceCurrency.stop === null) return false;
  const { code, facts } = priceCurrency.stop.park;
  const item = open.item(SUBJECT);
  const isSame = JSON.stringify(item?.facts) === JSON.stringify(facts);
  return code !== 'shop.currency.contradicts' || item?.isReleased !== true || !isSame;
}

/** Tells why no price goes, or that the currency is certain again. Nothing else waits for it. */
export function tellPriceStop(draft: WindowDraft<DecidedChange>, gathering: Gathering): void {
  const { stop } = gathering.priceCurrency;
  if (stop === null) draft.settle(SUBJECT);
  else if (arePricesStopped(gathering)) draft.park({ subject: SUBJECT, ...stop.park });
}

/** The only window of a task that cannot do without prices while they are stopped; null when they may go. */
export function stoppedPrices<Step extends DecidedChange>(gathering: Gathering): TaskWindow<Step> | null {
  if (!arePricesStopped(gathering)) return null;
  const draft = new WindowDraft<Step>();
  tellPriceStop(draft, gathering);
  return draft.take();
}
