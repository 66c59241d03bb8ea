import { setTimeout as delay } from 'node:timers/promises';
import { SeededRandom } from '../../src/lib/seeded-random.ts';
import type { State } from '../../src/state/state.ts';

/** Before and after each call: together up to eight milliseconds, as a database on another machine takes. */
const LATEST_MS = 4;

type Method = (...args: readonly unknown[]) => unknown;

/**
 * The same memory, answering late: SQLite does everything before its promise is given out, so that what two
 * parts of a run do at once is never seen between its calls. The same seed waits the same times, though not
 * in the same order.
 */
export function lateState(state: State, seed: number): State {
  return lateOver(state, new SeededRandom(seed));
}

function lateOver(state: State, random: SeededRandom): State {
  const late = <T extends object>(port: T): T => latePort(port, random);
  return {
    profiles: late(state.profiles),
    moves: state.moves,
    pairs: late(state.pairs),
    leases: late(state.leases),
    links: late(state.links),
    ledger: late(state.ledger),
    lists: late(state.lists),
    series: late(state.series),
    attention: late(state.attention),
    runs: late(state.runs),
    figures: late(state.figures),
    runMarks: late(state.runMarks),
    words: late(state.words),
    plans: late(state.plans),
    accounts: late(state.accounts),
    entries: late(state.entries),
    agents: late(state.agents),
    tenants: late(state.tenants),
    changes: late(state.changes),
    program: late(state.program),
    keys: late(state.keys),
    reportedShops: late(state.reportedShops),
    reportLine: late(state.reportLine),
    housekeeping: late(state.housekeeping),
    backups: state.backups,
    installation: state.installation,
    under: (fence) => lateOver(state.under(fence), random),
    of: (tenant) => lateOver(state.of(tenant), random),
    close: () => state.close(),
  };
}

function latePort<T extends object>(port: T, random: SeededRandom): T {
  const pause = async (): Promise<void> => delay(random.between(0, LATEST_MS));
  return new Proxy(port, {
    get: (target, name) => {
      const method = Reflect.get(target, name, target) as Method;
      return (...args: readonly unknown[]) => {
        if (['heads', 'events'].includes(String(name)))
          return lateBatches(method.apply(target, [...args]) as AsyncIterable<unknown>, pause);
        return lateAnswer(() => method.apply(target, [...args]), pause);
      };
    },
  });
}

async function lateAnswer(work: () => unknown, pause: () => Promise<void>): Promise<unknown> {
  await pause();
  try {
    return await work();
  } finally {
    await pause();
  }
}

async function* lateBatches<T>(batches: AsyncIterable<T>, pause: () => Promise<void>): AsyncGenerator<T> {
  for await (const batch of batches) {
    await pause();
    yield batch;
  }
}
