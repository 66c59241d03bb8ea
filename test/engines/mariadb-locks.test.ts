import { createConnection } from 'mysql2/promise';
import type { Connection } from 'mysql2/promise';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeMariadb, startMariadb } from '../support/mariadb.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';
import { draw, makeUnpPlace } from '../unp/unp-place.ts';
import type { UnpPlace } from '../unp/unp-place.ts';

const HELD_MS = 1200;
/** More than are tried one by one. */
const OTHERS = 150;

describeMariadb('MariaDB: locks of others', () => {
  let server: PrivateMariadb;
  let place: UnpPlace;

  beforeAll(async () => {
    server = await startMariadb({ isDurable: false });
    place = await makeUnpPlace('MariaDB', { server });
  });

  afterAll(async () => {
    await place.close();
    await server.stop();
  });

  function other(): Promise<Connection> {
    const database = /localhost\/(\w+)/.exec(place.address)?.[1] ?? '';
    return createConnection({ socketPath: server.socket, user: 'root', database });
  }

  it('a key that another transaction holds is waited for: given back it is taken, committed it is passed', async () => {
    const warehouse = await place.open();
    const holder = await other();
    const first = Number((await draw(warehouse, 1)).slice(-7));
    for (const [order, end] of [
      [2, 'rollback'],
      [3, 'commit'],
    ] as const) {
      await holder.query('start transaction');
      await holder.query('insert into nextacct values (?)', [
        `ZUNP-DT900001-${String(first + order - 1).padStart(7, '0')}`,
      ]);
      const started = performance.now();
      const drawing = draw(warehouse, order);
      setTimeout(() => void holder.query(end), HELD_MS);
      const sequence = Number((await drawing).slice(-7));
      expect(performance.now() - started).toBeGreaterThan(HELD_MS - 100);
      expect(sequence).toBe(end === 'rollback' ? first + order - 1 : first + order);
    }
    await holder.end();
    await warehouse.close();
  });

  it('I5: a writer that always came second looks again after ten numbers that others took, and catches up', async () => {
    const warehouse = await place.open();
    await draw(warehouse, 200);
    const last = async (): Promise<number> =>
      Number((await place.rows('SELECT max(Acct) AS n FROM operations WHERE OperType = 19'))[0]?.['n']);
    const first = (await last()) + 1;
    const theirs = Array.from({ length: OTHERS }, (_, index) => first + index);
    const holder = await other();
    await holder.query('start transaction');
    await holder.query('insert into nextacct values (?)', [`OR${first}`]);
    const drawing = draw(warehouse, 201);
    // It has looked for the highest number, and waits for the first key behind it. The server shows its
    // transactions from a copy that grows no newer while it is read more often than every 100 ms.
    await expect
      .poll(
        () => server.query("SELECT trx_id FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'"),
        { interval: 300, timeout: 20_000 },
      )
      .toHaveLength(1);
    await holder.query('insert into nextacct values ?', [theirs.slice(1).map((number) => [`OR${number}`])]);
    await holder.query(
      'insert into operations (OperType, Acct, GoodID, PartnerID, ObjectID, Qtty, Note, Date) values ?',
      [theirs.map((number) => [19, number, 10, 1, 1, 1, 'Чужда поръчка', '2026-11-24 00:00:00'])],
    );
    await holder.query('commit');
    await drawing;
    expect(await last()).toBe(first + OTHERS);
    await holder.end();
    await warehouse.close();
  });

  it('four connections at once wait for each other: every document stands, no number is lost or doubled', async () => {
    const warehouses = await Promise.all([place.open(), place.open(), place.open(), place.open()]);
    const before = (await place.receipts()).length;
    await Promise.all(
      warehouses.map(async (warehouse, index) => {
        for (let order = 0; order < 10; order += 1) await draw(warehouse, 100 + index * 10 + order);
        await warehouse.close();
      }),
    );
    const sequences = (await place.receipts()).map((row) => Number(row['ReceiptID']));
    expect(sequences).toHaveLength(before + 40);
    expect(new Set(sequences).size).toBe(before + 40);
  });
});
