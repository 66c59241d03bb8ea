import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIVE_CALLS } from '../../../src/api/live.ts';
import type { LiveEvent } from '../../../src/api/live.ts';
import { ManyShops, until } from '../../support/hosted/many-shops.ts';
import type { Program } from '../../support/hosted/program.ts';
import { PageClient } from '../../support/page-client.ts';

const OWNER = { name: 'Иван', password: 'дълга парола 1' };
const SHOPS = 3;
/** Told by the page that dies. */
const BEFORE = 6;

/** An event of a page's stream, with the number under which it goes on. */
interface Heard {
  readonly id: string;
  readonly event: LiveEvent;
}

/** Follows a page until its stream ends, from behind what was heard last. */
async function follow(client: PageClient, url: string, heard: Heard[]): Promise<void> {
  const lastId = heard.at(-1)?.id;
  const headers = { Cookie: client.cookie, ...(lastId === undefined ? {} : { 'Last-Event-ID': lastId }) };
  const { body } = await fetch(`${url}${LIVE_CALLS.live.path}`, { headers });
  let rest = '';
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = `${rest}${chunk}`.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, id] = /^id: (.+)$/m.exec(block) ?? [];
      const [, data] = /^data: (.+)$/m.exec(block) ?? [];
      if (id !== undefined && data !== undefined) heard.push({ id, event: JSON.parse(data) as LiveEvent });
    }
  }
}

/** What was told of works. How a page begins, and how servers stand, each process tells by itself. */
function told(heard: readonly Heard[]): readonly Heard[] {
  const own = new Set<LiveEvent['type']>(['hello', 'workers', 'server', 'serverGone']);
  return heard.filter(({ event }) => !own.has(event.type));
}

describe('a page that dies while its stream is read', () => {
  let many: ManyShops;
  let first: Program;
  let second: Program;
  beforeAll(async () => {
    many = await ManyShops.open(SHOPS);
    first = await many.serve('page');
    second = await many.serve('page');
    await many.serve('worker');
  });
  afterAll(() => many.close());

  it('another goes on where it left off: everything is told once, in its order, and every order is there', async () => {
    const client = new PageClient(first.url);
    await client.enter('/api/setup', { ...OWNER, code: first.setupCode });
    const heard: Heard[] = [];
    const reading = follow(client, first.url, heard).catch(() => undefined);
    await many.makeDue();
    await until(() => told(heard).length >= BEFORE);
    await first.end('SIGKILL');
    await reading;
    const beforeKill = heard.length;
    const goingOn = follow(client, second.url, heard).catch(() => undefined);
    await many.untilDone();
    const places = await many.ask('select place from hosted_told order by place');
    await until(() => told(heard).length >= places.length);
    await second.end('SIGKILL');
    await goingOn;
    expect(heard[beforeKill]?.event).toMatchObject({ type: 'hello', isResumed: true });
    const marks = told(heard).map(({ id }) => id.split('~')[1]?.split('.') ?? []);
    expect(marks.map(([, place]) => Number(place))).toEqual(places.map(({ place }) => place));
    expect(new Set(marks.map(([epoch]) => epoch)).size).toBe(1);
    expect(told(heard.slice(beforeKill)).length).toBeGreaterThan(0);
    many.expectSound();
  });
});
