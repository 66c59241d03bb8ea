import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { OrderNumber } from '../../src/model/order-origin.ts';
import type { Profile, ProfileId } from '../../src/model/profile.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { asSyncError } from '../../src/model/sync-error.ts';
import { MOVED_OTHERWISE, MOVED_TABLES, STAYING_TABLES } from '../../src/state/moves/profile-tables.ts';
import { welcomeOf } from '../../src/state/moves/move-names.ts';
import { STATE_VERSION } from '../../src/state/sql/migrations.ts';
import { openSqliteState } from '../../src/state/sqlite/sqlite-state.ts';
import type { State } from '../../src/state/state.ts';
import { entry, link } from '../../src/state/samples.contract.ts';
import { quickFolder } from '../support/quick-folder.ts';

const CHILD = fileURLToPath(new URL('moves-child.ts', import.meta.url));
const NOW = '2026-11-24T10:00:00Z';
const PASSPHRASE = 'planted passphrase of a file';
/** Of each statement of a move so many are died after, evenly. */
const DEATHS = 4;
const root = await quickFolder('skladbridge-moves-');
const open: State[] = [];

afterEach(async () => {
  for (const state of open.splice(0)) await state.close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function memory(folder = mkdtempSync(join(root, 'data-'))): Promise<State> {
  const state = await openSqliteState({ folder });
  open.push(state);
  return state;
}

async function filled(state: State): Promise<Profile> {
  const profile = await state.profiles.add('Магазин', defaultSettings(), NOW);
  await state.profiles.setSecret(profile.id, 'secret', 'planted-secret');
  await state.links.save(profile.id, [link(1, 2)]);
  return profile;
}

const fileOf = (name: string): { readonly file: string; readonly passphrase: string } => ({
  file: join(mkdtempSync(join(root, 'file-')), name),
  passphrase: PASSPHRASE,
});
const write = (state: State, { id }: Pick<Profile, 'id'>, to: ReturnType<typeof fileOf>): Promise<void> =>
  state.moves.write(id, to, { isAlive: () => null, iso: NOW });

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'nothing',
    (error: unknown) => asSyncError(error).code,
  );
}

describe('a profile in a file', () => {
  it('every table that holds something of a profile moves, or stays for a reason', async () => {
    const folder = mkdtempSync(join(root, 'data-'));
    await memory(folder);
    const file = new DatabaseSync(join(folder, 'state.db'));
    const tables = file
      .prepare(
        `SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
          WHERE m.type = 'table' AND c.name = 'profile_id'`,
      )
      .all();
    file.close();
    const known = [...Object.keys(MOVED_TABLES), ...MOVED_OTHERWISE, ...STAYING_TABLES];
    expect(tables.map(({ name }) => String(name)).toSorted()).toEqual(known.toSorted());
  });

  it('leaves nothing open behind, and comes as it was; its owner alone reads the file', async () => {
    const [from, to] = [await memory(), await memory()];
    const profile = await filled(from);
    const place = fileOf('shop.profile');
    await write(from, profile, place);
    expect(statSync(place.file).mode & 0o777).toBe(0o600);
    expect(await from.profiles.list()).toEqual([]);
    expect((await from.profiles.removed())[0]).toMatchObject({ name: 'Магазин', movedAt: NOW });
    const come = await to.moves.read(place, null);
    expect(come).toEqual({ ...profile, id: come.id });
    expect(await to.profiles.secret(come.id, 'secret')).toBe('planted-secret');
    expect(await to.links.find(come.id, [1 as never])).toEqual([link(1, 2)]);
  });

  it('is refused twice, under a taken name, when it is newer, cut, changed or none at all: nothing is changed', async () => {
    const [from, to] = [await memory(), await memory()];
    const place = fileOf('shop.profile');
    await to.profiles.add('Магазин', defaultSettings(), NOW);
    await write(from, await filled(from), place);
    expect(await codeOf(write(from, { id: 1 as ProfileId }, place))).toBe('backup.fileExists');
    expect(await codeOf(to.moves.read(place, null))).toBe('profile.nameTaken');
    const broken = async (change: (file: string) => void): Promise<string> => {
      const other = fileOf('broken.profile');
      copyFileSync(place.file, other.file);
      change(other.file);
      return codeOf(to.moves.read(other, 'Друг'));
    };
    const inside =
      (sql: string) =>
      (file: string): void => {
        const database = new DatabaseSync(file);
        database.exec(sql);
        database.close();
      };
    expect([
      await broken((file) => writeFileSync(file, readFileSync(file).subarray(0, 20_000))),
      await broken(inside('UPDATE profiles SET cursor = 7')),
      await broken((file) => writeFileSync(file, 'something')),
      await broken(inside(`PRAGMA user_version = ${STATE_VERSION + 1}`)),
      await broken((file) => rmSync(file)),
    ]).toEqual(['move.malformed', 'move.malformed', 'move.malformed', 'state.newer', 'file.notFound']);
    expect((await to.profiles.list()).map(({ name }) => name)).toEqual(['Магазин']);
    await to.moves.read(place, 'Друг');
    expect(await codeOf(to.moves.read(place, 'Трети'))).toBe('move.hereAlready');
    expect(await codeOf(from.moves.read(place, null))).toBe('move.outdated');
  });

  it('is no backup, and a backup of before does not bring it back to where it has left', async () => {
    const from = await memory();
    const [place, backup] = [fileOf('shop.profile'), fileOf('backup.db').file];
    const profile = await filled(from);
    await from.backups.write(backup);
    await write(from, profile, place);
    const how = { isAlive: () => null };
    expect(await codeOf(from.backups.restore(place.file, how))).toBe('backup.malformed');
    expect(await codeOf((await memory()).moves.read({ ...place, file: backup }, null))).toBe(
      'move.malformed',
    );
    await from.backups.restore(backup, how);
    expect(await from.profiles.list()).toEqual([]);
  });

  it('while somebody works with it, or its key is gone, it stays open', async () => {
    const folder = mkdtempSync(join(root, 'data-'));
    const from = await memory(folder);
    const profile = await filled(from);
    const lease = await from.leases.acquire(profile, {
      holder: 'a',
      isAlive: () => true,
      ttlMs: 60_000,
      landingMs: 0,
    });
    expect(await codeOf(write(from, profile, fileOf('shop.profile')))).toBe('profile.inUse');
    if (lease.taken) await from.leases.release(lease.fence, 0);
    rmSync(join(folder, 'key'));
    expect(await codeOf(write(from, profile, fileOf('shop.profile')))).toBe('secrets.keyMissing');
    mkdirSync(join(root, 'none'), { recursive: true });
    const nowhere = { file: join(root, 'none', 'missing', 'shop.profile'), passphrase: PASSPHRASE };
    await from.profiles.setSecret(profile.id, 'secret', null);
    expect(await codeOf(write(from, profile, nowhere))).toBe('move.notWritten');
    expect((await from.profiles.list()).map(({ name }) => name)).toEqual(['Магазин']);
  });

  it('only what was handed over whole, and came on from there, takes its place again', () => {
    const left = { isSame: true, isRemoved: true, hasMoved: true };
    const rows = [
      [{ ...left, isSame: false, moves: ['a'] }, ['a', 'b'], 'stranger'],
      [{ ...left, isRemoved: false, hasMoved: false, moves: ['a'] }, ['a', 'b'], 'hereAlready'],
      [{ ...left, moves: ['a'] }, ['a', 'b'], 'replaces'],
      [{ ...left, moves: ['a'] }, ['a'], 'outdated'],
      [{ ...left, moves: ['a', 'b'] }, ['a'], 'outdated'],
      [{ ...left, moves: ['a', 'b'] }, ['a', 'c'], 'outdated'],
      [{ ...left, hasMoved: false, moves: ['a'] }, ['a', 'b'], 'outdated'],
      [{ ...left, hasMoved: false, moves: [] }, ['a'], 'outdated'],
    ] as const;
    for (const [known, coming, welcome] of rows) expect(welcomeOf(known, coming)).toBe(welcome);
  });
});

