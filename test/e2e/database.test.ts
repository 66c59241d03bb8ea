import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeApp } from '../../src/app/make-app.ts';
import { openParts } from '../../src/compose.ts';
import { runChild } from '../support/child.ts';
import type { ChildResult } from '../support/child.ts';
import { describePostgres, GUARDED, PASSWORD, startPostgres } from '../support/postgres/postgres.ts';
import type { PrivatePostgres } from '../support/postgres/postgres.ts';
import { ACCESS, makeWorld, PROFILE, worldSettings } from '../support/world.ts';
import type { World } from '../support/world.ts';

const ORDERS = 5;
const folder = mkdtempSync(join(tmpdir(), 'skladbridge-database-'));
const data = join(folder, 'data');
const log = join(folder, 'program.log');
const outputs: string[] = [];
let server: PrivatePostgres;
let world: World;
let address: string;

/** The program with its memory in the database of a user who needs a password. */
async function call(args: readonly string[], database = address): Promise<ChildResult> {
  const result = await runChild({
    args: [...args, '--log-level', 'debug', '--log-file', log],
    env: { SKLADBRIDGE_DATABASE: database },
  });
  outputs.push(result.stdout, result.stderr);
  return result;
}

const inFolder = (...args: readonly string[]): Promise<ChildResult> => call([...args, '--data', data]);

describePostgres('the program with its memory in a database', () => {
  beforeAll(async () => {
    server = await startPostgres();
    const database = await server.makeDatabase(`owner ${GUARDED}`);
    address = server.url(database, { user: GUARDED, password: PASSWORD });
    world = await makeWorld({ goods: 20, orders: ORDERS, sold: 8 });
    const app = makeApp(await openParts(data, { ...process.env, SKLADBRIDGE_DATABASE: address }));
    await app.addProfile(PROFILE, worldSettings(world.warehousePath, world.sandbox.url));
    await app.setSecret(PROFILE, 'secret', ACCESS.secret);
    await app.close();
  });
  afterAll(async () => {
    await server.stop();
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('runs twice: the second time nothing is changed', async () => {
    const first = await inFolder('run', PROFILE, '--yes', '--here');
    expect([first.code, first.stderr]).toEqual([0, '']);
    const second = await inFolder('run', PROFILE, '--yes', '--here');
    expect([second.code, second.stdout]).toEqual([0, expect.stringContaining('Няма промени')]);
    const orders = await inFolder('orders', PROFILE, '--json');
    expect(orders.stdout.match(/"acknowledged"/g)).toHaveLength(ORDERS);
    expect(readdirSync(data)).not.toContain('state.db');
  });

  it('the demo leaves it alone: all of it is in its folder', async () => {
    const shown = await call(['demo', '--once', '--dir', join(folder, 'demo')]);
    expect([shown.code, shown.stderr]).toEqual([0, '']);
    expect(readdirSync(join(folder, 'demo', 'data'))).toContain('state.db');
    const { stdout } = await inFolder('profile', 'list', '--json');
    expect(stdout.match(/"name":"[^"]*"/g)).toEqual([`"name":"${PROFILE}"`]);
  });

  it('a run while the shop is away tells so, and ends as it does otherwise', async () => {
    await world.sandbox.close();
    const run = await inFolder('run', PROFILE, '--here');
    expect([run.code, run.stdout + run.stderr]).toEqual([10, expect.stringContaining('shop.')]);
    const runs = await inFolder('runs', PROFILE, '--json');
    expect(JSON.parse(runs.stdout.split('\n')[0] ?? '')).toMatchObject({ end: 'interrupted' });
  }, 120_000);

  it('doctor tells where the memory is, or why it cannot be there', async () => {
    const good = await inFolder('doctor');
    expect([good.code, good.stdout]).toEqual([
      0,
      expect.stringMatching(/базата данни 127\.0\.0\.1:\d+\/memory_1 \(PostgreSQL \d/),
    ]);
    const wrong = address.replace(PASSWORD, `${PASSWORD}-wrong`);
    const bad = await call(['doctor', '--data', data], wrong);
    expect([bad.code, bad.stdout]).toEqual([2, expect.stringContaining('state.database.refused')]);
    const none = await call(['doctor', '--data', data], `mysql://${GUARDED}:${PASSWORD}@x/y`);
    expect([none.code, none.stdout]).toEqual([2, expect.stringContaining('state.database.malformed')]);
  });

  it('backups and restores are refused with what to do, and nothing is touched', async () => {
    const file = join(folder, 'whole.backup');
    for (const args of [
      ['backup', file],
      ['backup'],
      ['backup', '--list'],
      ['backup', '--every', '1h'],
      ['restore', file, '--yes'],
    ]) {
      const { code, stderr } = await inFolder(...args);
      expect([args, code, stderr]).toEqual([args, 2, expect.stringContaining('backup.inDatabase')]);
      expect(stderr).toContain('pg_dump');
    }
  });

  it('an address that cannot be used has its own code: malformed, refused, nobody there', async () => {
    const codes: string[] = [];
    for (const database of [
      `${GUARDED}:${PASSWORD}@127.0.0.1/x`,
      address.replace(PASSWORD, `${PASSWORD}-wrong`),
      `postgres://${GUARDED}:${PASSWORD}@127.0.0.1:1/memory`,
    ]) {
      const { code, stderr } = await call(['profile', 'list', '--data', data], database);
      codes.push(`${code} ${/\[(state[.\w]+)\]/.exec(stderr)?.[1] ?? stderr}`);
    }
    expect(codes).toEqual([
      '2 state.database.malformed',
      '12 state.database.refused',
      '10 state.database.unreachable',
    ]);
  });

  it('S22: the password of the address is in no output, no log and no file', () => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
    const texts = [
      ...outputs,
      ...files.map((file) => readFileSync(join(file.parentPath, file.name)).toString('latin1')),
    ];
    expect(readFileSync(log, 'utf8')).toContain('state.database.refused');
    expect(texts.length).toBeGreaterThan(20);
    const spellings = [
      PASSWORD,
      Buffer.from(PASSWORD).toString('base64'),
      Buffer.from(PASSWORD).toString('hex'),
    ];
    for (const spelling of spellings) expect(texts.filter((text) => text.includes(spelling))).toEqual([]);
  });
});
