import type { DayFigures } from '../app/digest/day-figures.ts';
import type { NotificationMessage } from '../notifications/notification.ts';
import { formatCounted, formatDate, formatMoney } from '../texts/format.ts';
import { fill, textsOf } from '../texts/text.ts';
import type { Language } from '../texts/text.ts';

/** A day's figures as a letter: what is well takes one line, what waits stands by itself. */
export function digestMessage(profile: string, figures: DayFigures, language: Language): NotificationMessage {
  const { phrases } = textsOf(language);
  const { day, orders, withUnp, turnover, waiting, failedRuns } = figures;
  const worth = turnover.map(({ amount, currency }) => formatMoney(amount, currency, language)).join(' + ');
  const counted = formatCounted(orders, 'order', language);
  const sold =
    orders === 0
      ? phrases['notify.digestNoOrders']
      : fill(phrases['notify.digestOrders'], { orders: counted, turnover: worth });
  const lines = [
    sold,
    ...(orders === 0 ? [] : [fill(phrases['notify.digestUnp'], { withUnp, orders })]),
    ...(waiting === 0 ? [] : [fill(phrases['notify.digestWaiting'], { n: waiting })]),
    ...(failedRuns === 0 ? [] : [fill(phrases['notify.digestFailed'], { n: failedRuns })]),
    ...(waiting + failedRuns === 0 ? [phrases['notify.digestAllWell']] : []),
  ];
  const subject = fill(phrases['notify.digest'], { profile, day: formatDate(day, language) });
  const fields = { event: 'digest', profile, day, orders, withUnp, waiting, failedRuns };
  return { subject: `${subject} · ${sold}`, text: `${subject}\n\n${lines.join('\n')}`, fields };
}
