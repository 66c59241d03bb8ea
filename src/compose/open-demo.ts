import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeOwnFolder } from '../lib/own-folder.ts';
import type { App } from '../app/app.ts';
import type { Demo } from '../cli/program.ts';
import { writeWholeFile } from '../lib/whole-file.ts';
import { systemClock } from '../lib/clock.ts';
import type { Good } from '../model/good.ts';
import { defaultSettings } from '../model/settings.ts';
import type { Settings } from '../model/settings.ts';
import { readError, writeError } from '../model/file-error.ts';
import { shopTime } from '../model/shop-time.ts';
import { SyncError } from '../model/sync-error.ts';
import type { WarehouseChoices } from '../model/warehouse-facts.ts';
import { generateContent } from '../sandbox/content/generate-content.ts';
import type { SandboxContent } from '../sandbox/content-file.ts';
import type { RunningSandbox } from '../sandbox/sandbox.ts';
import { initSqliteWarehouse } from '../warehouse/sample/fill-sqlite.ts';
import { openSqliteWarehouse } from '../warehouse/sqlite/sqlite-warehouse.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { openSandbox } from './local-shop.ts';

const PROFILE = 'Демо магазин';
const GOODS = 1000;
const ORDERS = 60;
/**
 * Goods that the shop already sells when the demo begins: the first run adopts them and creates the others.
 */
const KNOWN_PRODUCTS = 150;
/** Over two weeks, so that a chart of days shows something. */
const BETWEEN_ORDERS_MS = 5.5 * 3_600_000;
const SEED = 20261124;
const USERNAME = 'sklad';
const SECRET = 'demo-secret-key';
const DEVICE = 'DT900001';
const DEMO_FILE = 'demo.json';
const RETAIL = 1;

interface DemoMade {
  readonly shopPort: number;
}

interface DemoParts {
  readonly openApp: (dataFolder: string) => Promise<App>;
  readonly onStep: (step: 'warehouse' | 'shop' | 'profile') => void;
}

async function readMade(folder: string): Promise<DemoMade | null> {
  try {
    return JSON.parse(await readFile(join(folder, DEMO_FILE), 'utf8')) as DemoMade;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw readError(error, join(folder, DEMO_FILE));
  }
}

/**
 * What the demo needs to know of its own warehouse: goods to sell, and the numbers of the records it
 * chooses.
 */
interface Stocked {
  readonly goods: readonly Good[];
  readonly services: ReadonlyMap<string, number>;
  readonly choices: WarehouseChoices;
}

const never = new AbortController().signal;

async function readStocked(warehouse: Warehouse): Promise<Stocked> {
  const goods: Good[] = [];
  for await (const batch of warehouse.readGoods({ groupIds: null, priceGroup: RETAIL }, never)) {
    goods.push(...batch);
  }
  const charges = await warehouse.findGoods(
    { codes: ['ДОСТАВКА', 'ТАКСА', 'ОТСТЪПКА'], priceGroup: RETAIL },
    never,
  );
  const services = new Map(charges.map((good) => [good.code, good.id as number]));
  return { goods, services, choices: await warehouse.readChoices(never) };
}

async function stockedWarehouse(path: string): Promise<Stocked> {
  const warehouse = await openSqliteWarehouse({ path });
  try {
    return await readStocked(warehouse);
  } finally {
    await warehouse.close();
  }
}

function demoContent(stocked: Stocked): SandboxContent {
  const sold = stocked.goods
    .filter((good) => good.kind === 'ordinary' && good.price !== null && good.code !== '')
    .slice(0, KNOWN_PRODUCTS)
    .map((good) => ({
      code: good.code,
      barcode: good.barcodes[0] ?? '',
      name: good.name,
      price: good.price ?? '0',
      vatRate: good.vatRate ?? '20',
    }));
  const content = generateContent({
    products: sold.length,
    orders: ORDERS,
    seed: SEED,
    currency: 'EUR',
    now: new Date(systemClock.now()),
    goods: sold,
    unimportable: true,
  });
  return {
    ...content,
    orders: content.orders.map((order, index) => ({
      ...order,
      orderCreatedAt: shopTime(systemClock.now() - (ORDERS - index) * BETWEEN_ORDERS_MS),
    })),
    apiUsers: [{ username: USERNAME, secret: SECRET }],
  };
}

