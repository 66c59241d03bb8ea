import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leaveMark, readMarks, settleMarks } from '../../src/app/pair/run-marks.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { openMysqlWarehouse } from '../../src/warehouse/mysql/mysql-warehouse.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { describeMariadb, startMariadb } from '../support/mariadb.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';
import { openWorldParts } from '../support/world.ts';

const never = new AbortController().signal;
const ALL = { importsOrders: true, writesUnp: true, writesSales: true, addsGoods: true };
/** As docs/warehouses.md has them. */
const DOCUMENTED = [
  ...['operations', 'nextacct', 'partners', 'goods', 'store', 'ecrreceipts', 'payments', 'cashbook'].map(
    (table) => ['INSERT', table] as const,
  ),
  ['UPDATE, DELETE', 'store'] as const,
];

describeMariadb('Q12: MariaDB, a user with rights of his own', () => {
  let server: PrivateMariadb;
  let database: string;

  beforeAll(async () => {
    server = await startMariadb({ isDurable: false });
    database = await server.makeDatabase();
  });

  afterAll(async () => {
    await server.stop();
  });

  /** Opens the warehouse as a new user who may read everything, and do what is named. */
  async function openAs(
    name: string,
    rights: readonly (readonly [actions: string, table: string])[],
  ): Promise<Warehouse> {
    await server.query(`CREATE USER '${name}'@'localhost' IDENTIFIED BY 'pw'`);
    await server.query(`GRANT SELECT ON \`${database}\`.* TO '${name}'@'localhost'`);
    for (const [actions, table] of rights)
      await server.query(`GRANT ${actions} ON \`${database}\`.\`${table}\` TO '${name}'@'localhost'`);
    const url = `mysql://${name}@localhost/${database}?socket=${encodeURIComponent(server.socket)}`;
    return openMysqlWarehouse({ url, password: 'pw' });
  }

  it('the documented rights are enough, none is missing', async () => {
    const warehouse = await openAs('documented', DOCUMENTED);
    expect(await warehouse.missingRights(ALL, never)).toEqual([]);
    await warehouse.close();
  });

  it('each right that is missing is named, for the work that needs it, and trying leaves nothing', async () => {
    const warehouse = await openAs('reader', []);
    expect(await warehouse.missingRights(ALL, never)).toEqual([
      'INSERT nextacct',
      'INSERT operations',
      'INSERT partners',
      'INSERT ecrreceipts',
      'INSERT goods',
      'INSERT store',
      'UPDATE store',
      'DELETE store',
      'INSERT payments',
      'INSERT cashbook',
    ]);
    const exportOnly = { importsOrders: false, writesUnp: false, writesSales: false, addsGoods: false };
    expect(await warehouse.missingRights(exportOnly, never)).toEqual([]);
    await warehouse.close();
    const noSales = { ...ALL, writesSales: false, addsGoods: false };
    const clerk = await openAs('clerk', [
      ['INSERT', 'nextacct'],
      ['INSERT', 'operations'],
    ]);
    expect(await clerk.missingRights(noSales, never)).toEqual(['INSERT partners', 'INSERT ecrreceipts']);
    await clerk.close();
    expect(await server.query(`SELECT * FROM \`${database}\`.operations`)).toEqual([]);
  });

  it('Q3: who may not write a mark is told so, and reads those of others', async () => {
    const mark = 'ZWID-0123456789abcdef';
    const [reader, writer] = [await openAs('looker', []), await openAs('owner', [['INSERT', 'nextacct']])];
    await expect(reader.leaveIdentityMark(mark, never)).rejects.toMatchObject({ kind: 'access' });
    await writer.leaveIdentityMark(mark, never);
    expect(await reader.readIdentityMarks(never)).toEqual([mark]);
    for (const each of [reader, writer]) await each.close();
  });

  it('yesterday’s mark that may not be deleted stops no import, on any later day', async () => {
    const warehouse = await openAs('marker', DOCUMENTED);
    const [first, second] = ['ZINS-0a1b2c3d-aaaaaaaa-1', 'ZINS-0a1b2c3d-aaaaaaaa-2'] as const;
    const left = async (key: string, ...former: readonly string[]) =>
      warehouse.markInstallation({ key, former }, never);
    expect([await left(first), await left(second, first), await left(second)]).toEqual([
      'left',
      'notReplaced',
      'left',
    ]);
    expect(await warehouse.readInstallationMarks('0a1b2c3d'.repeat(8), never)).toEqual([first, second]);
    await warehouse.close();
  });

  it.each(['UPDATE', 'DELETE'])(
    'Q8: %s on nextacct is enough for one row, whose place one run takes',
    async (right) => {
      const warehouse = await openAs(`keeper${right}`, [...DOCUMENTED, [right, 'nextacct']]);
      const hash = 'bbbbbbbb'.repeat(8);
      const key = (number: number): string => `ZINS-bbbbbbbb-aaaaaaaa-${right}-${number}`;
      for (const number of [1, 2, 3]) {
        const former = number === 1 ? [] : [key(number - 1)];
        expect(await warehouse.markInstallation({ key: key(number), former }, never)).toBe('left');
      }
      expect(await warehouse.markInstallation({ key: key(9), former: [key(1)] }, never)).toBe('overtaken');
      const keys = (await warehouse.readInstallationMarks(hash, never)) ?? [];
      expect(keys.filter((each) => each.includes(right))).toEqual([key(3)]);
      await warehouse.close();
    },
  );

  it('Q8: who may only add rows leaves one a day, and one when the machine is another: a copy is noticed then', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'skladbridge-rights-'));
    const { state } = await openWorldParts(folder);
    const warehouse = await openAs('adder', DOCUMENTED);
    const settings = { ...defaultSettings(), shopAddress: 'https://adder.bg' };
    const profile = await state.profiles.add('Магазин', settings, '2026-11-20T10:00:00Z');
    const at = (day: number, host = 'pc') => ({
      state,
      profile,
      settings,
      warehouse,
      signal: never,
      clock: { now: () => Date.UTC(2026, 10, day) },
      machine: { host, boot: 'boot', processes: '' },
    });
    const run = async (sides: ReturnType<typeof at>): Promise<string> =>
      leaveMark(sides, await readMarks(sides)).then(
        () => 'done',
        (error: { readonly code: string }) => error.code,
      );
    const rows = async (): Promise<number> => (await readMarks(at(20)))?.former.length ?? 0;
    for (let times = 0; times < 3; times += 1) expect(await run(at(20))).toBe('done');
    expect(await rows()).toBe(1);
    expect([await run(at(21)), await run(at(21)), await rows()]).toEqual(['done', 'done', 2]);
    // As by a copy of this memory on another machine, which then is put aside.
    const before = await state.runMarks.find(profile.id);
    expect([await run(at(21, 'laptop')), await rows()]).toEqual(['done', 3]);
    await state.runMarks.keep(profile.id, before);
    expect(await run(at(21))).toBe('pair.memory.copied');
    const marks = await readMarks(at(21));
    if (marks !== null) await settleMarks(at(21), marks, 'original');
    for (let times = 0; times < 15; times += 1) expect(await run(at(22, `container-${times}`))).toBe('done');
    expect(await rows()).toBe(3 + 10);
    await warehouse.close();
    await state.close();
    rmSync(folder, { recursive: true });
  });
});
