import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { SilenceWatch } from '../../src/app/reporting/silence-watch.ts';
import { ReportSender } from '../../src/app/reporting/report-sender.ts';
import type { App } from '../../src/app/app.ts';
import { asSyncError } from '../../src/model/sync-error.ts';
import { askMemory } from '../support/memory/memory-place.ts';
import { openHostedPage } from '../support/reporting/hosted-page.ts';
import type { HostedPage } from '../support/reporting/hosted-page.ts';
import { makeWorld, openWorldApp, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: { close(): Promise<void> }[] = [];
const never = new AbortController().signal;

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

interface Place {
  readonly world: World;
  readonly hosted: HostedPage;
  readonly id: number;
  readonly token: string;
}

async function place(orders: number): Promise<Place> {
  const world = await makeWorld({ goods: 20, orders, seed: 3 });
  open.push(world);
  const hosted = await openHostedPage();
  open.push(hosted);
  const { id, token } = await hosted.add('Варна');
  await world.app.reporting.set({ address: `${hosted.url}/`, everyMinutes: 5, token });
  return { world, hosted, id, token };
}

/** The sender of a process that has just started, by a clock that is put forward. */
function sender(app: App) {
  const clock = { aheadMs: 0, now: () => Date.now() + clock.aheadMs };
  const parts = { desk: app.reporting, standings: async () => new Map(), version: '0.2.0', clock };
  return { clock, sending: new ReportSender({ ...parts, random: () => 1 }) };
}

const told = async ({ hosted, id }: Place) => hosted.app.reportedShops.show(id);
const runIds = async (at: Place): Promise<readonly number[]> =>
  (await told(at)).runs.flatMap(({ runs }) => runs.map((run) => run.id));
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => asSyncError(error).code,
  );

