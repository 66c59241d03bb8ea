import type { ArchivedOrder, LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import type { Profile, ProfileId } from '../../model/profile.ts';
import type { RefundWay } from '../../model/written-document.ts';
import { SyncError } from '../../model/sync-error.ts';
import type {
  EventPageQuery,
  LastRunQuery,
  ListPage,
  OrderPageQuery,
  RunFault,
  RunRecord,
  State,
  StoredEvent,
} from '../../state/state.ts';
import { quietEvents } from '../quiet-run-log.ts';
import { readRunLines } from '../report/run-lines.ts';
import type { FoundRun, RunLines, RunLinesQuery } from '../report/run-lines.ts';

const ORDERS_AT_ONCE = 500;
const MOST_HISTORY = 200;

/** One order from its arrival on: its place in the ledger, every version received, what was done with it. */
export interface OrderStory {
  readonly entry: LedgerEntry;
  readonly versions: readonly ArchivedOrder[];
  /** Newest first. */
  readonly history: readonly StoredEvent[];
  /** How the money went back, where a person has said so. */
  readonly refundWay: RefundWay | null;
}

/**
 * What is on record of a profile: its orders and its runs. `Key` says which profile, living or removed. Reads
 * only. Every method rejects with a SyncError; an unknown profile is `profile.notFound`.
 */
export interface ProfileRecords<Key> {
  /** The order ledger by number ascending, in batches. */
  orders(key: Key, stages: readonly OrderStage[] | null): AsyncIterable<readonly LedgerEntry[]>;
  /** The ledger for people: newest first, a page at a time. */
  orderPage(key: Key, query: OrderPageQuery): Promise<ListPage<LedgerEntry>>;
  /** Everything that is known of one order. Rejects `order.notFound`. */
  orderStory(key: Key, number: OrderNumber): Promise<OrderStory>;
  /** How buyers got their money back, where a person has said so, by order. */
  refundWays(key: Key): Promise<ReadonlyMap<OrderNumber, RefundWay>>;
  /** Newest first. */
  runs(key: Key, limit: number): Promise<readonly RunRecord[]>;
  /** Those that are looked for, newest first, the quiet ones in a row as one line. */
  runLines(key: Key, query: RunLinesQuery): Promise<RunLines>;
  /** What ended these runs before their time; of others nothing is told. */
  runFaults(key: Key, runs: readonly RunRecord[]): Promise<ReadonlyMap<number, RunFault>>;
  /** One of them. Rejects `run.notFound`. */
  findRun(key: Key, runId: number): Promise<FoundRun>;
  /** The last run of this kind; null when there is none. */
  lastRun(key: Key, query: LastRunQuery): Promise<RunRecord | null>;
  /** What a run did, a page of it. Rejects `run.notFound`. */
  runPage(key: Key, runId: number, query: EventPageQuery): Promise<ListPage<StoredEvent>>;
  /** What a run did, oldest first, in batches. Rejects `run.notFound`. */
  runEvents(key: Key, runId: number): AsyncIterable<readonly StoredEvent[]>;
  /** Changes ever made to one subject (`good:45`), newest first. */
  history(key: Key, subject: string, limit: number): Promise<readonly StoredEvent[]>;
  /** Everything ever sent of one good, its quantities too, newest first. */
  goodHistory(key: Key, good: number, limit: number): Promise<readonly StoredEvent[]>;
}

/** The records of whichever profile `find` finds; it rejects `profile.notFound`. */
export function profileRecords<Key>(
  state: State,
  find: (key: Key) => Promise<Pick<Profile, 'id' | 'name'>>,
): ProfileRecords<Key> {
  const idOf = async (key: Key): Promise<ProfileId> => (await find(key)).id;
  const quietOf = async (key: Key, runId: number): Promise<readonly StoredEvent[]> => {
    const { id, name } = await find(key);
    const run = await state.runs.find(id, runId);
    if (run === null) throw new SyncError('run.notFound', { id: runId });
    return quietEvents(run, name);
  };
  return {
    orders: async function* orders(key, stages) {
      yield* ledgerOf(state, await idOf(key), stages);
    },
    orderPage: async (key, query) => state.ledger.page(await idOf(key), query),
    orderStory: async (key, number) => storyOf(state, await idOf(key), number),
    refundWays: async (key) => state.ledger.refundWays(await idOf(key)),
    runs: async (key, limit) => state.runs.list(await idOf(key), limit),
    runLines: async (key, query) => {
      const id = await idOf(key);
      return readRunLines(async (search) => state.runs.search(id, search), query);
    },
    runFaults: async (_key, runs) => faultsOf(state, runs),
    findRun: async (key, runId) => {
      const run = await state.runs.find(await idOf(key), runId);
      if (run === null) throw new SyncError('run.notFound', { id: runId });
      return { run, fault: (await faultsOf(state, [run])).get(run.id) ?? null };
    },
    lastRun: async (key, query) => state.runs.lastOf(await idOf(key), query),
    runPage: async (key, runId, query) => {
      const quiet = await quietOf(key, runId);
      const page = await state.runs.page(runId, query);
      if (page.found > 0 || query.search !== '' || query.kind !== '' || query.part !== undefined) return page;
      const from = (query.page - 1) * query.size;
      return { found: quiet.length, rows: quiet.slice(from, from + query.size) };
    },
    runEvents: async function* runEvents(key, runId) {
      const quiet = await quietOf(key, runId);
      let isQuiet = true;
      for await (const events of state.runs.events(runId)) {
        isQuiet = false;
        yield events;
      }
      if (isQuiet) yield quiet;
    },
    history: async (key, subject, limit) => state.runs.history(await idOf(key), subject, limit),
    goodHistory: async (key, good, limit) => {
      const id = await idOf(key);
      // Quantities are a subject of their own, since they are decided by another task.
      const of = (about: 'good' | 'stock') => state.runs.history(id, `${about}:${good}`, limit);
      const all = [...(await of('good')), ...(await of('stock'))];
      return all.toSorted((left, right) => right.at.localeCompare(left.at)).slice(0, limit);
    },
  };
}

async function* ledgerOf(
  state: State,
  id: ProfileId,
  stages: readonly OrderStage[] | null,
): AsyncGenerator<readonly LedgerEntry[]> {
  let after = 0 as OrderNumber;
  for (;;) {
    const entries = await state.ledger.list(id, { stages, after, limit: ORDERS_AT_ONCE });
    if (entries.length > 0) yield entries;
    const last = entries.at(-1);
    if (last === undefined || entries.length < ORDERS_AT_ONCE) return;
    after = last.orderNumber;
  }
}

async function faultsOf(state: State, runs: readonly RunRecord[]): Promise<ReadonlyMap<number, RunFault>> {
  const ended = runs.filter(({ end }) => end !== null && end !== 'done').map(({ id }) => id);
  return ended.length === 0 ? new Map() : state.runs.faults(ended);
}

async function storyOf(state: State, id: ProfileId, number: OrderNumber): Promise<OrderStory> {
  const [entry] = await state.ledger.find(id, [number]);
  if (entry === undefined) throw new SyncError('order.notFound', { order: number });
  const versions = await state.ledger.versions(id, number);
  const history = await state.runs.history(id, `order:${number}`, MOST_HISTORY);
  const refundWay = (await state.ledger.refundWays(id)).get(number) ?? null;
  return { entry, versions, history, refundWay };
}
