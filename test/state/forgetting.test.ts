import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/model/run.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { openSqliteState } from '../../src/state/sqlite/sqlite-state.ts';
import { CAN_MOUNT, smallDisk } from './small-disk.ts';

// Forgetting and giving room back while the power fails or the disk is full: nothing else is lost.

const CHILD = fileURLToPath(new URL('state-child.ts', import.meta.url));
const WORKER = new URL('../../src/state/sqlite/compact-worker.ts', import.meta.url);
const OLD = '2025-01-10T10:00:00.000Z';
const NOW = '2026-11-24T10:00:00.000Z';
const BEFORE = '2026-01-01T00:00:00.000Z';
const EVENTS = 15;
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-forget-'));
  open.push({ close: async () => rmSync(folder, { recursive: true, force: true }) });
  return folder;
}

function change(subject: string, label: string): RunEvent {
  const made = {
    key: subject,
    task: 'export-goods',
    kind: 'updateProduct',
    subject,
    label,
    fields: [],
  } as const;
  return { type: 'change', task: 'export-goods', change: made, outcome: { kind: 'done' } };
}

/** A memory with old runs of so many events each, one that brought an order, and a young one. */
async function filled(folder: string, runs: number, label = 'Стока'): Promise<void> {
  const state = await openSqliteState({ folder });
  const { id } = await state.profiles.add('Тест', defaultSettings(), OLD);
  for (let run = 0; run < runs + 2; run += 1) {
    const at = run > runs ? NOW : OLD;
    const runId = await state.runs.start(id, { tasks: ['export-goods'], trigger: 'schedule' }, at);
    const goods = Array.from({ length: EVENTS }, (_, good) => change(`good:${good}`, label));
    const events = run === runs ? [change('order:7', 'Поръчка'), ...goods] : goods;
    await state.runs.addEvents(
      runId,
      events.map((event) => ({ at, event })),
    );
    await state.runs.finish(runId, { end: 'done', counts: {}, nowIso: at });
  }
  await state.close();
}

function counted(folder: string): { readonly runs: number; readonly events: number; readonly check: string } {
  const database = new DatabaseSync(join(folder, 'state.db'));
  const one = (sql: string): number => Number(database.prepare(sql).get()?.['n']);
  const counts = {
    runs: one('SELECT count(*) AS n FROM runs'),
    events: one('SELECT count(*) AS n FROM run_events'),
    check: String(database.prepare('PRAGMA integrity_check').get()?.['integrity_check']),
  };
  database.close();
  return counts;
}

async function forgetAll(folder: string): Promise<void> {
  const state = await openSqliteState({ folder });
  const old = await state.housekeeping.oldRuns(BEFORE);
  while (!(await state.housekeeping.forgetRuns(old, 100)).isDone);
  await state.close();
}

/** Runs of `good` events are gone; that with the order keeps it, and the young one everything. */
const AFTER = { runs: 2, events: 1 + EVENTS, check: 'ok' };

describe('forgetting', () => {
  it('killed after each statement leaves a whole memory, and the next time goes on', async () => {
    let steps = 0;
    for (let isKilled = true; isKilled; steps += 1) {
      const folder = temporary();
      await filled(folder, 2);
      const { signal } = spawnSync(process.execPath, [CHILD, folder, 'dieForgetting', String(steps + 1)]);
      const between = counted(folder);
      expect([between.check, between.events >= AFTER.events, between.runs >= AFTER.runs]).toEqual([
        'ok',
        true,
        true,
      ]);
      await forgetAll(folder);
      expect(counted(folder)).toEqual(AFTER);
      isKilled = signal === 'SIGKILL';
    }
    expect(steps).toBeGreaterThan(5);
  });
});

describe('giving room back', () => {
  const LONG = 'Стока '.repeat(2000);

  it('makes the file smaller, and everything else is as it was', async () => {
    const folder = temporary();
    await filled(folder, 30, LONG);
    const before = statSync(join(folder, 'state.db')).size;
    await forgetAll(folder);
    const state = await openSqliteState({ folder });
    const { bytes, freeBytes } = await state.housekeeping.room();
    expect([bytes >= before, freeBytes > bytes / 2]).toEqual([true, true]);
    await state.housekeeping.compact();
    // The connection that was open goes on.
    expect((await state.profiles.list()).map(({ name }) => name)).toEqual(['Тест']);
    expect(await state.housekeeping.room()).toMatchObject({ freeBytes: 0 });
    await state.close();
    expect(statSync(join(folder, 'state.db')).size).toBeLessThan(before / 2);
    expect(counted(folder)).toEqual(AFTER);
  });

  it('killed at any moment it leaves the memory as it was, or smaller', async () => {
    for (const waitMs of [0, 15, 40]) {
      const folder = temporary();
      await filled(folder, 60, LONG);
      await forgetAll(folder);
      const child = spawn(process.execPath, [CHILD, folder, 'compact'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = new Promise((resolve) => child.once('close', resolve));
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await delay(waitMs);
      child.kill('SIGKILL');
      await ended;
      expect(counted(folder)).toEqual(AFTER);
    }
  });

  it.skipIf(!CAN_MOUNT)('on a full disk: state.full, and the memory as it was', async () => {
    const disk = smallDisk('16m');
    if (disk === null) throw new Error('no disk');
    open.push(disk);
    const folder = join(disk.folder, 'data');
    await filled(folder, 10, LONG);
    await forgetAll(folder);
    const ballast = join(disk.folder, 'ballast');
    const free = spawnSync('df', ['--output=avail', '-k', folder], { encoding: 'utf8' }).stdout;
    writeFileSync(ballast, Buffer.alloc((Number(/\d+/.exec(free)?.[0]) - 96) * 1024));
    const state = await openSqliteState({ folder });
    await expect(state.housekeeping.compact()).rejects.toMatchObject({ code: 'state.full' });
    await state.close();
    // Also where the room runs out in the middle.
    const worker = new Worker(WORKER, { workerData: { path: join(folder, 'state.db') } });
    const answer = await new Promise((resolve) => worker.once('message', resolve));
    expect(answer).toMatchObject({ errcode: expect.any(Number), message: expect.stringContaining('full') });
    rmSync(ballast);
    expect(counted(folder)).toEqual(AFTER);
  });
});
