import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect } from 'vitest';
import { BackupDesk } from '../../src/app/backups/backup-desk.ts';
import { BackupKeeper } from '../../src/app/backups/backup-keeper.ts';
import { ChangeDesk } from '../../src/app/changes/change-desk.ts';
import type { AppParts } from '../../src/app/app-parts.ts';
import { Acting } from '../../src/lib/acting.ts';
import { backupName } from '../../src/model/backup.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { openWorldParts } from '../support/world.ts';
import { itOnFile as it } from '../support/memory/on-file.ts';
import { quickFolder } from '../support/quick-folder.ts';

const HOUR = 3_600_000;
const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function place(of?: { folder: string; clock: { ms: number } }) {
  const folder = of?.folder ?? (await quickFolder('skladbridge-backups-'));
  const clock = of?.clock ?? { ms: Date.parse('2026-11-25T10:00:00Z') };
  const opened = await openWorldParts(folder);
  const parts: AppParts = { ...opened, clock: { now: () => clock.ms } };
  const close = async (): Promise<void> => opened.state.close();
  open.push(async () => {
    await close().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  });
  const desk = new BackupDesk(parts, new ChangeDesk(parts.state.changes, parts.clock, new Acting()));
  const told: string[] = [];
  const keeper = () => new BackupKeeper(desk, parts.clock, async (error) => void told.push(error.code));
  return { folder, clock, parts, desk, keeper, told, backups: join(folder, 'backups'), close };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => '',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
}

describe('backups by themselves', () => {
  it('none before somebody says so; then one at once, one each day, and the oldest go', async () => {
    const { desk, keeper, clock } = await place();
    const keeping = keeper();
    expect(await keeping.look()).toBe(false);
    await desk.setPlan({ every: '1440', folder: '', keep: 3 });
    expect(await keeping.look()).toBe(true);
    expect(await keeping.look()).toBe(false);
    for (let day = 0; day < 5; day += 1) {
      clock.ms += 23 * HOUR;
      expect(await keeping.look()).toBe(false);
      clock.ms += HOUR;
      expect(await keeping.look()).toBe(true);
    }
    const { files } = await desk.status();
    expect(files).toHaveLength(3);
    expect(files[0]?.madeAtMs).toBe(clock.ms);
  });

  it('go on after a restart where they were, and make up for missed days once', async () => {
    const first = await place();
    await first.desk.setPlan({ every: '1440', folder: '', keep: 9 });
    await first.keeper().look();
    first.clock.ms += 6 * HOUR;
    expect(await first.keeper().look()).toBe(false);
    first.clock.ms += 5 * 24 * HOUR;
    const keeping = first.keeper();
    expect(await keeping.look()).toBe(true);
    expect(await keeping.look()).toBe(false);
  });

  it('at the hour of a cron expression, counted from now on where there is none yet', async () => {
    const { desk, keeper, clock } = await place();
    // 03:30 in Sofia is 01:30 UTC in winter.
    await desk.setPlan({ every: '30 3 * * *', folder: '', keep: 9 });
    const keeping = keeper();
    expect(await keeping.look()).toBe(false);
    clock.ms = Date.parse('2026-11-26T01:29:00Z');
    expect(await keeping.look()).toBe(false);
    clock.ms = Date.parse('2026-11-26T01:31:00Z');
    expect(await keeping.look()).toBe(true);
    expect(await keeping.look()).toBe(false);
  });

  it('one that was made by a clock that ran ahead keeps no later one from being made', async () => {
    const { desk, keeper, clock } = await place();
    await desk.setPlan({ every: '60', folder: '', keep: 9 });
    const now = clock.ms;
    clock.ms = now + 1000 * HOUR;
    await keeper().look();
    clock.ms = now;
    const keeping = keeper();
    expect(await keeping.look()).toBe(true);
    expect(await keeping.look()).toBe(false);
    clock.ms = now + 2 * HOUR;
    expect(await keeping.look()).toBe(true);
    expect((await desk.status()).files).toHaveLength(3);
  });

  it('a failure is told once, kept and shown until one is made again; it is not tried all the time', async () => {
    const { desk, keeper, clock, told, folder } = await place();
    // A file stands where the folder should be.
    const blocked = join(folder, 'blocked');
    writeFileSync(blocked, '');
    await desk.setPlan({ every: '1', folder: join(blocked, 'x'), keep: 2 });
    const keeping = keeper();
    expect(await keeping.look()).toBe(false);
    clock.ms += 60_000;
    await keeping.look();
    const { failure } = await desk.status();
    expect(failure).toMatchObject({ code: 'backup.notWritten', since: '2026-11-25T10:00:00.000Z' });
    clock.ms += 10 * 60_000;
    await keeping.look();
    expect(await keeper().look()).toBe(false);
    expect(told).toEqual(['backup.notWritten']);
    rmSync(blocked);
    clock.ms += 10 * 60_000;
    expect(await keeping.look()).toBe(true);
    expect((await desk.status()).failure).toBe(null);
  });

  it('the power fails in the middle: half of a file is no backup, and the next one is whole', async () => {
    const { desk, keeper, backups, clock } = await place();
    await desk.setPlan({ every: '60', folder: '', keep: 2 });
    await keeper().look();
    const [kept] = (await desk.status()).files;
    clock.ms += 2 * HOUR;
    const about = { installation: kept?.installation ?? '', kind: 'kept', madeAtMs: clock.ms } as const;
    // What a writer that was killed leaves: the other name, and a part of the bytes.
    const half = join(backups, `.${backupName(about)}.0123456789ab.new`);
    writeFileSync(half, readFileSync(join(backups, kept?.name ?? '')).subarray(0, 5000));
    expect((await desk.status()).files.map(({ name }) => name)).toEqual([kept?.name]);
    expect(await keeper().look()).toBe(true);
    const files = (await desk.status()).files;
    expect(files).toHaveLength(2);
    for (const { name } of files) expect((await desk.inspect(name)).profiles).toEqual([]);
    expect(statSync(join(backups, files[0]?.name ?? '')).mode & 0o777).toBe(0o600);
  });

  it('what else lies in the folder is never listed, dropped or read: other memories, other files, paths', async () => {
    const { desk, clock, backups } = await place();
    mkdirSync(backups, { recursive: true });
    writeFileSync(join(backups, 'photo.jpg'), 'x');
    const foreign = backupName({ installation: 'ffffffff', kind: 'kept', madeAtMs: clock.ms - HOUR });
    writeFileSync(join(backups, foreign), 'x');
    await desk.setPlan({ every: '', folder: '', keep: 1 });
    for (let count = 0; count < 3; count += 1) {
      clock.ms += 1000;
      await desk.make();
    }
    const ours = (await desk.status()).files.filter(({ installation }) => installation !== 'ffffffff');
    expect(new Set(readdirSync(backups))).toEqual(new Set([foreign, 'photo.jpg', ours[0]?.name]));
    expect(ours).toHaveLength(1);
    for (const name of ['../state.db', 'photo.jpg', '../key', '/etc/passwd']) {
      expect(await codeOf(desk.inspect(name))).toBe('file.notFound');
      expect(await codeOf(desk.read(name))).toBe('file.notFound');
      expect(await codeOf(desk.restore(name))).toBe('file.notFound');
    }
    expect(await codeOf(desk.restore(foreign))).toBe('backup.malformed');
  });

  it('refuses a plan that cannot be', async () => {
    const { desk } = await place();
    const plan = { every: '', folder: '', keep: 5 };
    expect(await codeOf(desk.setPlan({ ...plan, every: 'вторник' }))).toBe('settings.schedule.malformed');
    expect(await codeOf(desk.setPlan({ ...plan, folder: 'архиви' }))).toBe('backup.folderMalformed');
    expect(await codeOf(desk.setPlan({ ...plan, keep: 0 }))).toBe('settings.badValue');
  });
});

