import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect } from 'vitest';
import { makeApp } from '../../../src/app/make-app.ts';
import { openParts } from '../../../src/compose.ts';
import type { Role } from '../../../src/hosted/hosted-engine.ts';
import { sleep } from '../../../src/lib/sleep.ts';
import type { Settings } from '../../../src/model/settings.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { TYPES } from '../../../src/state/postgres/postgres-pool.ts';
import { initSqliteWarehouse } from '../../../src/warehouse/sample/fill-sqlite.ts';
import { expectSoundImport } from '../invariants.ts';
import type { SeenWorld } from '../invariants.ts';
import { memoryEnvironment } from '../memory/memory-place.ts';
import { ACCESS, contentOf, readGoodsOf, rowsOf, TODAY, worldSettings } from '../world.ts';
import { Program } from './program.ts';

const NEVER = new AbortController().signal;
/** What there is of a shop. */
interface ShopSize {
  readonly goods: number;
  readonly orders: number;
}

const SMALL: ShopSize = { goods: 40, orders: 8 };
/** Goods that a shop sells already; the others are created in it. */
const SOLD = 10;
/** Works that a worker does at once. */
const SLOTS = 4;
/** So long a shop takes to answer. */
const LATENCY_MS = 50;
const LOOK_MS = 50;
const PRODUCTS = '/api/v1/products/';

/** Seconds: the shortest that the program takes. */
export const HEARTBEAT_SECONDS = 10;

type Rows = readonly Readonly<Record<string, unknown>>[];

/** A profile's both sides, looked at from outside. */
export interface OneShop extends SeenWorld {
  readonly name: string;
  readonly device: string;
  /** Where its warehouse and its shop are. */
  readonly path: string;
}

/** Where shops and their memory are. */
export interface ShopsPlace {
  readonly folder: string;
  readonly memory: string;
  readonly shops: readonly OneShop[];
}

/** How shops and their memory are made. */
interface ManyShopsOptions {
  /** Address of an empty one; default: in the server of the suite. */
  readonly memory?: string;
  readonly size?: ShopSize;
  /** Puts the profiles of the shops into the memory; default: this program does. */
  readonly add?: (place: ShopsPlace) => Promise<void>;
}

/** What a shop's profile says beside what is usual. */
export function settingsOf({ path, sandbox, device }: OneShop): Settings {
  const more = { schedule: '1440', deviceSerial: device, requestsAtOnce: 2 };
  return worldSettings(path, sandbox.url, more);
}

async function addByThisProgram({ folder, memory, shops }: ShopsPlace): Promise<void> {
  const env = { ...process.env, SKLADBRIDGE_DATABASE: memory };
  const app = makeApp(await openParts(join(folder, 'data'), env));
  for (const shop of shops) {
    await app.addProfile(shop.name, settingsOf(shop));
    await app.setSecret(shop.name, 'secret', ACCESS.secret);
  }
  await app.close();
}

/** Several shops of one memory in a database, and programs over it. */
export class ManyShops {
  readonly shops: readonly OneShop[];
  readonly #folder: string;
  readonly #memory: string;
  readonly #orders: number;
  readonly #programs: Program[] = [];

  private constructor(folder: string, memory: string, shops: readonly OneShop[], orders: number) {
    this.#orders = orders;
    this.#folder = folder;
    this.#memory = memory;
    this.shops = shops;
  }

  static async open(
    count: number,
    { memory, size = SMALL, add = addByThisProgram }: ManyShopsOptions = {},
  ): Promise<ManyShops> {
    const folder = await mkdtemp(join(tmpdir(), 'skladbridge-shops-'));
    const at = memory ?? (await memoryEnvironment(join(folder, 'data')))['SKLADBRIDGE_DATABASE'] ?? '';
    const shops = await makeShops(folder, count, size);
    await add({ folder, memory: at, shops });
    const many = new ManyShops(folder, at, shops, size.orders);
    await many.ask('update profiles set confirmed_at = created_at');
    return many;
  }

  /** Address of the memory, as its owner. */
  get memory(): string {
    return this.#memory;
  }

