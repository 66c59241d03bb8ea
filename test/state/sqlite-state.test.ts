import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import type { OrderNumber } from '../../src/model/order-origin.ts';
import type { ProfileId } from '../../src/model/profile.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import { FIRST_TENANT } from '../../src/model/tenant.ts';
import { describeStateContract } from '../../src/state/state.contract.ts';
import { migrationsAfter } from '../../src/state/sql/migrations.ts';
import { openSqliteState } from '../../src/state/sqlite/sqlite-state.ts';

const folders: string[] = [];

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-state-'));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describeStateContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-state-'));
  return {
    open: () => openSqliteState({ folder }),
    cleanUp: async () => rmSync(folder, { recursive: true, force: true }),
  };
});

const MIGRATIONS = new URL('../../src/state/sql/migrations/', import.meta.url);

/** The file as the program wrote it when it had so many migrations. */
function oldFile(folder: string, version: number): DatabaseSync {
  const database = new DatabaseSync(join(folder, 'state.db'));
  for (const file of readdirSync(MIGRATIONS).toSorted().slice(0, version))
    database.exec(readFileSync(new URL(file, MIGRATIONS), 'utf8'));
  database.exec(`PRAGMA user_version = ${version}`);
  return database;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof SyncError ? error.code : String(error);
}

