import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeMariadb, startMariadb } from '../support/mariadb.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';
import { initMysqlWarehouse } from '../../src/warehouse/sample/fill-mysql.ts';
import { ACCESS, DEVICE, makeWorld, openWorldApp, PROFILE, TODAY } from '../support/world.ts';
import type { World } from '../support/world.ts';

const NAME = {
  orderBillingFirstName: 'Ștefan',
  orderBillingLastName: 'Müller Щерев 💡',
  orderBillingCity: 'Łódź',
};

describeMariadb('MariaDB: tables of one byte to a letter', () => {
  let server: PrivateMariadb;
  const open: World[] = [];

  beforeAll(async () => {
    server = await startMariadb({ isDurable: false });
  });

  afterAll(async () => {
    for (const world of open.splice(0)) await world.close();
    await server.stop();
  });

  /** A warehouse whose tables all have one character set, and a shop with five orders of one buyer. */
  async function world(charset: string): Promise<World & { readonly database: string }> {
    const database = await server.makeDatabase({ isBare: true });
    const url = server.url(database);
    const sample = { url, password: null, hasSupto: true, goods: 60, seed: 1, today: TODAY };
    const signal = new AbortController().signal;
    await initMysqlWarehouse({ ...sample, signal, onProgress: () => undefined });
    const tables = await server.query(`show tables from ${database}`);
    await server.query("set session sql_mode = ''");
    for (const table of tables.map((row) => String(Object.values(row)[0])))
      await server.query(`alter table ${database}.${table} convert to character set ${charset}`);
    const settings = { warehouse: url, export: false, deviceSerial: DEVICE };
    const made = await makeWorld({ orders: 5, settings });
    open.push(made);
    for (const id of made.sandbox.store.ids('orders')) {
      const order = { ...made.sandbox.store.get('orders', id), ...NAME, orderStatus: 'new' };
      made.sandbox.store.put('orders', id, {
        ...order,
        orderBillingIsCompany: false,
        orderBillingCompany: '',
      });
    }
    return Object.assign(made, { database });
  }

  const documents = async (database: string) =>
    server.query(
      `select distinct Acct, Note from ${database}.operations where Note like 'Seliton%' order by Acct`,
    );
  const lastPartner = async (database: string) =>
    (await server.query(`select Company from ${database}.partners order by ID desc limit 1`))[0]?.[
      'Company'
    ] as unknown;

  it.each([
    ['cp1251', 'Stefan Muller Щерев', 'Seliton №'],
    ['latin1', 'Stefan Müller Shterev', 'Seliton No'],
    ['utf8mb3', 'Ștefan Müller Щерев', 'Seliton №'],
    ['utf8mb4', 'Ștefan Müller Щерев', 'Seliton №'],
  ])(
    'I4, I6, I18: %s: orders come in once, and are found again without a memory',
    async (charset, name, note) => {
      const made = await world(charset);
      expect(await made.run()).toMatchObject({ end: 'done', parked: 0 });
      const before = await documents(made.database);
      expect(before).toHaveLength(5);
      expect(before.every((row) => String(row['Note']).startsWith(note))).toBe(true);
      expect(await lastPartner(made.database)).toBe(name);
      const { settings } = (await made.app.showProfile(PROFILE)).profile;
      const fresh = await openWorldApp(join(made.folder, 'fresh'));
      await fresh.addProfile(PROFILE, settings);
      await fresh.setSecret(PROFILE, 'secret', ACCESS.secret);
      const signal = new AbortController().signal;
      const again = { tasks: null, isConfirmed: true, onEvent: () => undefined, signal };
      expect(await fresh.run(PROFILE, again)).toMatchObject({ end: 'done' });
      const codes = (await fresh.attention(PROFILE)).map(({ code }) => code);
      expect(codes.filter((code) => code.startsWith('order.'))).toEqual([]);
      await fresh.close();
      expect(await documents(made.database)).toEqual(before);
    },
  );

  it('I6, E9: a value that the database refuses parks its order alone', async () => {
    const made = await world('utf8mb3');
    await server.query(`alter table ${made.database}.partners modify City varchar(3)`);
    const { store } = made.sandbox;
    store.ids('orders').forEach((id, index) => {
      const orderBillingCity = index === 2 ? 'Пловдив' : 'Рим';
      const orderCustomerEmail = `k${index}@example.bg`;
      store.put('orders', id, { ...store.get('orders', id), orderBillingCity, orderCustomerEmail });
    });
    expect(await made.run()).toMatchObject({ end: 'done', parked: 1 });
    expect(await made.app.attention(PROFILE)).toMatchObject([
      {
        code: 'warehouse.text.tooLong',
        facts: { table: 'partners', column: 'City', order: expect.any(Number) },
      },
    ]);
    expect(await documents(made.database)).toHaveLength(4);
  });
});