  /** Rows of the memory, or a change in it, from outside the program. */
  async ask(sql: string): Promise<Rows> {
    const client = new pg.Client({ connectionString: this.#memory, types: TYPES });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /** Starts the program; it ends with this. `env`: other than what these shops go by. */
  async serve(role: Role, slots = SLOTS, env: Readonly<Record<string, string>> = {}): Promise<Program> {
    const program = await Program.serve(role, join(this.#folder, 'data'), {
      SKLADBRIDGE_DATABASE: this.#memory,
      SKLADBRIDGE_HEARTBEAT: String(HEARTBEAT_SECONDS),
      SKLADBRIDGE_SLOTS: String(slots),
      SKLADBRIDGE_BULK_SLOTS: String(slots),
      SKLADBRIDGE_PER_HOST: '*=40',
      ...env,
    });
    this.#programs.push(program);
    return program;
  }

  /** Every schedule is due now; `which`: those of these profiles alone, as SQL says it. */
  async makeDue(which = 'true'): Promise<void> {
    await this.ask(`insert into hosted_due (profile_id, version, full_ms, look_ms)
      select id, version, extract(epoch from now()) * 1000, 9e15 from profiles where ${which}
      on conflict (profile_id) do update set full_ms = excluded.full_ms, version = excluded.version`);
  }

  /** Works that are under way, by who does them: a job's attempt. */
  async holders(): Promise<readonly string[]> {
    const rows = await this.ask('select holder from hosted_works where not is_over');
    return rows.map(({ holder }) => String(holder));
  }

  /** Asks for the work of all shops, and waits until each has begun and changes are being made. */
  async untilInTheMiddle(): Promise<void> {
    const { length } = this.shops;
    await this.makeDue();
    await until(async () => (await this.holders()).length === length);
    await until(() => this.creates >= length);
  }

  /** Whether every shop asks whoever creates a product to come again in a second. */
  setBusy(isBusy: boolean): void {
    for (const { sandbox } of this.shops) {
      sandbox.faults.clear();
      sandbox.faults.add({ kind: 'latency', amount: LATENCY_MS });
      if (isBusy) sandbox.faults.add({ kind: 'tooMany', method: 'POST', path: PRODUCTS });
    }
  }

  /** Whether a shop was asked to create a product, also where it was busy. */
  get isAsked(): boolean {
    return this.shops.some(({ sandbox }) => (sandbox.requests.all()[`POST ${PRODUCTS}`] ?? 0) > 0);
  }

  /** Makes the queue believe that workers have been silent for a heartbeat. */
  async silence(): Promise<void> {
    const [row] = await this.ask('select current_schema() as name');
    await this.ask(`update "${String(row?.['name'])}_jobs".job set heartbeat_on = now() - interval '1 hour'
      where state = 'active'`);
  }

  /** Documents of orders in all warehouses. */
  get documents(): number {
    const count = "select count(distinct Acct) as n from operations where Note like 'Seliton №%'";
    return this.shops.reduce((sum, { rows }) => sum + Number(rows(count)[0]?.['n']), 0);
  }

  /** Products that all shops were asked to create. */
  get creates(): number {
    return this.shops.reduce((sum, { sandbox }) => sum + total(sandbox.requests.creates()), 0);
  }

  /** Whether every work that was asked for is over, well, and every order is in its warehouse. */
  async isDone(): Promise<boolean> {
    const [row] = await this.ask(`select count(*) filter (where is_over and error = 'null') as done
      from hosted_works`);
    return row?.['done'] === this.shops.length && this.documents === this.shops.length * this.#orders;
  }

  async untilDone(): Promise<void> {
    await until(() => this.isDone());
  }

  /** Orders = documents = УНП, and no product twice (I1–I4). */
  expectSound(): void {
    for (const shop of this.shops) {
      expectSoundImport(shop, { orders: shop.sandbox.store.ids('orders'), device: shop.device });
      const twice = Object.entries(shop.sandbox.requests.creates()).filter(([, count]) => count > 1);
      expect([shop.name, twice]).toEqual([shop.name, []]);
      expect(shop.sandbox.store.count('products')).toBeGreaterThan(SOLD);
    }
  }

  async close(): Promise<void> {
    for (const program of this.#programs) if (program.isAlive) await program.end('SIGKILL');
    for (const { sandbox } of this.shops) await sandbox.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

async function makeShops(folder: string, count: number, size: ShopSize): Promise<readonly OneShop[]> {
  const sample = join(folder, 'sample.db');
  const how = { goods: size.goods, seed: 1, hasSupto: true, today: TODAY };
  await initSqliteWarehouse({ ...how, path: sample, signal: NEVER, onProgress: () => undefined });
  const goods = await readGoodsOf(sample);
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const path = join(folder, `warehouse-${index}.db`);
      await copyFile(sample, path);
      const content = contentOf(goods.slice(0, SOLD), { orders: size.orders, seed: index + 1 });
      const sandbox = await startSandbox({ content });
      sandbox.faults.add({ kind: 'latency', amount: LATENCY_MS });
      return {
        name: `Магазин ${index + 1}`,
        device: `DT90000${index + 1}`,
        path,
        sandbox,
        rows: (sql: string, ...values: readonly (string | number)[]) => rowsOf(path, sql, ...values),
      };
    }),
  );
}

/** Looks until it holds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(LOOK_MS, NEVER);
}
