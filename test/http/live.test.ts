import { afterEach, describe, expect, it } from 'vitest';
import { API } from '../../src/api/api.ts';
import type { LiveEvent } from '../../src/api/live.ts';
import { schemaFault } from '../support/contract/contract-fault.ts';
import { openPage, PageClient } from '../support/page-client.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: (() => Promise<void>)[] = [];
const OWNER = { name: 'Иван', password: 'дълга парола 1' };
const AT = `/api/profiles/${encodeURIComponent(PROFILE)}`;
const { live } = API.live;

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function page(): Promise<{ readonly owner: PageClient; readonly world: World }> {
  const world = await makeWorld({ orders: 4 });
  const served = await openPage(world);
  open.push(async () => {
    await served.close();
    await world.close();
  });
  const owner = new PageClient(served.url);
  await owner.enter('/api/setup', { ...OWNER, code: served.setupCode });
  return { owner, world };
}

/** A page's stream, each event held to the contract as it comes. */
class Stream {
  readonly events: LiveEvent[] = [];
  readonly #stop = new AbortController();
  readonly #waiting = new Set<() => void>();
  lastId = '';
  isOver = false;

  constructor(page: PageClient, lastId = '', query = '') {
    const headers = { Cookie: page.cookie, ...(lastId === '' ? {} : { 'Last-Event-ID': lastId }) };
    const { signal } = this.#stop;
    void this.#read(fetch(`${page.url}${live.path}${query}`, { headers, signal }));
  }

  async #read(answer: Promise<Response>): Promise<void> {
    try {
      const { body } = await answer;
      let rest = '';
      for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const blocks = `${rest}${chunk}`.split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) this.#take(block);
      }
    } catch {
      // It was closed by this side.
    }
    this.isOver = true;
    this.#wake();
  }

  #take(block: string): void {
    const data = /^data: (.*)$/m.exec(block)?.[1];
    if (data === undefined) return;
    const value: unknown = JSON.parse(data);
    expect([schemaFault(live.answer, value), data.slice(0, 300)]).toEqual([null, data.slice(0, 300)]);
    this.events.push(value as LiveEvent);
    this.lastId = /^id: (.*)$/m.exec(block)?.[1] ?? this.lastId;
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }

  /** Waits for what holds of everything that has come. */
  async until(holds: (events: readonly LiveEvent[]) => boolean): Promise<void> {
    while (!holds(this.events) && !this.isOver)
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.#waiting.delete(wake);
          resolve();
        };
        this.#waiting.add(wake);
      });
  }

  close(): void {
    this.#stop.abort();
  }
}

const has =
  (type: LiveEvent['type']) =>
  (events: readonly LiveEvent[]): boolean =>
    events.some((event) => event.type === type);

