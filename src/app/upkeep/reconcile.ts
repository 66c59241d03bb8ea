import type { Plan } from '../../model/plan.ts';
import type { Profile } from '../../model/profile.ts';
import { runnableSettings } from '../../model/runnable-settings.ts';
import type { RunEvent, TaskName } from '../../model/run.ts';
import type { AppParts } from '../app-parts.ts';
import { planOf } from '../make-plan.ts';
import { tasksToRun } from '../preflight.ts';
import { withSession } from '../session.ts';
import { withLeasedSession } from './leased-session.ts';
import type { Shop } from '../../shop/shop.ts';
import { ActualLinks, readActualProducts } from './actual-links.ts';
import type { ActualProducts } from './actual-links.ts';
import { refreshLinks } from './refresh-links.ts';
import type { RefreshedLinks } from './refresh-links.ts';

/** What is compared: orders that have no document, goods and quantities that the shop has otherwise (E10). */
const COMPARED: readonly TaskName[] = ['import-orders', 'export-goods', 'export-stock'];

interface Asking {
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
}

async function readProductsTelling(shop: Shop, asking: Asking): Promise<ActualProducts> {
  const { signal, onEvent } = asking;
  return readActualProducts(shop, {
    signal,
    onRead: (done) => onEvent({ type: 'progress', task: 'export-goods', phase: 'read', done, total: null }),
  });
}

/**
 * Every difference between what the shop has and what it should have, as the plan that would repair it
 * (E10). Reads both sides, writes nowhere.
 */
export async function reconcile(parts: AppParts, profile: Profile, asking: Asking): Promise<Plan> {
  const settings = runnableSettings(profile.settings);
  const { tasks } = tasksToRun(settings, COMPARED);
  return withSession(parts, { profile, settings, tasks, ...asking }, async (session) => {
    const products = await readProductsTelling(session.shop, asking);
    const { state } = parts;
    const compared = { ...state, links: new ActualLinks(state.links, products) };
    const whole = { ...session, shared: { ...session.shared, asksAll: true } };
    const plan = await planOf({ ...parts, state: compared }, { profile, tasks, session: whole, ...asking });
    return {
      ...plan,
      // A pair that agrees needs no telling.
      tasks: plan.tasks.map((task) => ({
        ...task,
        changes: task.changes.filter((change) => change.kind !== 'link'),
      })),
    };
  });
}

/**
 * Takes over what the shop really has, so that the next export sends the differences (E10, `--repair`).
 * Writes to neither side; repeatable. Rejects `run.alreadyRunning`.
 */
export async function acceptActual(
  parts: AppParts,
  profile: Profile,
  asking: Asking,
): Promise<RefreshedLinks> {
  const { onEvent } = asking;
  return withLeasedSession(parts, profile, {
    following: asking,
    use: async ({ shop, shared }) => {
      const products = await readProductsTelling(shop, { signal: shared.signal, onEvent });
      return refreshLinks(shared, products);
    },
  });
}
