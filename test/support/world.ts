import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { App, RunSummary } from '../../src/app/app.ts';
import type { AppParts } from '../../src/app/app-parts.ts';
import { makeApp } from '../../src/app/make-app.ts';
import { openParts } from '../../src/compose.ts';
import type { Good } from '../../src/model/good.ts';
import type { LedgerEntry } from '../../src/model/ledger.ts';
import type { RunEvent, TaskName } from '../../src/model/run.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import type { Settings } from '../../src/model/settings.ts';
import { generateContent } from '../../src/sandbox/content/generate-content.ts';
import type { SandboxContent } from '../../src/sandbox/content-file.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { RunningSandbox } from '../../src/sandbox/sandbox.ts';
import { initSqliteWarehouse } from '../../src/warehouse/sample/fill-sqlite.ts';
import { openSqliteWarehouse } from '../../src/warehouse/sqlite/sqlite-warehouse.ts';
import { lateState } from './late-state.ts';
import { memoryEnvironment } from './memory/memory-place.ts';

export const DEVICE = 'DT900001';
export const PROFILE = 'Тест';
/** Object "Онлайн склад" and the goods for delivery, fee and discount of the sample warehouse. */
export const ONLINE_LOCATION = 5;
export const CHARGE_GOODS = { deliveryGood: 2, feeGood: 3, discountGood: 4 } as const;
export const TODAY = new Date('2026-11-20T12:00:00Z');

type Row = Readonly<Record<string, unknown>>;

/** A warehouse, a shop and the program between them, all real, in a folder of their own. */
export interface World {
  readonly folder: string;
  readonly warehousePath: string;
  readonly sandbox: RunningSandbox;
  readonly app: App;
  /** Rows of the warehouse, asked for from outside the program. */
  rows(sql: string, ...values: readonly (string | number)[]): readonly Row[];
  /** Changes the warehouse from outside, as a person with Warehouse Pro would. */
  change(sql: string, ...values: readonly (string | number)[]): void;
  run(tasks?: readonly TaskName[], onEvent?: (event: RunEvent) => void): Promise<RunSummary>;
  ledger(): Promise<readonly LedgerEntry[]>;
  setSettings(settings: Partial<Settings>): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly goods?: number;
  readonly orders?: number;
  readonly seed?: number;
  readonly settings?: Partial<Settings>;
  /** Changes the shop's content before it opens. */
  readonly content?: (content: SandboxContent, goods: readonly Good[]) => SandboxContent;
  /** Goods of the warehouse that the shop sells already; default 40. */
  readonly sold?: number;
  /** The shop's clock; default the machine's. */
  readonly clock?: () => Date;
  /** SQL that is run on the warehouse before anything else. */
  readonly prepare?: readonly string[];
}

/** The goods of a warehouse that a shop may sell, by id. */
export async function readGoodsOf(path: string): Promise<readonly Good[]> {
  const warehouse = await openSqliteWarehouse({ path });
  try {
    const goods: Good[] = [];
    const signal = new AbortController().signal;
    for await (const batch of warehouse.readGoods({ groupIds: null, priceGroup: 1 }, signal))
      goods.push(...batch);
    return goods.filter((good) => good.kind === 'ordinary');
  } finally {
    await warehouse.close();
  }
}

export const ACCESS = { username: 'sklad', secret: 'sandbox-secret' } as const;

/** Settings that fit the sample warehouse: SUPTO, all groups, the three charge goods. */
export function worldSettings(
  warehousePath: string,
  shopUrl: string,
  more: Partial<Settings> = {},
): Settings {
  return {
    ...defaultSettings(),
    warehouse: `sqlite:${warehousePath}`,
    warehouseBuild: '3.07.100',
    operator: 2,
    location: ONLINE_LOCATION,
    shopAddress: shopUrl,
    shopCurrency: 'EUR',
    apiCurrency: 'EUR',
    username: ACCESS.username,
    interface: 'rest',
    requestsAtOnce: 8,
    requestsPerSecond: 10_000,
    groups: Array.from({ length: 40 }, (_, index) => index + 2).filter((id) => id <= 36),
    deviceSerial: DEVICE,
    ...CHARGE_GOODS,
    ...more,
  };
}

function withDatabase<T>(path: string, work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path, { timeout: 5000 });
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** Rows of a warehouse file, asked for from outside the program. */
export function rowsOf(path: string, sql: string, ...values: readonly (string | number)[]): readonly Row[] {
  return withDatabase(path, (database) => database.prepare(sql).all(...values) as readonly Row[]);
}

/** Every order that the memory knows. */
export async function ledgerOf(app: App): Promise<readonly LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for await (const batch of app.orders(PROFILE, null)) entries.push(...batch);
  return entries;
}

/** The parts of the application over a data folder; its memory answers late where the suite asks for it. */
export async function openWorldParts(dataFolder: string): Promise<AppParts> {
  const seed = process.env['SKLADBRIDGE_TEST_LATE'];
  const parts = await openParts(dataFolder, { ...process.env, ...(await memoryEnvironment(dataFolder)) });
  return seed === undefined ? parts : { ...parts, state: lateState(parts.state, Number(seed)) };
}

/** The application over a data folder. */
export async function openWorldApp(dataFolder: string): Promise<App> {
  return makeApp(await openWorldParts(dataFolder));
}

/** A shop that sells these goods already. */
export function contentOf(
  goods: readonly Good[],
  { orders = 10, seed = 1 }: { readonly orders?: number; readonly seed?: number },
): SandboxContent {
  const sold = goods.map((good) => ({
    code: good.code,
    barcode: good.barcodes[0] ?? '',
    name: good.name,
    price: good.price ?? '1',
    ...(good.vatRate === null ? {} : { vatRate: good.vatRate }),
  }));
  return generateContent({
    products: sold.length,
    orders,
    seed,
    currency: 'EUR',
    now: new Date(),
    goods: sold,
  });
}

/** Makes a world. Close it at the end of the test. */
export async function makeWorld(options: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'skladbridge-world-'));
  const warehousePath = join(folder, 'warehouse.db');
  const signal = new AbortController().signal;
  await initSqliteWarehouse({
    path: warehousePath,
    goods: options.goods ?? 60,
    seed: options.seed ?? 1,
    hasSupto: true,
    today: TODAY,
    signal,
    onProgress: () => undefined,
  });
  withDatabase(warehousePath, (database) => options.prepare?.forEach((sql) => database.exec(sql)));
  const goods = await readGoodsOf(warehousePath);
  const content = contentOf(goods.slice(0, options.sold ?? 40), options);
  const sandbox = await startSandbox({
    content: options.content?.(content, goods) ?? content,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  });
  const app = await openWorldApp(join(folder, 'data'));
  await app.addProfile(PROFILE, worldSettings(warehousePath, sandbox.url, options.settings));
  await app.setSecret(PROFILE, 'secret', ACCESS.secret);
  return {
    folder,
    warehousePath,
    sandbox,
    app,
    rows: (sql, ...values) => rowsOf(warehousePath, sql, ...values),
    change: (sql, ...values) =>
      withDatabase(warehousePath, (database) => void database.prepare(sql).run(...values)),
    run: (tasks, onEvent) =>
      app.run(PROFILE, {
        tasks: tasks ?? null,
        isConfirmed: true,
        onEvent: onEvent ?? (() => undefined),
        signal: new AbortController().signal,
      }),
    ledger: () => ledgerOf(app),
    setSettings: async (settings) => {
      const { profile } = await app.showProfile(PROFILE);
      await app.saveProfile({ ...profile, settings: { ...profile.settings, ...settings } });
    },
    close: async () => {
      await app.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