describe('the one stream of a page', () => {
  it('tells how every server stands, then a plan and a run from their beginning to their end', async () => {
    const { owner } = await page();
    const stream = new Stream(owner);
    await stream.until(has('server'));
    const [hello, workers, server] = stream.events;
    expect(workers).toMatchObject({ type: 'workers', areThere: true });
    expect(hello).toMatchObject({ type: 'hello', isResumed: false });
    expect(server).toMatchObject({
      server: { name: PROFILE, lastRun: null, health: { shop: { isWell: null, fault: null } } },
    });
    await owner.call('POST', `${AT}/plan`, { body: { tasks: null } });
    await stream.until(has('planReady'));
    const plan = (await owner.call('GET', `${AT}/plan`)).body;
    const ready = stream.events.find((event) => event.type === 'planReady');
    expect(ready?.madeAt).toBe(plan['madeAt']);
    await stream.until(has('workEnded'));
    const from = stream.events.length;
    await owner.call('POST', `${AT}/apply`, { body: { madeAt: plan['madeAt'] } });
    const isDone = (events: readonly LiveEvent[]): boolean =>
      events
        .slice(from)
        .some((event) => event.type === 'server' && !event.server.isBusy && event.server.lastRun !== null);
    await stream.until(isDone);
    const told = stream.events.slice(from);
    const types = new Set(told.map(({ type }) => type));
    for (const type of [
      'workStarted',
      'taskStarted',
      'progress',
      'changes',
      'taskEnded',
      'workEnded',
    ] as const)
      expect([...types]).toContain(type);
    const ended = told.find((event) => event.type === 'workEnded');
    expect(ended).toMatchObject({ kind: 'run', end: 'done', error: null });
    const changes = told.flatMap((event) => (event.type === 'changes' ? [event.count] : []));
    const made = Object.values(ended?.counts ?? {}).map(({ created, updated }) => created + updated);
    const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
    expect(sum(changes)).toBeGreaterThanOrEqual(sum(made));
    const rows = told.flatMap((event) => (event.type === 'server' ? [event.server] : []));
    expect(rows.some(({ isBusy }) => isBusy)).toBe(true);
    expect(rows.at(-1)).toMatchObject({ isBusy: false, lastRun: { end: 'done' } });
    expect(rows.at(-1)?.health.shop.isWell).toBe(true);
    stream.close();
  });

  it('goes on behind the event that a page had last; a page that had none of these begins anew', async () => {
    const { owner, world } = await page();
    const first = new Stream(owner);
    await first.until(has('server'));
    await world.setSettings({ recheckDays: 8 });
    await owner.call('POST', '/api/profiles', { body: { name: 'Втори' } });
    await first.until((events) => events.filter(({ type }) => type === 'server').length >= 3);
    first.close();
    const second = new Stream(owner, first.lastId);
    await second.until(has('hello'));
    await owner.call('DELETE', '/api/profiles/%D0%92%D1%82%D0%BE%D1%80%D0%B8', {
      body: { confirm: 'Втори' },
    });
    await second.until(has('serverGone'));
    expect(second.events).toEqual([
      expect.objectContaining({ type: 'hello', isResumed: true }),
      expect.objectContaining({ type: 'serverGone', profile: 'Втори' }),
    ]);
    second.close();
    for (const id of [`other-${first.lastId.split('-')[1] ?? ''}`, `${first.lastId}9`, 'x']) {
      const anew = new Stream(owner, id);
      await anew.until(has('server'));
      expect(anew.events[0]).toMatchObject({ type: 'hello', isResumed: false });
      anew.close();
    }
  });

  it('tells what another process did, in the language that is asked for, and why a side is not well', async () => {
    const { owner, world } = await page();
    const stream = new Stream(owner, '', '?language=en');
    await stream.until(has('server'));
    const request = { tasks: null, isConfirmed: true, onEvent: () => undefined };
    await world.app.run(PROFILE, { ...request, signal: new AbortController().signal });
    const isSeen = (events: readonly LiveEvent[]): boolean =>
      events.some((event) => event.type === 'server' && event.server.lastRun?.end === 'done');
    await stream.until(isSeen);
    await owner.call('PUT', `${AT}/secrets/secret`, { body: { value: 'wrong' } });
    await owner.call('POST', `${AT}/run`, { body: { tasks: null } });
    const isIll = (events: readonly LiveEvent[]): boolean =>
      events.some((event) => event.type === 'server' && event.server.health.shop.isWell === false);
    await stream.until(isIll);
    const ended = stream.events.find((event) => event.type === 'workEnded');
    expect(ended?.error?.what).toMatch(/^[\x20-\x7e“”’–„№]+$/);
    const last = stream.events.findLast((event) => event.type === 'server');
    expect(last?.server.health).toMatchObject({
      shop: { isWell: false, fault: { code: expect.stringMatching(/^shop\./) } },
    });
    stream.close();
  });

  it('ends with its session', async () => {
    const { owner } = await page();
    const stream = new Stream(owner);
    await stream.until(has('server'));
    await owner.call('DELETE', '/api/session');
    await stream.until(() => false);
    expect(stream.isOver).toBe(true);
  });
});
