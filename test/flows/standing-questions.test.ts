import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runChild } from '../support/child.ts';
import { openPage, PageClient } from '../support/page-client.ts';
import { ACCESS, makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

// Q3, Q4, Q6: whoever meets a question, it stands in page and terminal until it is answered, in the same words.

const never = new AbortController().signal;
const following = { onEvent: () => undefined, signal: never };
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function world(): Promise<World> {
  const made = await makeWorld({ orders: 3 });
  open.push(made);
  await made.run();
  return made;
}

async function move(made: World): Promise<void> {
  await made.setSettings({ shopAddress: `http://localhost:${made.sandbox.port}` });
  await made.app.setSecret(PROFILE, 'secret', ACCESS.secret);
}

function setUpAnew(made: World): void {
  const [first = 0, ...others] = made.sandbox.store.ids('orders');
  const record = made.sandbox.store.get('orders', first) ?? {};
  for (const id of [first, ...others]) made.sandbox.store.delete('orders', id);
  const anew = { orderId: 1, orderUniqueSaleNumber: '', orderCreatedAt: '2026-11-24 10:00:00' };
  made.sandbox.store.put('orders', 1, { ...record, ...anew });
}

async function codes(made: World): Promise<readonly string[]> {
  return (await made.app.questions(PROFILE)).map(({ code }) => code);
}

/** Everything that opens both sides. */
const ways: readonly (readonly [name: string, meet: (made: World) => Promise<unknown>])[] = [
  ['a run', (made) => made.run(['import-orders'])],
  ['a plan', (made) => made.app.plan(PROFILE, { tasks: null, signal: never })],
  ['a comparison', (made) => made.app.upkeep.reconcile(PROFILE, following)],
  ['rebuilding the memory', (made) => made.app.upkeep.rebuild(PROFILE, following)],
  ['looking for missing documents', (made) => made.app.upkeep.findMissing(PROFILE, never)],
  ['planning to take a run back', (made) => made.app.upkeep.planUndo(PROFILE, 1, following)],
];

describe('a question stands, whoever has met it', () => {
  it.each([
    ...ways,
    ['the test of the connection', (made: World) => made.app.testProfile(PROFILE, never)] as const,
    ['looking for it', (made: World) => made.app.pairs.look(PROFILE, never)] as const,
  ])('Q3: of a changed pair: %s', async (_name, meet) => {
    const made = await world();
    await move(made);
    expect(await codes(made)).toEqual([]);
    await meet(made).catch(() => undefined);
    expect(await codes(made)).toEqual(['pair.shop.looksMoved']);
    await made.app.pairs.answer(PROFILE, 'moved', never);
    expect(await codes(made)).toEqual([]);
  });

  it.each(ways)('Q6: of numbers that begin again: %s', async (_name, meet) => {
    const made = await world();
    setUpAnew(made);
    await meet(made).catch(() => undefined);
    expect(await codes(made)).toEqual(['orders.numbersBeganAgain']);
    await made.app.upkeep.importFromHere(PROFILE, { ...following, isConfirmed: true });
    expect(await codes(made)).toEqual([]);
  });

  it('goes by itself when its cause has gone, as an address that was mended', async () => {
    const made = await world();
    const { shopAddress } = (await made.app.showProfile(PROFILE)).profile.settings;
    await move(made);
    await made.run(['import-orders']);
    await made.setSettings({ shopAddress });
    await made.app.setSecret(PROFILE, 'secret', ACCESS.secret);
    expect(await made.app.pairs.look(PROFILE, never)).toBe(null);
    expect(await codes(made)).toEqual([]);
  });

  it('is the same in the page and in the terminal, in both languages', async () => {
    const made = await world();
    await move(made);
    await made.app.testProfile(PROFILE, never);
    const served = await openPage(made);
    open.push(served);
    const owner = new PageClient(served.url);
    await owner.enter('/api/setup', { name: 'Иван', password: 'дълга парола 1', code: served.setupCode });
    for (const language of ['bg', 'en']) {
      const headers = { 'Accept-Language': language };
      const path = `/api/profiles/${encodeURIComponent(PROFILE)}/questions`;
      const [asked] = (await owner.call('GET', path, { headers })).body as unknown as {
        what: string;
        remedy: string;
      }[];
      const data = join(made.folder, 'data');
      const child = await runChild({ args: ['pair', PROFILE, '--data', data, '--lang', language] });
      // The terminal names commands as it was called itself, with the same memory and language.
      const called = new RegExp(`(?<=[„“"])[^„“"]+ --data ${data} --lang ${language} `, 'g');
      const told = child.stdout.replaceAll(called, 'skladbridge ');
      expect([child.code, told]).toEqual([2, `${asked?.what ?? ''}\n${asked?.remedy ?? ''}\n`]);
    }
  });
});
