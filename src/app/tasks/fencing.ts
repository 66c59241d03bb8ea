import { sha256 } from '../../lib/hash.ts';
import type { TaskContext } from '../task-context.ts';

const SUBJECT = 'installation:other';
const DAY_MS = 86_400_000;
/** An installation that has left no mark for so long is taken for gone. */
const DAYS = 2;

function day(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10).replaceAll('-', '');
}

/**
 * Notices another installation that imports the same shop's orders into the same warehouse: no order comes in
 * twice (claims), but two memories push their own view of goods. A person hears of it once, and says that it
 * is meant by releasing the item. The REST API has no place for marks: there nothing is noticed.
 */
export async function noticeOthers(context: TaskContext): Promise<void> {
  const { warehouse, state, report, open, identity, clock, signal } = context;
  const now = clock.now();
  const others = await warehouse.markInstallation(
    {
      identityHash: sha256(identity),
      installation: state.installation,
      day: day(now),
      since: day(now - DAYS * DAY_MS),
    },
    signal,
  );
  const installations = others.join(', ');
  if (others.length === 0) {
    await report.settle(SUBJECT);
    return;
  }
  const item = open.item(SUBJECT);
  if (item?.isReleased === true && item.facts['installations'] === installations) return;
  await report.park({
    subject: SUBJECT,
    code: 'installation.other',
    facts: { installations, own: state.installation },
  });
}
