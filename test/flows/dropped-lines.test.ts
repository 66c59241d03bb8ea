import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { initWarehouse } from '../../src/compose/warehouses.ts';
import { BREAKABLE } from '../support/network/breakable-engines.ts';
import type { BreakableServer } from '../support/network/breakable-engines.ts';
import { openRelay } from '../support/network/relay.ts';
import type { Relay } from '../support/network/relay.ts';
import { DEVICE, makeWorld, TODAY } from '../support/world.ts';
import type { World } from '../support/world.ts';

// A line to the database that breaks in the middle of a statement (issue 14): asked again, or told by claims.

const ORDERS = 60;
const DROPS = 10;
/** Between ten breaks of one group a run waits for a quarter of a minute. */
const PATIENCE_MS = 180_000;
const SAMPLE = {
  goods: 60,
  seed: 1,
  hasSupto: true,
  today: TODAY,
  password: null,
  signal: new AbortController().signal,
  onProgress: () => undefined,
};

describe.each(BREAKABLE)('a line that breaks, %s', (_name, start, losses) => {
  let server: BreakableServer;
  const open: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => {
    await server.stop();
  });

  afterEach(async () => {
    for (const close of open.splice(0).toReversed()) await close();
  });

  async function openLine(): Promise<Relay> {
    const line = await openRelay(server.target);
    open.push(() => line.close());
    return line;
  }

  async function behindLine(): Promise<{ world: World; line: Relay; database: string }> {
    const database = await server.makeDatabase();
    await server.fill(database, SAMPLE);
    const line = await openLine();
    const warehouse = server.urlOf(database, line);
    const world = await makeWorld({ orders: ORDERS, settings: { warehouse } });
    open.push(() => world.close());
    return { world, line, database };
  }

  /** Each order once, with one claim and a УНП of its own, on both sides and in the memory. */
  async function expectEachOnce({ world, database }: Awaited<ReturnType<typeof behindLine>>): Promise<void> {
    const documents = await server.rows(
      database,
      `select Acct, min(Note) as note from $operations where OperType = 19 and Note like '%${DEVICE}%' group by Acct`,
    );
    const claims = await server.rows(database, `select 1 from $nextacct where NextAcct like 'ZWEB-%'`);
    const receipts = await server.rows(
      database,
      `select ReceiptID as sequence, Description as unp from $ecrreceipts
       where ECRID = '${DEVICE}' and ReceiptType = 8 order by ReceiptID`,
    );
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

  it.each(losses)(
    'ten times in one run, with the %s: each order once, no УНП lost',
    async (lost, every, pause) => {
      const place = await behindLine();
      place.line.cutIn(
        Array.from({ length: DROPS }, (_, index) => (index + 1) * every + (index < DROPS / 2 ? 0 : pause)),
        lost,
      );
      const summary = await place.world.run(['import-orders']);
      expect([summary.error, place.line.cuts]).toEqual([null, DROPS]);
      expect(summary.counts['import-orders']).toMatchObject({ attention: 0, failed: 0 });
      await expectEachOnce(place);
    },
    PATIENCE_MS,
  );

  it('in the commit of a group: the claims tell that it stands, and nothing is written twice', async () => {
    const place = await behindLine();
    const cuts = server.loseCommit(place.line);
    const summary = await place.world.run(['import-orders']);
    expect([summary.error, cuts()]).toEqual([null, 1]);
    await expectEachOnce(place);
  });

  it('while a sample warehouse is made, at whatever place: it is whole', async () => {
    const counted = await openLine();
    const make = async (line: Relay) => {
      const url = server.urlOf(await server.makeDatabase(), line);
      return initWarehouse({ ...SAMPLE, goods: 5, url });
    };
    const whole = await make(counted);
    const places = [3, 32, counted.trips - 1, counted.trips];
    for (const [index, place] of places.entries()) {
      const line = await openLine();
      line.cutIn([place], index % 2 === 0 ? 'answer' : 'question');
      expect([await make(line), line.cuts], `cut in ${place}`).toEqual([whole, 1]);
    }
  });
});