describe('a shop reports to a hosted page', () => {
  it('tells after a run, when what waits has changed, and each interval; between them nothing', async () => {
    const at = await place(3);
    const { world } = at;
    const { sending, clock } = sender(world.app);
    expect(await sending.look(never)).toBe(true);
    expect((await told(at)).judged).toMatchObject({ standing: 'new', profile: PROFILE });
    expect(await sending.look(never)).toBe(false);
    await world.run();
    expect(await sending.look(never)).toBe(true);
    const { shop, runs } = await told(at);
    expect(shop).toMatchObject({ name: 'Варна', version: '0.2.0', everyMinutes: 5 });
    expect(runs[0]?.runs[0]).toMatchObject({ end: 'done', trigger: 'person', code: null });
    expect(runs[0]?.runs[0]?.counts?.['import-orders']?.created).toBe(3);
    expect(shop.profiles[0]?.lastSuccess['import-orders']).toBe(runs[0]?.runs[0]?.endedAt);
    expect(await sending.look(never)).toBe(false);
    clock.aheadMs = 5 * 60_000;
    expect(await sending.look(never)).toBe(true);
    await world.setSettings({ deviceSerial: '' });
    expect(await sending.look(never)).toBe(true);
    expect((await told(at)).shop.profiles[0]?.unpLeft).toBe(null);
  });

  it('P6: nothing of buyers, orders, goods, addresses and secrets leaves the shop', async () => {
    const at = await place(6);
    const { world } = at;
    world.change("UPDATE Goods SET BarCode1 = '' WHERE ID > 0");
    await world.run();
    const draft = await world.app.reporting.draft({ standings: new Map(), version: '0.2.0' });
    const text = JSON.stringify(draft);
    const secret = new Set([world.warehousePath, world.sandbox.url, 'sandbox-secret', at.token]);
    for (const { unp } of await world.ledger()) if (unp !== null) secret.add(unp);
    for (const row of world.rows('SELECT Company, Phone, eMail FROM Partners'))
      for (const value of Object.values(row)) if (String(value).length > 3) secret.add(String(value));
    for (const row of world.rows('SELECT Name FROM Goods')) secret.add(String(row['Name']));
    expect(secret.size).toBeGreaterThan(20);
    expect([...secret].filter((each) => text.includes(each))).toEqual([]);
    expect(draft.runs).toHaveLength(1);
    expect(Object.keys(draft.profiles[0] ?? {}).toSorted()).toEqual([
      'attention',
      'held',
      'isBusy',
      'lastRun',
      'lastSuccess',
      'name',
      'nextStart',
      'oldestWaiting',
      'ordersWaiting',
      'profile',
      'shop',
      'unpLeft',
      'warehouse',
    ]);
  });

  it('a page that is away for a while holds up no run; afterwards it has the newest and what was missed', async () => {
    const at = await place(2);
    const { world, hosted } = at;
    const { sending, clock } = sender(world.app);
    await world.run();
    await sending.look(never);
    const before = await runIds(at);
    await hosted.stop();
    const { runId: first } = await world.run();
    expect(await codeOf(sending.look(never))).toBe('report.notSent');
    expect((await world.app.reporting.target())?.fault?.code).toBe('report.notSent');
    const { runId: second, end } = await world.run();
    expect(end).toBe('done');
    await hosted.start();
    // It is not asked again at once: first after 20 seconds, then ever more rarely.
    expect(await sending.look(never)).toBe(false);
    clock.aheadMs = 21_000;
    expect(await sending.look(never)).toBe(true);
    expect(await runIds(at)).toEqual([second, first, ...before]);
    expect((await world.app.reporting.target())?.fault).toBe(null);
  });

  it('a process that dies before the answer tells again, and nothing stands twice', async () => {
    const at = await place(2);
    const { world, hosted, token } = at;
    const front = createServer((request, response) => {
      const { method, url, headers } = request;
      const onward = forward(`${hosted.url}${url ?? ''}`, {
        method,
        headers: { ...headers, host: `127.0.0.1:${hosted.port}` },
      });
      // The report arrives; its answer does not.
      onward.once('response', (answer) => answer.resume().once('end', () => response.destroy()));
      request.pipe(onward);
    });
    await new Promise<void>((listening) => void front.listen(0, '127.0.0.1', listening));
    open.push({ close: () => new Promise((closed) => void front.close(() => closed())) });
    const address = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
    await world.app.reporting.set({ address, everyMinutes: 5, token });
    await world.run();
    expect(await codeOf(sender(world.app).sending.look(never))).toBe('report.notSent');
    const once = await runIds(at);
    expect(once).toHaveLength(1);
    expect((await world.app.reporting.target())?.acknowledged).toEqual({});
    await world.app.reporting.set({ address: hosted.url, everyMinutes: 5, token });
    const again = await openWorldApp(join(world.folder, 'data'));
    open.push(again);
    expect(await sender(again).sending.look(never)).toBe(true);
    expect(await runIds(at)).toEqual(once);
    expect(Object.values((await again.reporting.target())?.acknowledged ?? {})).toEqual(once);
    // A start without anything new tells all the same: nobody knows how long the program was off.
    expect(await sender(again).sending.look(never)).toBe(true);
  });

  it('a memory that was put back goes on behind the numbers that the page has seen', async () => {
    const at = await place(1);
    const { world, hosted } = at;
    const { sending } = sender(world.app);
    for (let times = 0; times < 3; times += 1) {
      await world.run();
      await sending.look(never);
    }
    await askMemory(join(world.folder, 'data'), "update report_lines set sequence = 1, acknowledged = '{}'");
    const { runId } = await world.run();
    expect(await sending.look(never)).toBe(true);
    expect((await told(at)).shop.profiles[0]?.lastRun?.id).toBe(runId);
    expect(await runIds(at)).toHaveLength(4);
    // Another installation by the same token is none of this shop.
    const other = await openWorldApp(join(world.folder, 'other'));
    open.push(other);
    await other.reporting.set({ address: hosted.url, everyMinutes: 5, token: at.token });
    expect(await codeOf(sender(other).sending.look(never))).toBe('report.otherSender');
    await other.reporting.stop();
    expect(await sender(other).sending.look(never)).toBe(false);
  });

  it('of a silence somebody is told once; the shop that speaks again is silent anew', async () => {
    const at = await place(0);
    const { hosted, world } = at;
    const names: string[] = [];
    const watch = new SilenceWatch(hosted.app.reportedShops, async ({ name }) => void names.push(name));
    await sender(world.app).sending.look(never);
    expect(await watch.look()).toBe(0);
    hosted.aheadMs = 16 * 60_000;
    // Whoever begins to watch waits until shops that have found nobody have asked again.
    const stop = new AbortController();
    const waits: number[] = [];
    const wait = async (ms: number): Promise<void> => {
      waits.push(ms);
      stop.abort();
    };
    await watch.run(wait, stop.signal, () => undefined);
    expect([waits, names]).toEqual([[16 * 60_000], []]);
    expect(await watch.look()).toBe(1);
    expect(await watch.look()).toBe(0);
    await sender(world.app).sending.look(never);
    expect((await told(at)).judged.standing).not.toBe('silent');
    hosted.aheadMs = 40 * 60_000;
    expect(await watch.look()).toBe(1);
    expect(names).toEqual(['Варна', 'Варна']);
  });
});
