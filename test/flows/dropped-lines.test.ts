import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { initMysqlWarehouse } from '../../src/warehouse/sample/fill-mysql.ts';
import { initWarehouse } from '../../src/compose/warehouses.ts';
import { describeMariadb, startMariadb } from '../support/mariadb.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';
import { openRelay } from '../support/network/relay.ts';
import type { Lost, Relay } from '../support/network/relay.ts';
import { DEVICE, makeWorld, TODAY } from '../support/world.ts';
import type { World } from '../support/world.ts';

// A line to the database that breaks in the middle of a statement (issue 14): asked again, or told by claims.

const ORDERS = 60;
const DROPS = 10;
const SAMPLE = {
  goods: 60,
  seed: 1,
  hasSupto: true,
  today: TODAY,
  password: null,
  signal: new AbortController().signal,
  onProgress: () => undefined,
};

describeMariadb('a line that breaks', () => {
  let server: PrivateMariadb;
  const open: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    server = await startMariadb({ isDurable: false });
  });

  afterAll(async () => {
    await server.stop();
  });

  afterEach(async () => {
    for (const close of open.splice(0).toReversed()) await close();
  });

  async function behindLine(): Promise<{ world: World; line: Relay; database: string }> {
    const database = await server.makeDatabase({ isBare: true });
    await initMysqlWarehouse({ ...SAMPLE, url: server.url(database) });
    const line = await openRelay({ path: server.socket });
    open.push(() => line.close());
    const warehouse = `mysql://root@127.0.0.1:${line.port}/${database}`;
    const world = await makeWorld({ orders: ORDERS, settings: { warehouse } });
    open.push(() => world.close());
    return { world, line, database };
  }

  /** Each order once, with one claim and a УНП of its own, on both sides and in the memory. */
  async function expectEachOnce({ world, database }: Awaited<ReturnType<typeof behindLine>>): Promise<void> {
    const documents = await server.query(`select Acct, min(Note) as note from ${database}.operations
      where OperType = 19 and Note like '%${DEVICE}%' group by Acct`);
    const claims = await server.query(`select 1 from ${database}.nextacct where NextAcct like 'ZWEB-%'`);
    const receipts = await server.query(`select ReceiptID as sequence, Description as unp
      from ${database}.ecrreceipts where ECRID = '${DEVICE}' and ReceiptType = 8 order by ReceiptID`);
    expect([documents.length, claims.length]).toEqual([ORDERS, ORDERS]);
    expect(receipts.map((row) => Number(row['sequence']))).toEqual(
      Array.from({ length: ORDERS }, (_, index) => index + 1),
    );
    const entries = await world.ledger();
    expect(entries.map(({ stage }) => stage)).toEqual(entries.map(() => 'acknowledged'));
    const inShop = entries.map(({ orderNumber }) =>
      String(world.sandbox.store.get('orders', orderNumber)?.['orderUniqueSaleNumber']),
    );
    expect(inShop.toSorted()).toEqual(receipts.map((row) => String(row['unp'])).toSorted());
  }

  it.each<[Lost, number]>([
    ['question', 9],
    ['answer', 11],
  ])('ten times in one run, with the %s: each order once, no УНП lost', async (lost, every) => {
    const place = await behindLine();
    place.line.cutIn(
      Array.from({ length: DROPS }, (_, index) => (index + 1) * every),
      lost,
    );
    const summary = await place.world.run(['import-orders']);
    expect([summary.error, place.line.cuts]).toEqual([null, DROPS]);
    expect(summary.counts['import-orders']).toMatchObject({ attention: 0, failed: 0 });
    await expectEachOnce(place);
  });

  it('in the commit of a group: the claims tell that it stands, and nothing is written twice', async () => {
    const place = await behindLine();
    place.line.loseAnswerTo('insert into `ecrreceipts`', '\u0003commit');
    const summary = await place.world.run(['import-orders']);
    expect([summary.error, place.line.cuts]).toEqual([null, 1]);
    await expectEachOnce(place);
  });

  it('while a sample warehouse is made, at whatever place: it is whole', async () => {
    const counted = await openRelay({ path: server.socket });
    open.push(() => counted.close());
    const make = async (line: Relay) => {
      const database = await server.makeDatabase({ isBare: true });
      const url = `mysql://root@127.0.0.1:${line.port}/${database}`;
      return initWarehouse({ ...SAMPLE, goods: 5, url });
    };
    const whole = await make(counted);
    const places = [3, 20, 32, 40, counted.trips - 1, counted.trips];
    for (const [index, place] of places.entries()) {
      const line = await openRelay({ path: server.socket });
      open.push(() => line.close());
      line.cutIn([place], index % 2 === 0 ? 'answer' : 'question');
      expect([await make(line), line.cuts], `cut in ${place}`).toEqual([whole, 1]);
    }
  });
});