describe('a move that is killed', () => {
  const child = (...words: readonly string[]): ReturnType<typeof spawnSync> =>
    spawnSync(process.execPath, [CHILD, ...words], { encoding: 'utf8' });
  const points = (count: number): readonly number[] =>
    Array.from({ length: DEATHS }, (_, index) => 1 + Math.floor((index * (count - 1)) / (DEATHS - 1)));

  async function source(): Promise<string> {
    const folder = mkdtempSync(join(root, 'data-'));
    const state = await openSqliteState({ folder });
    await filled(state);
    await state.ledger.save(1 as ProfileId, [entry(7)]);
    await state.close();
    return folder;
  }

  it('on its way out: it is open without a file, or closed and written by the next attempt', async () => {
    const { stdout } = child(await source(), 'write', fileOf('shop.profile').file);
    const seen = new Set<string>();
    for (const point of points(Number(stdout))) {
      const folder = await source();
      const place = fileOf('shop.profile');
      child(folder, 'write', place.file, String(point));
      const state = await memory(folder);
      expect(readdirSync(folder).filter((name) => name.startsWith('restore-'))).toEqual([]);
      const isOpen = (await state.profiles.list()).length === 1;
      expect(isOpen && existsSync(place.file)).toBe(false);
      seen.add(isOpen ? 'open' : 'closed');
      if (!existsSync(place.file)) await write(state, { id: 1 as ProfileId }, place);
      const to = await memory();
      const come = await to.moves.read(place, null);
      expect(await to.ledger.find(come.id, [7 as OrderNumber])).toHaveLength(1);
    }
    expect(seen).toEqual(new Set(['open', 'closed']));
  });

  it('on its way in: all of it is there, or nothing', async () => {
    const from = await memory(await source());
    const place = fileOf('shop.profile');
    await write(from, { id: 1 as ProfileId }, place);
    const { stdout } = child(mkdtempSync(join(root, 'data-')), 'read', place.file);
    for (const point of points(Number(stdout))) {
      const folder = mkdtempSync(join(root, 'data-'));
      child(folder, 'read', place.file, String(point));
      const state = await memory(folder);
      const [come] = await state.profiles.list();
      if (come === undefined) await state.moves.read(place, null);
      else expect(await codeOf(state.moves.read(place, null))).toBe('move.hereAlready');
      const [profile] = await state.profiles.list();
      expect(await state.profiles.secret(profile!.id, 'secret')).toBe('planted-secret');
    }
  });
});
