import { cpSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { AppParts } from '../../src/app/app-parts.ts';
import { makeApp } from '../../src/app/make-app.ts';
import type { RunEvent } from '../../src/model/run.ts';
import { expectSoundImport } from '../support/invariants.ts';
import { makeWorld, openWorldParts, PROFILE } from '../support/world.ts';
import { IS_ON_FILE } from '../support/memory/on-file.ts';
import type { World } from '../support/world.ts';
import { CAN_MOUNT, mount, smallDisk } from '../state/small-disk.ts';

const HOUR_MS = 3_600_000;
/** Leases that nothing but the work itself gives back. */
const LONG = { ttlMs: HOUR_MS, renewMs: HOUR_MS, retryMs: HOUR_MS, freshMs: HOUR_MS / 2 };

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

/** A small disk that goes with its test. */
function diskOf(size: string): string {
  const disk = smallDisk(size);
  if (disk !== null) open.push(disk);
  return disk?.folder ?? '';
}

async function worldOn(disk: string): Promise<World> {
  const made = await makeWorld({ orders: 30, goods: 60 });
  open.push({ close: async () => made.close() });
  await made.app.close();
  cpSync(join(made.folder, 'data'), join(disk, 'data'), { recursive: true });
  return made;
}

const request = {
  tasks: null,
  isConfirmed: true,
  onEvent: () => undefined,
  signal: new AbortController().signal,
} as const;

/**
 * How a run over this data folder ended; `own` are parts of its own. On a disk that is full to the last page a lease
 * cannot be given back either: whoever comes next is another process, which knows that the holder is gone.
 */
async function runIn(folder: string, own: Partial<AppParts> = {}): Promise<string> {
  const parts = await openWorldParts(folder).catch((error: { code?: string }) => error.code ?? String(error));
  if (typeof parts === 'string') return parts;
  const app = makeApp({ ...parts, ...own });
  try {
    return await app.run(PROFILE, request).then(
      (summary) => summary.error?.code ?? summary.end,
      (error: { code?: string }) => error.code ?? String(error),
    );
  } finally {
    await app.close().catch(() => undefined);
  }
}

describe('a disk that fails the memory', () => {
  it.skipIf(!CAN_MOUNT || !IS_ON_FILE)(
    'full: the run ends with state.full, and with room again the next one completes, once',
    async () => {
      const disk = diskOf('3m');
      const made = await worldOn(disk);
      const folder = join(disk, 'data');
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(2_600_000));
      expect(await runIn(folder)).toBe('state.full');
      rmSync(join(disk, 'ballast'));
      expect(await runIn(folder, { isAlive: () => false })).toBe('done');
      expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
      expect(Object.values(made.sandbox.requests.creates()).every((count) => count === 1)).toBe(true);
    },
  );

  it.skipIf(!CAN_MOUNT || !IS_ON_FILE)(
    'full while it serves: the lease is given back once there is room, and the next start goes on at once',
    async () => {
      const disk = diskOf('16m');
      const made = await worldOn(disk);
      const parts = await openWorldParts(join(disk, 'data'));
      const app = makeApp({ ...parts, leaseTimes: LONG });
      open.push({ close: () => app.close() });
      const ballast = join(disk, 'ballast');
      /** Before the end of the run is written: what an undone write leaves free would hold the lease's. */
      const fillAtEnd = ({ type }: RunEvent): void => {
        const { bavail, bsize } = statfsSync(disk);
        if (type === 'runEnded') writeFileSync(ballast, Buffer.alloc(bavail * bsize));
      };
      const run = async (onEvent: (event: RunEvent) => void = () => undefined): Promise<string> =>
        app.run(PROFILE, { ...request, onEvent }).then(
          (summary) => summary.error?.code ?? summary.end,
          (error: { code?: string }) => error.code ?? String(error),
        );
      expect(await run(fillAtEnd)).toBe('state.full');
      expect(await parts.state.leases.standing()).toHaveLength(1);
      expect(await run()).toBe('state.full');
      rmSync(ballast);
      expect(await run()).toBe('done');
      expect(await parts.state.leases.standing()).toEqual([]);
      expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
    },
  );

  it.skipIf(!CAN_MOUNT || !IS_ON_FILE)('read-only: nothing is begun, and it says so', async () => {
    const disk = diskOf('8m');
    const made = await worldOn(disk);
    expect(mount('-o', 'remount,ro', disk)).toBe(true);
    expect(['state.readOnly', 'state.unreadable']).toContain(await runIn(join(disk, 'data')));
    expect(made.rows("SELECT * FROM operations WHERE Note LIKE 'Seliton №%'")).toEqual([]);
    mount('-o', 'remount,rw', disk);
    expect(await runIn(join(disk, 'data'))).toBe('done');
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
  });

  it('a clock that jumps by days: no order is lost or taken twice, a lease of the future holds nobody up for ever', async () => {
    const made = await makeWorld({ orders: 5 });
    open.push({ close: async () => made.close() });
    await made.app.close();
    const folder = join(made.folder, 'data');
    const code = String(made.sandbox.store.list('products')[0]?.['productCode']);
    for (const days of [0, 400, -400, 30, -1, 0]) {
      made.sandbox.placeOrder({ lines: [{ code, quantity: '1' }] });
      const app = makeApp({
        ...(await openWorldParts(folder)),
        clock: { now: () => Date.now() + days * 86_400_000 },
      });
      expect([days, (await app.run(PROFILE, request)).end]).toEqual([days, 'done']);
      await app.close();
    }
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
  });
});