describe('a restore from the folder', () => {
  it('keeps what is there before, keeps the log of changes, and tells who comes back', async () => {
    const { desk, parts, clock } = await place();
    const { state } = parts;
    await state.profiles.add('Първи', defaultSettings(), '2026-11-25T10:00:00.000Z');
    const { name } = await desk.make();
    expect(await desk.inspect(name)).toMatchObject({ profiles: ['Първи'], orders: 0, accounts: [] });
    const [first] = await state.profiles.list();
    clock.ms += HOUR;
    await state.profiles.add('Втори', defaultSettings(), '2026-11-25T11:00:00.000Z');
    const note = { kind: 'setting', field: 'x', before: '1', after: '2' } as const;
    await state.changes.add([{ ...note, at: '2026-11-25T11:00:00.000Z', who: 'Иван', profile: 'Втори' }]);
    await state.program.beginDigest(first?.id ?? (0 as never), '2026-11-25');
    const restored = await desk.restore(name);
    expect(restored.profiles).toBe(1);
    expect((await state.profiles.list()).map((profile) => profile.name)).toEqual(['Първи']);
    const changes = await state.changes.list({ profile: null, before: null, limit: 9 });
    expect(changes.map(({ field }) => field)).toEqual(['restored', 'x']);
    // No day is told twice, whatever was restored.
    expect(await state.program.beginDigest(first?.id ?? (0 as never), '2026-11-25')).toBe(false);
    const before = (await desk.status()).files.find(({ kind }) => kind === 'before-restore');
    expect((await desk.inspect(before?.name ?? '')).profiles).toEqual(['Втори', 'Първи']);
    await desk.restore(before?.name ?? '');
    expect((await state.profiles.list()).map((profile) => profile.name)).toEqual(['Втори', 'Първи']);
  });

  it('is refused for a damaged file before anything is touched', async () => {
    const { desk, parts, backups } = await place();
    await parts.state.profiles.add('Първи', defaultSettings(), '2026-11-25T10:00:00.000Z');
    const { name } = await desk.make();
    const path = join(backups, name);
    const bytes = readFileSync(path);
    bytes.fill(7, 4096, 9000);
    writeFileSync(path, bytes);
    expect(await codeOf(desk.inspect(name))).toBe('backup.malformed');
    expect(await codeOf(desk.restore(name))).toBe('backup.malformed');
    expect((await desk.status()).files).toHaveLength(1);
    expect((await parts.state.profiles.list()).map((profile) => profile.name)).toEqual(['Първи']);
    expect(existsSync(join(backups, name))).toBe(true);
  });
});
