import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect } from 'vitest';
import { openApp } from '../../src/compose.ts';
import { checkMachine } from '../../src/compose/check-machine.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import { itOnFile as it } from '../support/memory/on-file.ts';
import type { World } from '../support/world.ts';

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function world(): Promise<World> {
  const made = await makeWorld({ orders: 2, goods: 5, sold: 3 });
  open.push(() => made.close());
  return made;
}

function modes(folder: string): readonly string[] {
  return readdirSync(folder).map(
    (name) => `${name} ${(lstatSync(join(folder, name)).mode & 0o777).toString(8)}`,
  );
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => '',
    (error: { code?: string }) => error.code ?? String(error),
  );
}

describe('S22: files of the memory are for their owner only', () => {
  it('in a folder that is open to all, with a loose mask, new and old ones alike', async () => {
    const made = await world();
    const folder = join(made.folder, 'open');
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    const before = process.umask(0);
    try {
      const app = await openApp(folder);
      await app.addProfile('П', (await made.app.showProfile(PROFILE)).profile.settings);
      await app.setSecret('П', 'secret', 'x');
      expect(modes(folder)).toEqual(['key 600', 'state.db 600', 'state.db-shm 600', 'state.db-wal 600']);
      for (const name of ['key', 'state.db', 'state.db-wal', 'state.db-shm'])
        chmodSync(join(folder, name), 0o666);
      expect((await checkMachine(folder)).find(({ point }) => point === 'privateOpen')).toMatchObject({
        isOk: false,
        facts: { files: expect.stringContaining('state.db-wal (666)') as string },
      });
      await (await openApp(folder)).close();
      expect(modes(folder)).toEqual(['key 600', 'state.db 600', 'state.db-shm 600', 'state.db-wal 600']);
      expect((await checkMachine(folder)).find(({ point }) => point === 'private')?.isOk).toBe(true);
      await app.upkeep.backup(join(folder, 'backup.db'));
      expect(modes(folder)).toContain('backup.db 600');
      await app.close();
    } finally {
      process.umask(before);
    }
  });

  it.each(['state.db', 'state.db-wal', 'key'])('never written through a link: %s', async (name) => {
    const made = await world();
    const folder = join(made.folder, 'linked');
    mkdirSync(folder);
    const target = join(made.folder, 'target');
    symlinkSync(target, join(folder, name));
    expect(await codeOf(openApp(folder).then((app) => app.close()))).toBe('state.unreadable');
    expect(existsSync(target)).toBe(false);
  });
});

describe('a file whose writer was killed', () => {
  it('is gone from the data folder once it has lain there for a day', async () => {
    const made = await world();
    const data = join(made.folder, 'data');
    const [old, young] = [join(data, '.key.0123456789ab.new'), join(data, '.key.ba9876543210.new')];
    for (const file of [old, young]) writeFileSync(file, 'half a key');
    utimesSync(old, 1, 1);
    await (await openApp(data)).close();
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
  });
});

describe('a restore', () => {
  it('that was killed leaves nothing behind once the memory is opened again', async () => {
    const made = await world();
    const data = join(made.folder, 'data');
    const left = join(data, 'restore-999999999-abc');
    mkdirSync(left);
    writeFileSync(join(left, 'state.db'), 'a whole memory');
    await (await openApp(data)).close();
    expect(existsSync(left)).toBe(false);
  });

  it('of a file with columns in another order, or more of them, brings everything by name', async () => {
    const made = await world();
    await made.run(['import-orders']);
    const file = join(made.folder, 'backup.db');
    await made.app.upkeep.backup(file);
    const database = new DatabaseSync(file);
    database.exec(`ALTER TABLE attention ADD COLUMN another TEXT;
      CREATE TABLE moved AS SELECT sealed, name, profile_id FROM secrets;
      DROP TABLE secrets; ALTER TABLE moved RENAME TO secrets;`);
    database.close();
    const before = await made.ledger();
    await made.app.upkeep.restore(file);
    expect(await made.ledger()).toEqual(before);
    expect((await made.app.showProfile(PROFILE)).secrets).toEqual(['secret']);
    expect((await made.run(['import-orders'])).end).toBe('done');
  });

  it('of a file that lacks a column is refused, and the memory stays as it was', async () => {
    const made = await world();
    await made.run(['import-orders']);
    const file = join(made.folder, 'backup.db');
    await made.app.upkeep.backup(file);
    const database = new DatabaseSync(file);
    database.exec('ALTER TABLE attention DROP COLUMN last_seen_at');
    database.close();
    const before = await made.ledger();
    expect(await codeOf(made.app.upkeep.restore(file))).toBe('backup.malformed');
    expect(await made.ledger()).toEqual(before);
    expect(modes(join(made.folder, 'data')).filter((name) => name.startsWith('restore'))).toEqual([]);
  });

  it('tells which accounts come back that were removed since, or had another password', async () => {
    const made = await world();
    const { access } = made.app;
    const draft = { role: 'owner', language: 'bg' } as const;
    const owner = await access.desk.add({ ...draft, name: 'Иван', password: 'дълга парола 1' });
    const gone = await access.desk.add({ ...draft, name: 'Уволнен', password: 'дълга парола 2' });
    await access.desk.add({ ...draft, name: 'Мария', password: 'дълга парола 3' });
    const file = join(made.folder, 'backup.db');
    await made.app.upkeep.backup(file);
    expect((await made.app.upkeep.restore(file)).accounts).toEqual([]);
    await access.desk.remove(gone.id);
    await access.changePassword(
      owner,
      { before: 'дълга парола 1', after: 'съвсем нова парола' },
      { from: '127.0.0.1' },
    );
    expect((await made.app.upkeep.restore(file)).accounts).toEqual(['Иван', 'Уволнен']);
  });
});
