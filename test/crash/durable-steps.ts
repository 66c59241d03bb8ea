import type { AppParts } from '../../src/app/app-parts.ts';
import type { LedgerEntry } from '../../src/model/ledger.ts';
import type { Shop } from '../../src/shop/shop.ts';
import type {
  AccountMemory,
  AgentSights,
  AttentionList,
  Backups,
  ChangeLog,
  Figures,
  Housekeeping,
  EntryMemory,
  KeyRing,
  Leases,
  Links,
  OrderLedger,
  OrderLists,
  OrderSeries,
  PairMemory,
  ProfileMemory,
  ProfileMoves,
  ProgramMemory,
  ReportedShops,
  ReportLine,
  RunLog,
  PlanMemory,
  RunMarks,
  State,
  TenantMemory,
  WordMemory,
} from '../../src/state/state.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';

/**
 * What a method of a port does to the world outside the process. `step`: a run calls it and something
 * durable changes, so it belongs into the crash matrix. `person`: written at a person's request, or after what only
 * a person does to a shop (he restores it), one transaction each; a run of the matrix that calls one fails.
 */
type Effect = 'reads' | 'step' | 'person';

/** Every method of every port: one that is added does not compile until it is told here what it does. */
const METHODS = {
  profiles: {
    list: 'reads',
    find: 'reads',
    summaries: 'reads',
    summary: 'reads',
    add: 'person',
    save: 'person',
    confirm: 'step',
    markFilled: 'step',
    markFed: 'step',
    markOrdersBetween: 'step',
    remove: 'person',
    removed: 'reads',
    restore: 'person',
    takeOver: 'person',
    setSecret: 'person',
    secret: 'reads',
    secretNames: 'reads',
  } satisfies Record<keyof ProfileMemory, Effect>,
  moves: { write: 'person', read: 'person' } satisfies Record<keyof ProfileMoves, Effect>,
  pairs: { find: 'reads', remember: 'step', shelved: 'reads', exchange: 'person' } satisfies Record<
    keyof PairMemory,
    Effect
  >,
  leases: {
    acquire: 'step',
    renew: 'step',
    beginMaking: 'step',
    endMaking: 'step',
    release: 'step',
    standing: 'reads',
  } satisfies Record<keyof Leases, Effect>,
  links: {
    heads: 'reads',
    count: 'reads',
    idsAfter: 'reads',
    find: 'reads',
    findByProduct: 'reads',
    sent: 'reads',
    save: 'step',
    remove: 'person',
    forgetStock: 'step',
  } satisfies Record<keyof Links, Effect>,
  ledger: {
    find: 'reads',
    list: 'reads',
    page: 'reads',
    keep: 'step',
    save: 'step',
    versions: 'reads',
    written: 'reads',
    setRefundWay: 'person',
    refundWays: 'reads',
    cursor: 'reads',
    advanceCursor: 'step',
    firstSince: 'reads',
    nextToReread: 'reads',
    keepReread: 'step',
    held: 'reads',
    lastSequence: 'reads',
    recorded: 'reads',
    newestRecorded: 'reads',
    asked: 'reads',
    saveAsked: 'step',
    counts: 'reads',
    erase: 'person',
  } satisfies Record<keyof OrderLedger, Effect>,
  lists: {
    below: 'reads',
    sights: 'reads',
    sightless: 'reads',
    putSights: 'person',
    unps: 'reads',
    devices: 'reads',
    gaps: 'reads',
  } satisfies Record<keyof OrderLists, Effect>,
  series: {
    ranges: 'reads',
    open: 'person',
    past: 'reads',
    findPast: 'reads',
    lastPast: 'reads',
    turnBack: 'person',
    pastVersions: 'reads',
    ordersAtShop: 'reads',
    keepOrdersAtShop: 'step',
  } satisfies Record<keyof OrderSeries, Effect>,
  attention: {
    put: 'step',
    resolve: 'step',
    list: 'reads',
    about: 'reads',
    newest: 'reads',
    dismissed: 'reads',
    subjects: 'reads',
    waitingBy: 'reads',
    waiting: 'reads',
    release: 'person',
    dismiss: 'person',
  } satisfies Record<keyof AttentionList, Effect>,
  runs: {
    start: 'step',
    addEvents: 'step',
    finish: 'step',
    list: 'reads',
    search: 'reads',
    faults: 'reads',
    lastOf: 'reads',
    successes: 'reads',
    find: 'reads',
    page: 'reads',
    events: 'reads',
    history: 'reads',
    fault: 'reads',
  } satisfies Record<keyof RunLog, Effect>,
  figures: { orders: 'reads', sent: 'reads' } satisfies Record<keyof Figures, Effect>,
  plans: { keep: 'person', madeAt: 'reads', find: 'reads', drop: 'person' } satisfies Record<
    keyof PlanMemory,
    Effect
  >,
  runMarks: { find: 'reads', keep: 'step', settle: 'person' } satisfies Record<keyof RunMarks, Effect>,
  words: { sight: 'step', list: 'reads', reckonings: 'reads', decide: 'person' } satisfies Record<
    keyof WordMemory,
    Effect
  >,
  accounts: {
    list: 'reads',
    find: 'reads',
    add: 'person',
    setPerson: 'person',
    setPassword: 'person',
    setLanguage: 'person',
    setRole: 'person',
    secondFactor: 'reads',
    setSecondFactor: 'person',
    useFactorStep: 'person',
    useRecoveryCode: 'person',
    recoveryCodesLeft: 'reads',
    remove: 'person',
    addSession: 'person',
    session: 'reads',
    sessions: 'reads',
    moveSession: 'person',
    touchSession: 'person',
    removeSession: 'person',
    removeSessionsOf: 'person',
    removeSessionsBefore: 'person',
  } satisfies Record<keyof AccountMemory, Effect>,
  agents: { meet: 'step', sight: 'person', find: 'reads', list: 'reads' } satisfies Record<
    keyof AgentSights,
    Effect
  >,
  changes: { add: 'person', list: 'reads' } satisfies Record<keyof ChangeLog, Effect>,
  program: { value: 'reads', setValue: 'person', sizeBytes: 'reads', beginDigest: 'person' } satisfies Record<
    keyof ProgramMemory,
    Effect
  >,
  backups: {
    write: 'person',
    keep: 'person',
    list: 'reads',
    drop: 'person',
    inspect: 'reads',
    pathOf: 'reads',
    read: 'reads',
    restore: 'person',
  } satisfies Record<Exclude<keyof Backups, 'folder' | 'refusal'>, Effect>,
  entries: {
    countTries: 'person',
    takeTryBack: 'person',
    clearTries: 'person',
    addLink: 'person',
    useLink: 'person',
    removeLinksBefore: 'person',
  } satisfies Record<keyof EntryMemory, Effect>,
  tenants: {
    list: 'reads',
    add: 'person',
    rename: 'person',
    suspend: 'person',
    of: 'reads',
    setMember: 'person',
    setHoster: 'person',
    isHoster: 'reads',
    shops: 'reads',
    profiles: 'reads',
    owned: 'reads',
    watched: 'reads',
  } satisfies Record<keyof TenantMemory, Effect>,
  keys: {
    rotate: 'person',
    finish: 'person',
  } satisfies Record<keyof KeyRing, Effect>,
  reportedShops: {
    list: 'reads',
    find: 'reads',
    add: 'person',
    setToken: 'person',
    remove: 'person',
    byToken: 'reads',
    take: 'person',
    runs: 'reads',
    beginAlarm: 'person',
  } satisfies Record<keyof ReportedShops, Effect>,
  reportLine: {
    target: 'reads',
    token: 'reads',
    setTarget: 'person',
    stop: 'person',
    nextSequence: 'person',
    acknowledge: 'person',
    noteFault: 'person',
  } satisfies Record<keyof ReportLine, Effect>,
  housekeeping: {
    makeMonths: 'person',
    forgetMonth: 'person',
    oldRuns: 'reads',
    forgetRuns: 'person',
    forgetDismissed: 'person',
    room: 'reads',
    compact: 'person',
  } satisfies Record<keyof Housekeeping, Effect>,
} satisfies Record<Exclude<keyof State, 'close' | 'installation' | 'under' | 'of'>, unknown>;

