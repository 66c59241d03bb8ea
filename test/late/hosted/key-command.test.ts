import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runChild } from '../../support/child.ts';
import type { ChildResult } from '../../support/child.ts';
import { expectSoundImport } from '../../support/invariants.ts';
import { makeWorld, PROFILE } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

const [FORMER, NEXT] = ['a'.repeat(64), 'b'.repeat(64)];
const ORDERS = 12;
/** Of each answer of the shop, so that the run goes on while both commands are typed. */
const LATENCY_MS = 250;

let world: World;
let keys: string;
beforeAll(async () => {
  keys = await mkdtemp(join(tmpdir(), 'skladbridge-keys-'));
  process.env['SKLADBRIDGE_KEY'] = FORMER;
  world = await makeWorld({
    orders: ORDERS,
    goods: 12,
    sold: 4,
    settings: { export: false, requestsAtOnce: 1 },
  });
  delete process.env['SKLADBRIDGE_KEY'];
  await world.app.close();
});
afterAll(async () => {
  await world.close();
  await rm(keys, { recursive: true, force: true });
});

describe('key rotate and key finish over a database, while a run goes on', () => {
  const file = (name: string, key: string): string => {
    writeFileSync(join(keys, name), `${key}\n`);
    return join(keys, name);
  };

  it('S22: the run imports each order once; then the new key alone opens, and each step may be repeated', async () => {
    const present = file('present', FORMER);
    const next = file('next', NEXT);
    const call = (args: readonly string[], onLine?: (line: string) => void): Promise<ChildResult> =>
      runChild({
        args: [...args, '--data', join(world.folder, 'data')],
        env: { SKLADBRIDGE_KEY_FILE: present, SKLADBRIDGE_NEW_KEY_FILE: next },
        ...(onLine === undefined ? {} : { onLine }),
      });
    world.sandbox.faults.add({ kind: 'latency', amount: LATENCY_MS });
    const begun = Promise.withResolvers<void>();
    let isOver = false;
    const run = call(['run', PROFILE, '--yes', '--json', '--here'], () => begun.resolve()).finally(() => {
      isOver = true;
    });
    await begun.promise;
    for (let time = 0; time < 2; time += 1) expect(await call(['key', 'rotate'])).toMatchObject({ code: 0 });
    // Not the last one that was let in: it would shut out whoever has that already.
    const early = await call(['key', 'finish']);
    expect([early.code, early.stderr]).toEqual([2, expect.stringContaining('secrets.newKeyUnused')]);
    writeFileSync(present, NEXT);
    expect(await call(['key', 'finish', '--json'])).toMatchObject({ code: 0, stdout: '{"removed":1}\n' });
    expect(isOver).toBe(false);
    expect(await run).toMatchObject({ code: 0, stderr: '' });
    expectSoundImport(world, { orders: world.sandbox.store.ids('orders') });
    world.sandbox.faults.clear();
    expect(await call(['key', 'finish', '--json'])).toMatchObject({ code: 0, stdout: '{"removed":0}\n' });
    expect((await call(['run', PROFILE, '--yes', '--here'])).code).toBe(0);
    writeFileSync(present, FORMER);
    const wrong = await call(['run', PROFILE, '--yes', '--here']);
    expect(wrong.stdout + wrong.stderr).toContain('secrets.keyWrong');
  });
});
