import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { STATE_VERSION } from '../../src/state/sql/migrations.ts';
import { openSqliteState } from '../../src/state/sqlite/sqlite-state.ts';
import { MAIN } from '../support/child.ts';
import { itOnFile } from '../support/memory/on-file.ts';
import { makeOldFolder } from './old-folder.ts';
import { CAN_MOUNT, smallDisk } from './small-disk.ts';

// An upgrade and the way back: nothing of the older memory is lost, whatever happens meanwhile.

const CHILD = fileURLToPath(new URL('state-child.ts', import.meta.url));
const OLD = 5;
const KILOBYTE = 1024;
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

function oldFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-kept-'));
  open.push({ close: async () => rmSync(folder, { recursive: true, force: true }) });
  return makeOldFolder(folder);
}

/** Version and servers of a memory's file, which must be whole. */
function read(file: string): { readonly version: number; readonly names: readonly string[] } {
  const database = new DatabaseSync(file);
  try {
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    const rows = database.prepare('SELECT name FROM profiles ORDER BY name').all();
    return { version, names: rows.map((row) => String(row['name'])) };
  } finally {
    database.close();
  }
}

const NAMES = ['Втори', 'Махнат', 'Тест'];
const kept = (folder: string): string => join(folder, 'backups', `version-${OLD}.db`);

/** What opening it comes to; closed again. */
async function opened(folder: string): Promise<string> {
  return openSqliteState({ folder }).then(
    async (state) => {
      await state.close();
      return 'open';
    },
    (error: { readonly code?: string }) => error.code ?? String(error),
  );
}

function call(folder: string, ...args: readonly string[]): { status: number | null; text: string } {
  const all = [MAIN, ...args, '--data', folder, '--lang', 'en'];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
  return { status, text: stdout + stderr };
}

/** As if a version of the program that comes later had opened it. */
function makeNewer(folder: string): void {
  const database = new DatabaseSync(join(folder, 'state.db'));
  database.exec(`PRAGMA user_version = ${STATE_VERSION + 1}`);
  database.close();
}

describe('an upgrade', () => {
  it('keeps the memory as it was, for its owner alone; one that has nothing to migrate keeps nothing', async () => {
    const folder = oldFolder();
    expect(await opened(folder)).toBe('open');
    expect(read(kept(folder))).toEqual({ version: OLD, names: NAMES });
    expect(read(join(folder, 'state.db'))).toEqual({ version: STATE_VERSION, names: NAMES });
    expect([statSync(kept(folder)).mode & 0o777, statSync(join(folder, 'backups')).mode & 0o777]).toEqual([
      0o600, 0o700,
    ]);
    const { mtimeMs } = statSync(kept(folder));
    expect(await opened(folder)).toBe('open');
    expect(statSync(kept(folder)).mtimeMs).toBe(mtimeMs);
    const fresh = join(folder, 'fresh');
    expect(await opened(fresh)).toBe('open');
    expect(existsSync(join(fresh, 'backups'))).toBe(false);
  });

  it('killed while the copy is made leaves the older memory; the next start keeps it and goes on', async () => {
    const folder = oldFolder();
    const { signal } = spawnSync(process.execPath, [CHILD, folder, 'dieKeeping']);
    expect(signal).toBe('SIGKILL');
    expect(read(join(folder, 'state.db'))).toEqual({ version: OLD, names: NAMES });
    expect(existsSync(kept(folder))).toBe(false);
    expect(await opened(folder)).toBe('open');
    expect(read(kept(folder))).toEqual({ version: OLD, names: NAMES });
  });

  it.skipIf(!CAN_MOUNT)('on a full disk: the older memory, whole, until there is room', async () => {
    const failures = new Set<string>();
    let end = '';
    for (let freeKb = 0; end !== 'open'; freeKb += 64) {
      const disk = smallDisk('4m');
      if (disk === null) throw new Error('no disk');
      const folder = makeOldFolder(disk.folder);
      const ballast = join(folder, 'ballast');
      const all = spawnSync('df', ['--output=avail', '-k', folder], { encoding: 'utf8' }).stdout;
      const filled = Math.max(0, Number(/\d+/.exec(all)?.[0]) - freeKb);
      writeFileSync(ballast, Buffer.alloc(filled * KILOBYTE));
      end = await opened(folder);
      if (end !== 'open') {
        expect(end).toBe('state.full');
        failures.add(existsSync(kept(folder)) ? 'after the copy' : 'before the copy');
        rmSync(ballast);
        expect(read(join(folder, 'state.db'))).toEqual({ version: OLD, names: NAMES });
        expect(await opened(folder)).toBe('open');
      }
      expect(read(join(folder, 'state.db'))).toEqual({ version: STATE_VERSION, names: NAMES });
      await disk.close();
    }
    expect([...failures]).toEqual(['before the copy', 'after the copy']);
  });
});

describe('the way back to an older version', () => {
  itOnFile('a newer memory is refused with what to do, and stays as it is', () => {
    const folder = oldFolder();
    expect(call(folder, 'profile', 'list').status).toBe(0);
    makeNewer(folder);
    const before = read(join(folder, 'state.db'));
    const refused = call(folder, 'profile', 'list');
    expect(refused.status).toBe(2);
    for (const part of ['[state.newer]', 'restore', `version-${STATE_VERSION}.db`])
      expect(refused.text).toContain(part);
    expect(read(join(folder, 'state.db'))).toEqual(before);
  });

  itOnFile('restore puts it aside and takes the copy; a file that is no backup changes nothing', () => {
    const folder = oldFolder();
    expect(call(folder, 'backup', join(folder, 'copy.db')).status).toBe(0);
    makeNewer(folder);
    writeFileSync(join(folder, 'nothing.db'), 'nothing');
    const refused = call(folder, 'restore', join(folder, 'nothing.db'), '--yes');
    expect([refused.status, refused.text]).toEqual([2, expect.stringContaining('[backup.malformed]')]);
    expect(read(join(folder, 'state.db')).version).toBe(STATE_VERSION + 1);

    const restored = call(folder, 'restore', join(folder, 'copy.db'), '--yes');
    expect([restored.status, restored.text]).toEqual([0, expect.stringContaining('newer version was kept')]);
    expect(read(join(folder, 'state.db'))).toEqual({ version: STATE_VERSION, names: NAMES });
    expect(read(join(folder, 'backups', `version-${STATE_VERSION + 1}.db`)).names).toEqual(NAMES);
    expect(readdirSync(folder).filter((name) => name.startsWith('restore-'))).toEqual([]);
  });

  itOnFile('never moves a memory that somebody works with', async () => {
    const folder = oldFolder();
    expect(call(folder, 'backup', join(folder, 'copy.db')).status).toBe(0);
    makeNewer(folder);
    const working = new DatabaseSync(join(folder, 'state.db'));
    working.exec('BEGIN; SELECT count(*) FROM profiles');
    const refused = call(folder, 'restore', join(folder, 'copy.db'), '--yes');
    working.close();
    expect([refused.status, refused.text]).toEqual([10, expect.stringContaining('[state.busy]')]);
    expect(read(join(folder, 'state.db')).version).toBe(STATE_VERSION + 1);
  });
});