const WAREHOUSE = {
  abilities: 'reads',
  readFacts: 'reads',
  readChoices: 'reads',
  findRecords: 'reads',
  readUsage: 'reads',
  readGoods: 'reads',
  findGoods: 'reads',
  findMoved: 'reads',
  readStock: 'reads',
  readAgedOrders: 'reads',
  readPartners: 'reads',
  findTraces: 'reads',
  findForeignDocuments: 'reads',
  sightDocuments: 'reads',
  traceDocuments: 'reads',
  findDoubledUnp: 'reads',
  recordOperation: 'step',
  recordOperations: 'step',
  addGoods: 'step',
  readInstallationMarks: 'reads',
  markInstallation: 'step',
  readExportKey: 'reads',
  replaceExportKey: 'step',
  readIdentityMarks: 'reads',
  leaveIdentityMark: 'step',
  missingRights: 'reads',
  readOddities: 'reads',
  readEvidence: 'reads',
  readUnpUse: 'reads',
  readNamedSequence: 'reads',
  close: 'reads',
} satisfies Record<keyof Warehouse, Effect>;

const SHOP = {
  abilities: 'reads',
  fetchFacts: 'reads',
  fetchProducts: 'reads',
  fetchProductsById: 'reads',
  writeProducts: 'step',
  fetchOrders: 'reads',
  fetchOrdersByNumber: 'reads',
  probeLists: 'reads',
  fetchOwnAddress: 'reads',
  collectAnswers: 'reads',
  writeUnp: 'step',
  close: 'reads',
} satisfies Record<keyof Shop, Effect>;

