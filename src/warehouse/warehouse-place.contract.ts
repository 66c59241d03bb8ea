import { afterEach, expect, it } from 'vitest';
import { SyncError } from '../model/sync-error.ts';
import { SEED } from './warehouse-seed.contract.ts';
import type { ContractRow, ContractSeed } from './warehouse-seed.contract.ts';
import type { Warehouse } from './warehouse.ts';

/** A warehouse with its seed, and a look at it from outside the adapter. */
export interface ContractPlace {
  /** Another connection to the same warehouse. */
  open(): Promise<Warehouse>;
  rows(table: string): Promise<readonly ContractRow[]>;
  /** False where the engine's texts have no room for characters beyond three bytes: they are left out (I6). */
  readonly keepsEmoji: boolean;
  cleanUp(): Promise<void>;
}

/** A signal that never stops anything. */
export const never = new AbortController().signal;

/** Everything that a stream yields. */
export async function all<T>(source: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const batch of source) found.push(...batch);
  return found;
}

/** The code that a promise rejects with. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof SyncError ? error.code : String(error);
}

/** Makes a fresh warehouse that holds exactly the seed. */
export type MakePlace = (seed: ContractSeed) => Promise<ContractPlace>;

/** The seed's settings with one changed. */
export function withSetting(key: string, value: string): Partial<ContractSeed> {
  const rows = (SEED['configuration'] ?? []).filter((row) => row['Key'] !== key);
  return { configuration: [...rows, { ID: 9, Key: key, Value: value, UserID: -1 }] };
}

/** Places and connections of a contract's tests, closed after each test. Call inside `describe`. */
export function contractWorkbench(make: MakePlace) {
  const places: ContractPlace[] = [];
  const connections: Warehouse[] = [];

  afterEach(async () => {
    for (const connection of connections.splice(0)) await connection.close();
    for (const place of places.splice(0)) await place.cleanUp();
  });

  async function setUp(change: Partial<ContractSeed> = {}) {
    const place = await make({ ...SEED, ...(change as ContractSeed) });
    places.push(place);
    const connect = async (): Promise<Warehouse> => {
      const connection = await place.open();
      connections.push(connection);
      return connection;
    };
    return { place, connect, warehouse: await connect() };
  }

  return { setUp };
}

/** Laws that an adapter cannot keep, by their title, each with the reason: what its interface lacks. */
export type Exceptions = Readonly<Record<string, string>>;

/**
 * `it` for laws: one that is excepted is skipped with its reason in its name. An exception that names no law
 * is a fault of the suite: call `refuseUnknown` when all laws are told.
 */
export function lawBook(exceptions: Exceptions) {
  const titles = new Set<string>();
  const law = (title: string, test: () => Promise<void>): void => {
    titles.add(title);
    const reason = exceptions[title];
    if (reason === undefined) it(title, test);
    else it.skip(`${title} [${reason}]`, test);
  };
  const refuseUnknown = (): void => {
    it('every exception names a law', () => {
      expect(Object.keys(exceptions).filter((title) => !titles.has(title))).toEqual([]);
    });
  };
  return { law, refuseUnknown };
}