describe('the file', () => {
  it('every migration that lies in the folder is in the list, in its order, under the next number', () => {
    const files = readdirSync(MIGRATIONS).toSorted();
    expect(migrationsAfter(0)).toEqual(files.map((file) => readFileSync(new URL(file, MIGRATIONS), 'utf8')));
    expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, index) => index + 1));
  });

  it('S22: a secret never stands in it in the clear; the key is its owner’s alone; a lost or other key is told', async () => {
    const folder = temporary();
    const state = await openSqliteState({ folder });
    const { id } = await state.profiles.add('А', defaultSettings(), '2026-11-24T10:00:00Z');
    await state.profiles.setSecret(id, 'secret', 'planted-secret-value');
    const bytes = ['state.db', 'state.db-wal']
      .filter((name) => existsSync(join(folder, name)))
      .map((name) => readFileSync(join(folder, name)));
    expect(bytes.some((content) => content.includes('planted-secret-value'))).toBe(false);
    expect(statSync(join(folder, 'key')).mode & 0o777).toBe(0o600);
    writeFileSync(join(folder, 'key'), 'f'.repeat(64));
    expect(await codeOf(state.profiles.secret(id, 'secret'))).toBe('secrets.keyWrong');
    unlinkSync(join(folder, 'key'));
    expect(await codeOf(state.profiles.secret(id, 'secret'))).toBe('secrets.keyMissing');
    await state.close();
  });

  it('I4: an order whose answer is open takes the time of its request along when the file is migrated', async () => {
    const folder = temporary();
    const old = oldFile(folder, 5);
    const insert = old.prepare(`INSERT INTO orders
      (profile_id, order_number, stage, status, currency, created_at, raw_hash, seen_at, reason)
      VALUES (1, ?, ?, 'new', 'EUR', '', '', '', ?)`);
    const at = '2026-11-24T10:00:00Z';
    const reason = { code: 'warehouse.record.answerLost', facts: { order: 1, sentAt: at } };
    insert.run(1, 'uncertain', JSON.stringify(reason));
    insert.run(2, 'intended', null);
    insert.run(3, 'parked', JSON.stringify(reason));
    old.close();
    const state = await openSqliteState({ folder });
    const entries = await state.ledger.find(1 as ProfileId, [1, 2, 3] as OrderNumber[]);
    expect(entries.map((entry) => entry.sentAt)).toEqual([at, null, null]);
    await state.close();
  });

  it('row c, e: of an older file it is taken over whether the shop was filled, and whose the removed profiles were', async () => {
    const folder = temporary();
    const old = oldFile(folder, 6);
    old.exec(`INSERT INTO profiles (id, name, version, settings, created_at, removed_at) VALUES
        (1, 'Пълен', 1, '{}', '', NULL), (2, 'Нов', 1, '{}', '', NULL), (3, 'Махнат', 1, '{}', '', '2026-01-01 10:00:00');
      INSERT INTO runs (profile_id, tasks, started_at, ended_at, end) VALUES
        (1, '["export-goods","export-stock"]', 'a', 'b', 'failed'), (1, '["export-goods"]', 'c', 'd', 'done'),
        (2, '["export-stock"]', 'a', 'b', 'done');
      INSERT INTO archive (profile_id, order_number, version, raw, raw_hash, shop_address, received_at) VALUES
        (3, 1, 1, '', '', 'https://old.example.bg', '')`);
    old.close();
    const state = await openSqliteState({ folder });
    const [fresh, filled] = await state.profiles.list();
    expect([fresh?.firstFilledAt, filled?.firstFilledAt]).toEqual([null, 'd']);
    expect((await state.runs.lastOf(1 as ProfileId, {}))?.trigger).toBe('person');
    const [removed] = await state.profiles.removed();
    expect(removed?.settings.shopAddress).toBe('https://old.example.bg');
    await state.close();
  });

  it('E9: of an older file whoever has links or was filled has sent a feed before, and is not asked', async () => {
    const folder = temporary();
    const old = oldFile(folder, 17);
    old.exec(`INSERT INTO profiles (id, name, version, settings, created_at, first_filled_at, confirmed_at) VALUES
        (1, 'А пълен', 1, '{}', 'a', 'f', 'c'), (2, 'Б започнал', 1, '{}', 'a', NULL, 'c'), (3, 'В нов', 1, '{}', 'a', NULL, NULL);
      INSERT INTO links (profile_id, good_id, product_id, goods_hash, stock_hash, has_left, is_hidden_by_us, sent)
        VALUES (2, 7, 9, '', '', 0, 0, '{}')`);
    old.close();
    const state = await openSqliteState({ folder });
    const fed = (await state.profiles.list()).map(({ firstFedAt }) => firstFedAt);
    expect(fed).toEqual(['f', 'c', null]);
    await state.close();
  });

  it('of an older file shops that report, and where it reports, are the first firm’s: its token opens as before', async () => {
    const folder = temporary();
    const at = '2026-11-24T10:00:00Z';
    const before = await openSqliteState({ folder });
    const { id } = await before.reportedShops.add({ name: 'Варна', tokenHash: 'hash' }, at);
    await before.reportLine.setTarget({ address: 'https://a.bg', everyMinutes: 9, token: 'sealed token' });
    const sequence = await before.reportLine.nextSequence();
    await before.close();
    const old = new DatabaseSync(join(folder, 'state.db'));
    const [made = ''] = /CREATE TABLE report_line \([^;]+;/.exec(migrationsAfter(31)[0] ?? '') ?? [];
    old.exec(`${made} INSERT INTO report_line SELECT 'line', address, token, every_minutes, sequence, acknowledged,
        answered_at, fault FROM report_lines;
      DROP TABLE report_lines; DROP INDEX reported_shops_of_tenant;
      ALTER TABLE reported_shops DROP COLUMN tenant_id; ALTER TABLE leases DROP COLUMN lands_ms;
      ALTER TABLE leases DROP COLUMN quiet_fence; PRAGMA user_version = 37`);
    old.close();
    const state = await openSqliteState({ folder });
    const other = await state.tenants.add('Друга', at);
    const [own, theirs] = [state.of(FIRST_TENANT), state.of(other.id)];
    expect((await own.reportedShops.list()).map((shop) => [shop.id, shop.name])).toEqual([[id, 'Варна']]);
    expect((await state.reportedShops.byToken('hash'))?.tenant.id).toBe(FIRST_TENANT);
    expect(await own.reportLine.target()).toMatchObject({
      address: 'https://a.bg',
      everyMinutes: 9,
      sequence,
    });
    expect(await own.reportLine.token()).toBe('sealed token');
    expect([await theirs.reportedShops.list(), await theirs.reportLine.target()]).toEqual([[], null]);
    await state.close();
  });

  it('a newer one, a foreign one and a folder that cannot be are refused, and not touched', async () => {
    const [newer, foreign] = [temporary(), temporary()];
    const database = new DatabaseSync(join(newer, 'state.db'));
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(await codeOf(openSqliteState({ folder: newer }))).toBe('state.newer');
    writeFileSync(join(foreign, 'state.db'), 'това не е база'.repeat(200));
    const before = readFileSync(join(foreign, 'state.db'));
    expect(await codeOf(openSqliteState({ folder: foreign }))).toBe('state.unreadable');
    expect(readFileSync(join(foreign, 'state.db'))).toEqual(before);
    expect(await codeOf(openSqliteState({ folder: join(foreign, 'state.db', 'inside') }))).toBe(
      'state.unreadable',
    );
  });
});
