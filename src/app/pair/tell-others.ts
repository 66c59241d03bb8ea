import type { TaskContext } from '../task-context.ts';

const SUBJECT = 'installation:other';

/**
 * Keeps on the attention list that another installation works with the same shop and warehouse (Q8): no order
 * comes in twice (claims), but two memories push their own view of goods. A person hears of it once, and says
 * that it is meant by releasing the item. Where no marks can be left nothing is noticed.
 */
export async function tellOthers({
  report,
  open,
  marks,
}: Pick<TaskContext, 'report' | 'open' | 'marks'>): Promise<void> {
  if (marks === null || marks.others.length === 0) {
    await report.settle(SUBJECT);
    return;
  }
  const installations = marks.others.map(({ installation }) => installation).join(', ');
  const item = open.item(SUBJECT);
  if (item?.isReleased === true && item.facts['installations'] === installations) return;
  const hosts = marks.others.map(({ host, installation }) => (host === '' ? installation : host)).join(', ');
  await report.park({
    subject: SUBJECT,
    code: 'installation.other',
    facts: { installations, hosts, own: marks.installation },
  });
}
