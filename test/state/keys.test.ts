import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { ProfileId } from '../../src/model/profile.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { openSqliteState } from '../../src/state/sqlite/sqlite-state.ts';
import { codeOf, NOW } from '../../src/state/samples.contract.ts';
import { KEPT, makeOldFolder } from './old-folder.ts';

const CHILD = fileURLToPath(new URL('key-child.ts', import.meta.url));
const ONE = 1 as ProfileId;
const [FIRST, SECOND] = ['a'.repeat(64), 'b'.repeat(64)];
const folders: string[] = [];

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-keys-'));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function withSecret(folder: string): Promise<string> {
  const state = await openSqliteState({ folder });
  await state.profiles.add('А', defaultSettings(), NOW);
  await state.profiles.setSecret(ONE, 'secret', 'x');
  await state.close();
  return folder;
}

async function secretIn(folder: string, masterKey?: () => Promise<string>): Promise<string> {
  const state = await openSqliteState({ folder, ...(masterKey === undefined ? {} : { masterKey }) });
  const secret = await state.profiles
    .secret(ONE, 'secret')
    .catch((error: unknown) => codeOf(Promise.reject(error)));
  await state.close();
  return String(secret);
}

function sealedIn(folder: string): Uint8Array {
  const database = new DatabaseSync(join(folder, 'state.db'));
  const row = database.prepare(`SELECT sealed FROM secrets WHERE profile_id = 1 AND name = 'secret'`).get();
  database.close();
  return row?.['sealed'] as Uint8Array;
}

describe('the master key of a data folder', () => {
  it('S22: is changed without a secret being touched; a change that is killed at any statement opens, and is done again', async () => {
    const whole = await withSecret(temporary());
    const before = { sealed: sealedIn(whole), key: readFileSync(join(whole, 'key'), 'utf8') };
    const keys = new Set<string>();
    for (let statement = 1; ; statement += 1) {
      const folder = join(temporary(), 'data');
      cpSync(whole, folder, { recursive: true });
      const { signal } = spawnSync(process.execPath, [CHILD, folder, String(statement)]);
      keys.add(readFileSync(join(folder, 'key'), 'utf8'));
      expect(await secretIn(folder)).toBe('x');
      const state = await openSqliteState({ folder });
      expect(await state.keys.rotate(null)).toBe(true);
      expect(await state.profiles.secret(ONE, 'secret')).toBe('x');
      await state.close();
      expect(sealedIn(folder)).toEqual(before.sealed);
      expect(existsSync(join(folder, 'key.new'))).toBe(false);
      writeFileSync(join(folder, 'key'), before.key);
      expect(await secretIn(folder)).toBe('secrets.keyWrong');
      if (signal !== 'SIGKILL') break;
    }
    // The former one, and a new one of each change that came so far.
    expect(keys.has(before.key)).toBe(true);
    expect(keys.size).toBeGreaterThan(2);
  });

  it('S22: secrets of commit 64bd594 open, and are sealed anew by the next change of the key', async () => {
    const folder = makeOldFolder(temporary());
    expect(await secretIn(folder)).toBe(KEPT['secret']);
    const old = sealedIn(folder);
    const state = await openSqliteState({ folder });
    await state.keys.rotate(null);
    expect(await state.profiles.secret(ONE, 'secret')).toBe(KEPT['secret']);
    await state.close();
    expect(sealedIn(folder)).not.toEqual(old);
    expect(sealedIn(folder)[0]).toBe(1);
  });

  it('S22: a secret is bound to the name of its profile, not to its number', async () => {
    const folder = await withSecret(temporary());
    const change = (sql: string): void => {
      const database = new DatabaseSync(join(folder, 'state.db'));
      database.exec(sql);
      database.close();
    };
    change(`INSERT INTO profiles (id, name, version, settings, created_at, uuid)
      SELECT 7, 'Друг', version, settings, created_at, 'other' FROM profiles WHERE id = 1;
      UPDATE secrets SET profile_id = 7`);
    const state = await openSqliteState({ folder });
    expect(await codeOf(state.profiles.secret(7 as ProfileId, 'secret'))).toBe('secrets.keyWrong');
    change(`CREATE TEMP TABLE own AS SELECT uuid FROM profiles WHERE id = 1;
      UPDATE profiles SET uuid = '' WHERE id = 1;
      UPDATE profiles SET uuid = (SELECT uuid FROM own) WHERE id = 7`);
    expect(await state.profiles.secret(7 as ProfileId, 'secret')).toBe('x');
    await state.close();
  });

  it('S22: a key that is handed in is changed in two steps: both open, then the new one alone', async () => {
    const folder = temporary();
    let handed = FIRST;
    const masterKey = async (): Promise<string> => handed;
    const state = await openSqliteState({ folder, masterKey });
    await state.profiles.add('А', defaultSettings(), NOW);
    await state.profiles.setSecret(ONE, 'secret', 'x');
    expect(await codeOf(state.keys.rotate(null))).toBe('secrets.newKeyNeeded');
    expect(await codeOf(state.keys.rotate(FIRST))).toBe('secrets.newKeyNeeded');
    expect(await state.keys.rotate(SECOND)).toBe(false);
    const by = (key: string) => secretIn(folder, async () => key);
    expect([await by(FIRST), await by(SECOND), await by('f'.repeat(64))]).toEqual([
      'x',
      'x',
      'secrets.keyWrong',
    ]);
    handed = SECOND;
    expect([await state.keys.finish(), await state.keys.finish()]).toEqual([1, 0]);
    await state.close();
    expect([await by(FIRST), await by(SECOND)]).toEqual(['secrets.keyWrong', 'x']);
    expect(existsSync(join(folder, 'key'))).toBe(false);
  });

  it('S22: a backup of before opens here under the new key, and elsewhere under the key of its time', async () => {
    const folder = await withSecret(temporary());
    const key = readFileSync(join(folder, 'key'), 'utf8');
    const state = await openSqliteState({ folder });
    const file = join(folder, 'kept.db');
    await state.backups.write(file);
    await state.keys.rotate(null);
    await state.backups.restore(file, { isAlive: () => false });
    expect(await state.profiles.secret(ONE, 'secret')).toBe('x');
    await state.close();
    const elsewhere = temporary();
    writeFileSync(join(elsewhere, 'key'), key);
    const other = await openSqliteState({ folder: elsewhere });
    await other.backups.restore(file, { isAlive: () => false });
    expect(await other.profiles.secret(ONE, 'secret')).toBe('x');
    await other.close();
    // The former key has not come back with it.
    writeFileSync(join(folder, 'key'), key);
    expect(await secretIn(folder)).toBe('secrets.keyWrong');
  });
});
