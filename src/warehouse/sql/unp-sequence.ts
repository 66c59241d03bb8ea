import type { UnpRequest } from '../../model/operation.ts';
import { SyncError } from '../../model/sync-error.ts';
import { formatUnp, LAST_SEQUENCE, unpClaimKey } from '../../model/unp.ts';
import type { UnpRange } from '../../model/unp-sharing.ts';
import { foreignFacts } from '../../model/unp-sharing.ts';
import { NotAsGroup } from './documents/not-as-group.ts';
import { claimKeyRow, claimKeyRows } from './next-number.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';
import { highestClaim, readForeignUnp, UNP_ROW } from './unp-use.ts';

const TRIES = 1000;

/** A УНП for a document; `hasRow`: its row stands already, as it outlived the document that it was written with. */
export interface DrawnUnp {
  readonly unp: string;
  readonly sequence: number;
  readonly hasRow: boolean;
}

/** What one scan of a device's receipts has shown, so that only newer rows need to be read again. */
interface Seen {
  readonly lastId: number;
  readonly highest: number;
}

/**
 * The counter of a fiscal device: one per device over all operation types (A1..A5), never a number that a
 * receipt or a claim of ours has used. Call inside the document's transaction.
 */
export class UnpSequence {
  readonly #engine: SqlEngine;
  readonly #seen = new Map<string, Seen>();

  constructor(engine: SqlEngine) {
    this.#engine = engine;
  }

  /**
   * Draws the next number of the device inside the range and reserves it in NextAcct. Rejects
   * `unp.sequence.behindLedger` when the warehouse knows less than our ledger (F14), `unp.range.exhausted`
   * at the range's end (A6, F11), `unp.special` when counting reaches a value the law keeps,
   * `unp.device.foreign` when somebody else has used a higher number and nobody has agreed to that (F13).
   */
  async draw(database: WarehouseDatabase, request: UnpRequest): Promise<DrawnUnp> {
    const { deviceSerial, operatorCode } = request;
    const { first, range } = await this.#next(database, request);
    for (let sequence = first; sequence < first + TRIES && sequence <= range.to; sequence += 1) {
      const unp = formatUnp({ deviceSerial, operatorCode, sequence });
      if (unp === null) {
        const unusable = `${deviceSerial}-${operatorCode}-${String(sequence).padStart(7, '0')}`;
        throw new SyncError('unp.special', { unp: unusable });
      }
      if (await claimKeyRow(database, this.#engine, unpClaimKey(deviceSerial, sequence)))
        return { unp, sequence, hasRow: false };
    }
    throw new SyncError('unp.range.exhausted', { device: deviceSerial, to: range.to });
  }

  /**
   * Draws so many numbers in a row: those that `draw` would draw one after the other, where the range, the law
   * and everybody else leave all of them free. Throws `NotAsGroup` otherwise, and rejects as `draw` does.
   */
  async drawRow(
    database: WarehouseDatabase,
    request: UnpRequest,
    count: number,
  ): Promise<readonly DrawnUnp[]> {
    const { deviceSerial, operatorCode } = request;
    const { first, range } = await this.#next(database, request);
    if (first + count - 1 > range.to) throw new NotAsGroup('the range ends');
    const drawn = Array.from({ length: count }, (_, index): DrawnUnp => {
      const sequence = first + index;
      const unp = formatUnp({ deviceSerial, operatorCode, sequence });
      if (unp === null) throw new NotAsGroup('a value that the law keeps');
      return { unp, sequence, hasRow: false };
    });
    const keys = drawn.map(({ sequence }) => unpClaimKey(deviceSerial, sequence));
    if (!(await claimKeyRows(database, this.#engine, keys))) throw new NotAsGroup('УНП are reserved');
    return drawn;
  }

  /** The first number that may be drawn, the device's series locked. */
  async #next(
    database: WarehouseDatabase,
    request: UnpRequest,
  ): Promise<{ readonly first: number; readonly range: UnpRange }> {
    const { deviceSerial, rangeFrom, rangeTo, lastKnownSequence, namedInTexts } = request;
    const range = { from: rangeFrom, to: Math.min(rangeTo, LAST_SEQUENCE) };
    const receipts = await this.#highestReceipt(database, deviceSerial, range);
    const claims = await highestClaim(database, deviceSerial, range);
    if (receipts > claims && !request.isShared) await refuseForeign(database, deviceSerial);
    const highest = Math.max(receipts, claims);
    if (highest < lastKnownSequence) {
      const facts = { device: deviceSerial, ledger: lastKnownSequence, warehouse: highest };
      throw new SyncError('unp.sequence.behindLedger', facts);
    }
    return { first: Math.max(Math.max(highest, namedInTexts) + 1, range.from), range };
  }

  /** Locks the device's series until the transaction ends; its highest receipt then. */
  async #highestReceipt(database: WarehouseDatabase, device: string, range: UnpRange): Promise<number> {
    const key = `${device} ${range.from} ${range.to}`;
    const seen = this.#seen.get(key);
    // Rows become visible in the order of their ids only where writers stand in line; elsewhere it is enough
    // to look at numbers above the highest that was seen.
    const [idAfter, sequenceFrom] = this.#engine.hasSerialWrites
      ? [seen?.lastId ?? 0, range.from]
      : [0, Math.max(range.from, (seen?.highest ?? 0) + 1)];
    const query = database
      .selectFrom('ecrreceipts')
      .select((receipt) => [receipt.fn.max('ReceiptID').as('highest'), receipt.fn.max('ID').as('lastId')])
      .where('ECRID', '=', device)
      .where('ID', '>', idAfter)
      .where('ReceiptType', '=', UNP_ROW)
      .where('ReceiptID', '>=', sequenceFrom)
      .where('ReceiptID', '<=', range.to);
    const row = await this.#engine.lockSeries(database, `unp ${device}`, query);
    const highest = Math.max(seen?.highest ?? 0, row?.highest ?? 0);
    this.#seen.set(key, { lastId: Math.max(seen?.lastId ?? 0, row?.lastId ?? 0), highest });
    return highest;
  }

  /** A transaction that was rolled back may have been looked into: what it showed is forgotten. */
  forget(): void {
    this.#seen.clear();
  }
}

/** Whoever wrote a number that no claim of ours holds may draw the next one: none is drawn beside it. */
async function refuseForeign(database: WarehouseDatabase, device: string): Promise<void> {
  const foreign = await readForeignUnp(database, device);
  throw new SyncError('unp.device.foreign', foreignFacts(device, foreign));
}
