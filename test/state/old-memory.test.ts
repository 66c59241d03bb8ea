import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { EventPageQuery } from '../../src/model/list-page.ts';
import type { OrderNumber } from '../../src/model/order-origin.ts';
import type { GoodId } from '../../src/model/good.ts';
import { runnableSettings } from '../../src/model/runnable-settings.ts';
import { checkSettings } from '../../src/model/settings-check.ts';
import { defaultSettings, SETTING_KEYS } from '../../src/model/settings.ts';
import { STATE_VERSION } from '../../src/state/sql/migrations.ts';
import { openSqliteState } from '../../src/state/sqlite/sqlite-state.ts';
import type { State } from '../../src/state/state.ts';
import { KEPT, makeOldFolder } from './old-folder.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CHILD = join(HERE, 'state-child.ts');
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-old-'));
  folders.push(folder);
  return folder;
}

function oldFolder(): string {
  return makeOldFolder(temporary());
}

async function child(
  ...args: readonly string[]
): Promise<{ code: number | null; signal: string | null; told: string }> {
  const running = spawn(process.execPath, [CHILD, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  for (const stream of [running.stdout, running.stderr])
    stream.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
  return new Promise((resolve) => {
    running.on('close', (code, signal) => resolve({ code, signal, told }));
  });
}

function without(record: object, ...names: readonly string[]): object {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

/** The same of a memory that `KEPT` holds; columns that came later are left out. */
async function readKept(state: State): Promise<Readonly<Record<string, unknown>>> {
  const profile = await state.profiles.find('Тест');
  if (profile === null) throw new Error('the profile is gone');
  const { id } = profile;
  const ledger = await state.ledger.list(id, { stages: null, after: 0 as OrderNumber, limit: 999 });
  const archive = [];
  for (const entry of ledger)
    for (const { orderNumber, version, rawHash } of await state.ledger.versions(id, entry.orderNumber))
      archive.push({ orderNumber, version, rawHash });
  const runs = [];
  for (const run of await state.runs.list(id, 99)) {
    let events = 0;
    for await (const batch of state.runs.events(run.id)) events += batch.length;
    runs.push({ ...without(run, 'trigger', 'startedBy', 'counts'), events });
  }
  return {
    installation: state.installation,
    profiles: (await state.profiles.list()).map(({ id: each, name, version, confirmedAt }) => ({
      id: each,
      name,
      version,
      confirmedAt,
    })),
    secret: await state.profiles.secret(id, 'secret'),
    cursor: await state.ledger.cursor(id),
    ledger: ledger.map((entry) => without(without(entry, 'sentAt'), 'looks')),
    held: await state.ledger.held(id),
    archive,
    links: (await state.links.find(id, await state.links.idsAfter(id, 0 as GoodId, 999))).map((link) => ({
      ...without(link, 'awaitsMovement'),
      sent: without(link.sent, 'categoryGroup', 'categoryId'),
    })),
    attention: (await state.attention.list(id)).map((item) => without(item, 'dismissal')),
    runs,
    account: without(
      (await state.accounts.session('abc'))?.account ?? {},
      'email',
      'mustChange',
      'hasSecondFactor',
    ),
  };
}

function versionOf(folder: string): { readonly version: number; readonly schema: unknown } {
  const database = new DatabaseSync(join(folder, 'state.db'));
  try {
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    const row = database.prepare('PRAGMA user_version').get();
    return {
      version: Number(row?.['user_version']),
      schema: database.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY type, name').all(),
    };
  } finally {
    database.close();
  }
}

describe('a memory that commit 64bd594 wrote', () => {
  it('opens and keeps everything; its lease goes on with fences; the killed run is closed by the next', async () => {
    const state = await openSqliteState({ folder: oldFolder() });
    const { key: _, killed, ...kept } = KEPT;
    expect(await readKept(state)).toEqual(kept);
    const [profile] = await state.profiles.list().then((all) => all.filter(({ name }) => name === 'Тест'));
    if (profile === undefined) throw new Error('the profile is gone');
    const uncertain = await state.ledger.find(profile.id, [9001 as OrderNumber]);
    expect(uncertain.map((entry) => entry.sentAt)).toEqual(['2026-11-24T10:00:00Z']);
    const looked = { search: '', kind: '', page: 1, size: 99 };
    const found = async (more: Partial<EventPageQuery>) =>
      (await state.runs.page(1, { ...looked, ...more })).found;
    expect([
      await found({ search: 'Отвертка' }),
      await found({ kind: 'setQuantity' }),
      await found({ part: 'failed' }),
    ]).toEqual([2, 5, 0]);
    const answer = await state.leases.acquire(profile, {
      holder: 'new',
      ttlMs: 1000,
      isAlive: () => null,
      landingMs: 0,
    });
    expect(answer).toMatchObject({ taken: true, fence: { fence: 1 }, tookOver: { holder: 'host:1:1' } });
    await state.runs.start(profile.id, { tasks: [], trigger: 'person' }, '2026-11-25T10:00:00Z');
    expect(await state.runs.find(profile.id, Number(killed))).toMatchObject({ end: 'interrupted' });
    await state.close();
  });

  it('settings of commit 64bd594 have this version’s meaning: nothing lost, new ones at their defaults, runnable', async () => {
    const state = await openSqliteState({ folder: oldFolder() });
    const [first, second] = await state.profiles.list();
    await state.close();
    if (first === undefined || second === undefined) throw new Error('no profiles');
    expect([first.name, second.name].toSorted()).toEqual(['Втори', 'Тест']);
    const old = JSON.parse(
      /INSERT INTO "profiles" VALUES \(1, 'Тест', 1, '([^']+)'/.exec(
        readFileSync(join(HERE, 'memory-v5.sql'), 'utf8'),
      )?.[1] ?? '{}',
    ) as Record<string, unknown>;
    const now = first.settings as unknown as Record<string, unknown>;
    const added = SETTING_KEYS.filter((key) => !(key in old));
    expect(added).toEqual(
      expect.arrayContaining(['withoutSupto', 'unpSharedDevice', 'openOrderDays', 'saleDate']),
    );
    expect(Object.fromEntries(added.map((key) => [key, now[key]]))).toEqual(
      Object.fromEntries(added.map((key) => [key, defaultSettings()[key]])),
    );
    // 50 % let the change from leva to euro pass: a former default has today's meaning.
    const kept = Object.entries(old).filter(([key]) => key !== 'guardPriceDrop');
    expect(Object.fromEntries(kept.map(([key]) => [key, now[key]]))).toEqual(Object.fromEntries(kept));
    expect([old['guardPriceDrop'], now['guardPriceDrop']]).toEqual([50, 45]);
    expect(checkSettings(first.settings)).toEqual([]);
    expect(runnableSettings(first.settings)).toMatchObject({
      location: 5,
      documentOperator: 2,
      fixedPartner: null,
    });
  });

  it('gets the tables that a new memory has', async () => {
    const [old, fresh] = [oldFolder(), temporary()];
    for (const folder of [old, fresh]) await (await openSqliteState({ folder })).close();
    const columns = (folder: string): unknown => {
      const database = new DatabaseSync(join(folder, 'state.db'));
      const rows = database
        .prepare(
          `SELECT m.name, c.name AS column_name, c.type, c."notnull", c.dflt_value, c.pk
            FROM sqlite_master m, pragma_table_xinfo(m.name) c ORDER BY m.name, c.cid`,
        )
        .all();
      database.close();
      return rows;
    };
    expect(columns(old)).toEqual(columns(fresh));
  });

  it('killed after each statement of its migration: as it was, or whole', async () => {
    const before = versionOf(oldFolder());
    const whole = oldFolder();
    await (await openSqliteState({ folder: whole })).close();
    const after = versionOf(whole);
    const seen = new Set<number>();
    for (let statement = 1; ; statement += 1) {
      const folder = oldFolder();
      const { signal, told } = await child(folder, 'die', String(statement));
      const now = versionOf(folder);
      expect([before, after]).toContainEqual(now);
      seen.add(now.version);
      const state = await openSqliteState({ folder });
      expect((await state.profiles.list()).map(({ name }) => name)).toEqual(['Втори', 'Тест']);
      await state.close();
      if (signal !== 'SIGKILL') {
        expect([told, now]).toEqual(['', after]);
        break;
      }
    }
    expect([...seen]).toEqual([5, STATE_VERSION]);
    // A process for each statement of all migrations: more with every version.
  }, 180_000);

  it('four processes open it at once, or an empty folder: one memory, nothing lost', async () => {
    for (const folder of [oldFolder(), temporary()]) {
      const names = ['един', 'два', 'три', 'четири'];
      const results = await Promise.all(names.map((name) => child(folder, 'open', name)));
      expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
      const state = await openSqliteState({ folder });
      expect(new Set(results.map(({ told }) => told))).toEqual(new Set([state.installation]));
      expect((await state.profiles.list()).map(({ name }) => name)).toEqual(expect.arrayContaining(names));
      await state.close();
    }
  });
});