function demoSettings(folder: string, shopUrl: string, stocked: Stocked): Settings {
  const { choices, services } = stocked;
  const operator = choices.operators.find(
    (candidate) => /^[0-9]{4}$/.test(candidate.code) && !candidate.isDeleted,
  );
  const location =
    choices.locations.find((candidate) => candidate.name === 'Онлайн склад') ?? choices.locations.at(-1);
  return {
    ...defaultSettings(),
    warehouse: `sqlite:${join(folder, 'warehouse.db')}`,
    warehouseBuild: '3.07.100',
    operator: operator?.id ?? null,
    location: location?.id ?? null,
    shopAddress: shopUrl,
    username: USERNAME,
    interface: 'rest',
    requestsAtOnce: 16,
    requestsPerSecond: 2000,
    groups: choices.groups.filter((group) => group.code.length === 3).map((group) => group.id),
    sendVisible: true,
    deliveryGood: services.get('ДОСТАВКА') ?? null,
    feeGood: services.get('ТАКСА') ?? null,
    discountGood: services.get('ОТСТЪПКА') ?? null,
    deviceSerial: DEVICE,
  };
}

/**
 * Makes the demo of a folder, or opens the one that is there: a SUPTO warehouse of 1,000 goods, a sandbox
 * shop with 60 orders on a port that is kept, and a profile that connects them. Made step by step, each
 * step found again.
 */
export async function openDemo(folder: string, parts: DemoParts): Promise<Demo> {
  try {
    makeOwnFolder(folder);
  } catch (error) {
    throw writeError(error, folder);
  }
  const made = await readMade(folder);
  const warehousePath = join(folder, 'warehouse.db');
  if (made === null) {
    parts.onStep('warehouse');
    await initOnce(warehousePath);
  }
  parts.onStep('shop');
  const sandbox = await openShop(folder, warehousePath, made);
  const app = await parts.openApp(join(folder, 'data'));
  parts.onStep('profile');
  await keepProfile(app, { folder, warehousePath, sandbox });
  return {
    app,
    profile: PROFILE,
    sandbox: {
      url: sandbox.url,
      adminUrl: sandbox.adminUrl,
      port: sandbox.port,
      close: () => sandbox.close(),
    },
    warehousePath,
    isNew: made === null,
    close: async () => {
      await app.close();
      await sandbox.close();
    },
  };
}

/** A warehouse that an earlier, interrupted start has filled is taken as it is. */
async function initOnce(path: string): Promise<void> {
  const today = new Date(systemClock.now());
  try {
    await initSqliteWarehouse({
      path,
      goods: GOODS,
      seed: SEED,
      hasSupto: true,
      today,
      signal: never,
      onProgress: () => undefined,
    });
  } catch (error) {
    if (!(error instanceof SyncError) || error.code !== 'warehouse.notEmpty') throw error;
  }
}

async function openShop(
  folder: string,
  warehousePath: string,
  made: DemoMade | null,
): Promise<RunningSandbox> {
  const storeFolder = join(folder, 'shop');
  const content = demoContent(await stockedWarehouse(warehousePath));
  const port = made?.shopPort ?? 0;
  const sandbox = await openSandbox({ storeFolder, content, port, seed: SEED }).catch((error: unknown) => {
    // The port is this demo's own, so that its taker is most likely the same demo, at work already.
    if (!(error instanceof SyncError) || error.code !== 'sandbox.portTaken') throw error;
    throw new SyncError('demo.alreadyRunning', { folder, port }, { cause: error });
  });
  if (made === null) {
    // Written whole or not at all: the port is the shop's identity, and a lost one would make it another
    // shop.
    const text = JSON.stringify({ shopPort: sandbox.port } satisfies DemoMade);
    writeWholeFile(join(folder, DEMO_FILE), text);
  }
  return sandbox;
}

async function keepProfile(
  app: App,
  what: { readonly folder: string; readonly warehousePath: string; readonly sandbox: RunningSandbox },
): Promise<void> {
  const known = (await app.listProfiles()).find((summary) => summary.profile.name === PROFILE);
  if (known !== undefined) return;
  const stocked = await stockedWarehouse(what.warehousePath);
  await app.addProfile(PROFILE, demoSettings(what.folder, what.sandbox.url, stocked));
  await app.setSecret(PROFILE, 'secret', SECRET);
}
