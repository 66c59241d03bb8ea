import { numberSeries, operationFacts } from '../../model/operation-type.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { LocationId } from '../../model/location.ts';
import { insertRows } from './documents/insert-rows.ts';
import { NotAsGroup } from './documents/not-as-group.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';

const TRIES = 100;
const LOOK_AGAIN = 10;

const insertKeys = insertRows('nextacct');

export interface NumberRequest {
  /** One of those that `operationFacts` knows. */
  readonly operationType: number;
  readonly locationId: LocationId;
  /** configkey48. */
  readonly isPerLocation: boolean;
}

/** Inserts a key into NextAcct; false when it is there already. */
export async function claimKeyRow(
  database: WarehouseDatabase,
  engine: SqlEngine,
  key: string,
): Promise<boolean> {
  return claimKeyRows(database, engine, [key]);
}

/**
 * Inserts keys into NextAcct in one statement, waiting for each in the order given; false when any of them is
 * there already.
 */
export async function claimKeyRows(
  database: WarehouseDatabase,
  engine: SqlEngine,
  keys: readonly string[],
): Promise<boolean> {
  try {
    const rows = keys.map((key) => ({ NextAcct: key }));
    await insertKeys(database, rows, rows.length);
    return true;
  } catch (error) {
    if (engine.isDuplicateKey(error)) return false;
    throw error;
  }
}

/**
 * Highest number so far; rows that only mark where a range begins count too. Null when there is no row at
 * all.
 */
function lastNumber(database: WarehouseDatabase, request: NumberRequest) {
  const query = database
    .selectFrom('operations')
    .select((row) => row.fn.max('Acct').as('last'))
    .where('OperType', 'in', numberSeries(request.operationType));
  return request.isPerLocation ? query.where('ObjectID', '=', request.locationId) : query;
}

/**
 * True when the location numbers by itself but has neither marker nor document, while others have numbers.
 */
async function isRangeWithoutStart(database: WarehouseDatabase, request: NumberRequest): Promise<boolean> {
  const row = await database
    .selectFrom('operations')
    .select((operation) => operation.fn.max('Acct').as('last'))
    .where('OperType', 'in', numberSeries(request.operationType))
    .executeTakeFirst();
  return (row?.last ?? 0) > 0;
}

/**
 * Draws the next document number by the warehouse's own protocol (I5): one above the highest, reserved in
 * NextAcct, past keys and documents that exist, at most 100 tries while no other document comes. Rejects
 * `warehouse.number.exhausted` and `warehouse.number.rangeWithoutStart`.
 */
export async function drawNumber(
  database: WarehouseDatabase,
  engine: SqlEngine,
  request: NumberRequest,
): Promise<number> {
  const { operationType } = request;
  let first = await nextNumber(database, engine, request);
  let number = first;
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const isClaimed = await claimKeyRow(database, engine, numberKey(operationType, number));
    if (isClaimed && !(await isAnyUsed(database, operationType, [number]))) return number;
    number += 1;
    if (tries % LOOK_AGAIN !== 0) continue;
    const row = await lastNumber(database, request).executeTakeFirst();
    const next = (row?.last ?? 0) + 1;
    if (next <= first) continue;
    // Others go on meanwhile: whoever always comes second has met them, and nothing that stands in the way.
    first = next;
    number = Math.max(number, next);
    tries = 0;
  }
  throw new SyncError('warehouse.number.exhausted', { operationType, number: first });
}

/**
 * Draws so many numbers in a row: those that `drawNumber` would draw one after the other, where nobody has
 * reserved or used any of them. Throws `NotAsGroup` otherwise.
 */
export async function drawNumbers(
  database: WarehouseDatabase,
  engine: SqlEngine,
  request: NumberRequest & { readonly count: number },
): Promise<readonly number[]> {
  const { operationType, count } = request;
  const first = await nextNumber(database, engine, request);
  const numbers = Array.from({ length: count }, (_, index) => first + index);
  const keys = numbers.map((number) => numberKey(operationType, number));
  if (!(await claimKeyRows(database, engine, keys))) throw new NotAsGroup('numbers are reserved');
  if (await isAnyUsed(database, operationType, numbers)) throw new NotAsGroup('numbers are used');
  return numbers;
}

/** One above the highest, the series locked. */
async function nextNumber(
  database: WarehouseDatabase,
  engine: SqlEngine,
  request: NumberRequest,
): Promise<number> {
  const { operationType, locationId } = request;
  const series = `number ${numberSeries(operationType).join(' ')}`;
  const row = await engine.lockSeries(database, series, lastNumber(database, request));
  const last = row?.last ?? null;
  if (last === null && request.isPerLocation && (await isRangeWithoutStart(database, request))) {
    throw new SyncError('warehouse.number.rangeWithoutStart', { operationType, location: locationId });
  }
  return Math.max(last ?? 0, 0) + 1;
}

function numberKey(operationType: number, number: number): string {
  return `${operationFacts(operationType)?.prefix ?? ''}${number}`;
}

async function isAnyUsed(
  database: WarehouseDatabase,
  operationType: number,
  numbers: readonly number[],
): Promise<boolean> {
  const row = await database
    .selectFrom('operations')
    .select('ID')
    .where('OperType', 'in', numberSeries(operationType))
    .where('Acct', 'in', numbers)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
