import type { Decimal } from '../../model/decimal.ts';
import { add, ZERO } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import type { ArchivedOrder, HeldQuantity, LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { mayStep } from '../../model/order-stage.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import type { ProfileId } from '../../model/profile.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { Erasure, ListPage, OrderLedger, OrderPageQuery, OrderToKeep } from '../state.ts';
import { eraseCustomer } from './erasure.ts';
import { findOrderPage } from './order-page.ts';
import { entryOf, SAVE_ORDER, valuesOf } from './order-row.ts';
import type { Bindable, Database, Row } from './database.ts';

const KEYS_AT_ONCE = 500;

/** Order ledger and archive in SQLite: every save is one durable transaction. */
export class SqliteOrderLedger implements OrderLedger {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async page(id: ProfileId, query: OrderPageQuery): Promise<ListPage<LedgerEntry>> {
    const { found, numbers } = findOrderPage(this.#database, id, query);
    return { found, rows: (await this.find(id, numbers)).toReversed() };
  }

  async find(id: ProfileId, numbers: readonly OrderNumber[]): Promise<readonly LedgerEntry[]> {
    const entries: LedgerEntry[] = [];
    for (let start = 0; start < numbers.length; start += KEYS_AT_ONCE) {
      const part = JSON.stringify(numbers.slice(start, start + KEYS_AT_ONCE));
      const rows = this.#database.all(
        'SELECT * FROM orders WHERE profile_id = ? AND order_number IN (SELECT value FROM json_each(?)) ORDER BY order_number',
        id,
        part,
      );
      entries.push(...this.#withHeld(id, rows));
    }
    return entries;
  }

  async list(
    id: ProfileId,
    query: {
      readonly stages: readonly OrderStage[] | null;
      readonly after: OrderNumber;
      readonly limit: number;
    },
  ): Promise<readonly LedgerEntry[]> {
    const stages = query.stages === null ? '' : 'AND stage IN (SELECT value FROM json_each(?))';
    const values: readonly Bindable[] = query.stages === null ? [] : [JSON.stringify(query.stages)];
    const rows = this.#database.all(
      `SELECT * FROM orders WHERE profile_id = ? AND order_number > ? ${stages} ORDER BY order_number LIMIT ?`,
      id,
      query.after,
      ...values,
      query.limit,
    );
    return this.#withHeld(id, rows);
  }

  async keep(id: ProfileId, orders: readonly OrderToKeep[], entries: readonly LedgerEntry[]): Promise<void> {
    this.#database.transaction(() => {
      for (const order of orders) this.#archive(id, order);
      for (const entry of entries) this.#saveOne(id, entry);
    });
  }

  async save(id: ProfileId, entries: readonly LedgerEntry[], advanceTo?: OrderNumber): Promise<void> {
    this.#database.transaction(() => {
      for (const entry of entries) this.#saveOne(id, entry);
      if (advanceTo !== undefined) this.#advance(id, advanceTo);
    });
  }

  async versions(id: ProfileId, number: OrderNumber): Promise<readonly ArchivedOrder[]> {
    const rows = this.#database.all(
      'SELECT * FROM archive WHERE profile_id = ? AND order_number = ? ORDER BY version',
      id,
      number,
    );
    return rows.map((row) => ({
      orderNumber: row['order_number'] as OrderNumber,
      version: row['version'] as number,
      raw: row['raw'] as string,
      rawHash: row['raw_hash'] as string,
      shopAddress: row['shop_address'] as string,
      receivedAt: row['received_at'] as string,
      erasedAt: row['erased_at'] as string | null,
    }));
  }

  async cursor(id: ProfileId): Promise<OrderNumber> {
    return (this.#database.get('SELECT cursor FROM profiles WHERE id = ?', id)?.['cursor'] ??
      0) as OrderNumber;
  }

  async advanceCursor(id: ProfileId, to: OrderNumber): Promise<void> {
    this.#advance(id, to);
  }

  #advance(id: ProfileId, to: OrderNumber): void {
    this.#database.run('UPDATE profiles SET cursor = ? WHERE id = ? AND cursor < ?', to, id, to);
  }

  async firstSince(id: ProfileId, createdAt: string): Promise<OrderNumber | null> {
    const row = this.#database.get(
      'SELECT min(order_number) AS first FROM orders WHERE profile_id = ? AND created_at >= ?',
      id,
      createdAt,
    );
    return (row?.['first'] ?? null) as OrderNumber | null;
  }

  async held(id: ProfileId): Promise<readonly HeldQuantity[]> {
    const rows = this.#database.all('SELECT good_id, quantity FROM held_quantities WHERE profile_id = ?', id);
    const sums = new Map<GoodId, Decimal>();
    // Added here and not by SQL: SQLite would add floating-point numbers.
    for (const row of rows) {
      const goodId = row['good_id'] as GoodId;
      sums.set(goodId, add(sums.get(goodId) ?? ZERO, row['quantity'] as Decimal));
    }
    return [...sums].map(([goodId, quantity]) => ({ goodId, quantity }));
  }

  async lastSequence(
    deviceSerial: string,
    range: { readonly from: number; readonly to: number },
  ): Promise<number> {
    const row = this.#database.get(
      `SELECT max(unp_sequence) AS last FROM orders
        WHERE unp_device = ? AND unp_sequence BETWEEN ? AND ? AND unp IS NOT NULL`,
      deviceSerial,
      range.from,
      range.to,
    );
    return (row?.['last'] ?? 0) as number;
  }

  async counts(id: ProfileId): Promise<Readonly<Partial<Record<OrderStage, number>>>> {
    const rows = this.#database.all(
      'SELECT stage, count(*) AS n FROM orders WHERE profile_id = ? GROUP BY stage',
      id,
    );
    return Object.fromEntries(rows.map((row) => [row['stage'] as OrderStage, row['n'] as number]));
  }

  #withHeld(id: ProfileId, rows: readonly Row[]): readonly LedgerEntry[] {
    if (rows.length === 0) return [];
    const held = new Map<number, HeldQuantity[]>();
    const lines = this.#database.all(
      'SELECT * FROM held_quantities WHERE profile_id = ? AND order_number BETWEEN ? AND ? ORDER BY order_number, line',
      id,
      rows[0]?.['order_number'] as number,
      rows.at(-1)?.['order_number'] as number,
    );
    for (const line of lines) {
      const number = line['order_number'] as number;
      const [goodId, quantity] = [line['good_id'] as GoodId, line['quantity'] as Decimal];
      held.set(number, [...(held.get(number) ?? []), { goodId, quantity }]);
    }
    return rows.map((row) => ({ ...entryOf(row), held: held.get(row['order_number'] as number) ?? [] }));
  }

  #saveOne(id: ProfileId, entry: LedgerEntry): void {
    const before = this.#database.get(
      'SELECT stage FROM orders WHERE profile_id = ? AND order_number = ?',
      id,
      entry.orderNumber,
    );
    const stage = before?.['stage'] as OrderStage | undefined;
    if (stage !== undefined && !mayStep(stage, entry.stage))
      throw new SyncError('bug.assertion', {
        message: `order ${entry.orderNumber} may not go from ${stage} to ${entry.stage}`,
      });
    this.#database.run(SAVE_ORDER, ...valuesOf(id, entry));
    if (stage !== undefined) {
      this.#database.run(
        'DELETE FROM held_quantities WHERE profile_id = ? AND order_number = ?',
        id,
        entry.orderNumber,
      );
    }
    for (const [line, { goodId, quantity }] of entry.held.entries()) {
      this.#database.run(
        'INSERT INTO held_quantities (profile_id, order_number, line, good_id, quantity) VALUES (?, ?, ?, ?, ?)',
        id,
        entry.orderNumber,
        line,
        goodId,
        quantity,
      );
    }
  }

  async erase(id: ProfileId, erasure: Erasure): Promise<void> {
    eraseCustomer(this.#database, id, erasure);
  }

  #archive(id: ProfileId, order: OrderToKeep): void {
    const newest = this.#database.get(
      'SELECT version, raw_hash, erased_at FROM archive WHERE profile_id = ? AND order_number = ? ORDER BY version DESC LIMIT 1',
      id,
      order.orderNumber,
    );
    if (newest?.['raw_hash'] === order.rawHash) return;
    const isErased = (newest?.['erased_at'] ?? null) !== null;
    this.#database.run(
      `INSERT INTO archive
        (profile_id, order_number, version, raw, raw_hash, shop_address, received_at, erased_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      order.orderNumber,
      ((newest?.['version'] as number | undefined) ?? 0) + 1,
      isErased ? order.withoutContacts() : order.raw,
      order.rawHash,
      order.shopAddress,
      order.receivedAt,
      isErased ? order.receivedAt : null,
    );
  }
}