/** A lease is renewed by a clock of its own, every 15 seconds: no run of the matrix lasts so long. */
const TIMED = new Set(['leases.renew']);
/**
 * Kept only beyond 500 recorded orders, more than the matrix has: killed there by `turns.test.ts` (Q1). And
 * where an agent is asked, of which there is none here: nothing of a run hangs on it.
 */
const BEYOND = new Set(['ledger.saveAsked', 'agents.meet']);

/** Methods that must turn up in the matrix: `ledger.save`, `warehouse.recordOperation`, … */
export const DURABLE_METHODS: readonly string[] = Object.entries({
  ...METHODS,
  warehouse: WAREHOUSE,
  shop: SHOP,
})
  .flatMap(([port, methods]) =>
    Object.entries(methods).flatMap(([method, effect]) => (effect === 'step' ? [`${port}.${method}`] : [])),
  )
  .filter((name) => !TIMED.has(name) && !BEYOND.has(name));

/** True for what keeps, writes or tells something about an order: what an order goes through (I16, I18). */
export function isOrderStep(step: string): boolean {
  return /^(?:ledger\.|sql |warehouse\.recordOperation|shop\.writeUnp|attention\.)/.test(step);
}

export type Moment = 'before' | 'after';
/** Told at every durable step, in the order in which they happen. */
export type OnStep = (step: string, moment: Moment) => void;

/** The name of a step: its method, and for the ledger the stage that it makes durable, of a group too. */
function stepName(port: string, method: string, args: readonly unknown[]): string {
  if (port !== 'ledger' || method !== 'save') return `${port}.${method}`;
  const [entry, ...more] = args[1] as readonly LedgerEntry[];
  const isGroup = entry?.stage === 'recorded' && more.length > 0;
  return `ledger.save ${entry?.stage ?? ''}${isGroup ? ' of a group' : ''}`;
}

type Method = (...args: readonly unknown[]) => unknown;

/**
 * The same port, telling of its durable steps. Methods stay on their object, whose private parts they need.
 */
function watched<T extends object>(port: string, target: T, on: { effects: object; onStep: OnStep }): T {
  return new Proxy(target, {
    get: (whole, name) => {
      const value: unknown = Reflect.get(whole, name, whole);
      if (typeof value !== 'function') return value;
      const call = (value as Method).bind(whole);
      const effect: unknown = Reflect.get(on.effects, name);
      if (effect === 'person')
        throw new Error(`a run calls ${port}.${String(name)}: durable-steps.ts says that only a person does`);
      if (effect !== 'step') return call;
      return async (...args: readonly unknown[]) => {
        const step = stepName(port, String(name), args);
        on.onStep(step, 'before');
        const result = await call(...args);
        on.onStep(step, 'after');
        return result;
      };
    },
  });
}

/** Product writes come back one by one: each outcome is a step of its own, after its effect. */
async function* watchedWrites(
  shop: Shop,
  what: { readonly args: Parameters<Shop['writeProducts']>; readonly onStep: OnStep },
): AsyncGenerator<Awaited<ReturnType<Shop['writeProducts']> extends AsyncIterable<infer T> ? T : never>> {
  what.onStep('shop.writeProducts', 'before');
  for await (const outcome of shop.writeProducts(...what.args)) {
    what.onStep(`shop.writeProducts ${outcome.write.kind}`, 'after');
    yield outcome;
  }
  what.onStep('shop.writeProducts', 'after');
}

/** The memory with every durable step told, also by whoever holds a lease. */
function watchedState(state: State, onStep: OnStep): State {
  const memories = Object.fromEntries(
    Object.entries(METHODS).map(([port, effects]) => [
      port,
      watched(port, state[port as keyof typeof METHODS], { effects, onStep }),
    ]),
  ) as unknown as Omit<State, 'close' | 'installation' | 'under'>;
  return {
    ...memories,
    installation: state.installation,
    under: (fence) => watchedState(state.under(fence), onStep),
    close: () => state.close(),
  };
}

/** The parts of the application with every durable step of a run told. */
export function watchedParts(parts: AppParts, onStep: OnStep): AppParts {
  return {
    ...parts,
    state: watchedState(parts.state, onStep),
    openWarehouse: async (settings, secrets, watch) =>
      watched('warehouse', await parts.openWarehouse(settings, secrets, watch), {
        effects: WAREHOUSE,
        onStep,
      }),
    openShop: async (settings, secrets, watch) => {
      const shop = await parts.openShop(settings, secrets, watch);
      const told = watched('shop', shop, { effects: { ...SHOP, writeProducts: 'reads' }, onStep });
      return new Proxy(told, {
        get: (whole, name) =>
          name === 'writeProducts'
            ? (...args: Parameters<Shop['writeProducts']>) => watchedWrites(shop, { args, onStep })
            : Reflect.get(whole, name, whole),
      });
    },
  };
}
