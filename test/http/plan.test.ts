import { afterEach, describe, expect, it } from 'vitest';
import type { PlanPage } from '../../src/api/plan.ts';
import type { RunReport } from '../../src/api/runs.ts';
import { openPage, PageClient } from '../support/page-client.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World, WorldOptions } from '../support/world.ts';

const open: { close(): Promise<void> }[] = [];
const AT = `/api/profiles/${encodeURIComponent(PROFILE)}`;

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function page(options: WorldOptions): Promise<{ readonly made: World; readonly owner: PageClient }> {
  const made = await makeWorld(options);
  open.push(made);
  const served = await openPage(made);
  open.push(served);
  const owner = new PageClient(served.url);
  await owner.enter('/api/setup', { name: 'Иван', password: 'дълга парола 1', code: served.setupCode });
  return { made, owner };
}

async function over(owner: PageClient): Promise<void> {
  while ((await owner.call('GET', `${AT}/work`)).body['isOver'] !== true)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

async function look(owner: PageClient, query = ''): Promise<PlanPage> {
  return (await owner.call('GET', `${AT}/plan${query}`)).body as unknown as PlanPage;
}

async function plan(owner: PageClient): Promise<PlanPage> {
  expect((await owner.call('POST', `${AT}/plan`, { body: { tasks: null } })).status).toBe(200);
  await over(owner);
  return look(owner);
}

async function apply(owner: PageClient, { madeAt }: PlanPage, choice: object): Promise<void> {
  const all = { kinds: [], isHeldToo: false, besides: [], except: [], ...choice };
  expect((await owner.call('POST', `${AT}/apply`, { body: { madeAt, choice: all } })).status).toBe(200);
  await over(owner);
}

describe('the plan on the page (section 4)', () => {
  it('tells which orders are not imported and why, in words, and what waits for a person', async () => {
    const { owner } = await page({
      orders: 8,
      content: (content) => ({
        ...content,
        orders: content.orders.map((order, index) =>
          index === 2
            ? { ...order, orderCurrencyCode: 'USD' }
            : index === 5
              ? { ...order, orderStatus: 'cancelled' }
              : order,
        ),
      }),
    });
    const made = await plan(owner);
    const notes = made.tasks.flatMap(({ attention }) => attention);
    expect(notes.map(({ what, holds }) => [/USD/.test(what), holds])).toEqual([[true, 0]]);
    const left = made.tasks.flatMap(({ skipped }) => skipped);
    for (const { reasonLabel } of left) expect(reasonLabel).not.toMatch(/^\w+\.\w+$/);
    expect(left.filter(({ reasonLabel }) => /отказана/.test(reasonLabel))).toHaveLength(1);
    expect(made.kinds.find(({ kind }) => kind === 'recordOperation')?.count).toBe(6);
    const [group] = made.groups;
    const ofGroup = await look(owner, `?group=${group?.id ?? 0}`);
    expect(ofGroup.found).toBe(group?.count);
    expect(ofGroup.found).toBeGreaterThan(0);
    expect(made.groups.reduce((sum, { count }) => sum + count, 0)).toBeLessThan(made.total);
  });

  it('a part is approved: exactly that is made, the rest stays for the next run', async () => {
    const { made, owner } = await page({ orders: 8 });
    const whole = await plan(owner);
    const orders = whole.changes.filter(({ kind }) => kind === 'recordOperation');
    const count = orders.length;
    await apply(owner, whole, { kinds: ['recordOperation'], except: [orders.at(-1)?.key] });
    const recorded = (await made.ledger()).filter(({ documentNumber }) => documentNumber !== null);
    expect([recorded.length, made.sandbox.requests.writes()]).toEqual([count - 1, count - 1]);
    expect(count).toBeGreaterThan(2);
    const rest = await plan(owner);
    expect(rest.kinds.find(({ kind }) => kind === 'recordOperation')?.count).toBe(1);
    await apply(owner, rest, { kinds: rest.kinds.map(({ kind }) => kind) });
    // What was only found in the shop gets its quantities with the next run.
    expect((await plan(owner)).kinds.map(({ kind }) => kind)).toEqual(['setQuantity']);
  });

  it('E6: what a guard holds is shown, and is made only when it is approved by itself', async () => {
    const { made, owner } = await page({ orders: 0 });
    await made.run();
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 * 1.1');
    const held = await plan(owner);
    const [repriced] = held.kinds.filter(({ kind }) => kind === 'updateProduct');
    expect(repriced?.held).toBe(repriced?.count);
    const [note] = held.tasks.flatMap(({ attention }) => attention);
    expect([note?.code, note?.holds]).toEqual(['guard.repriced', repriced?.count]);
    expect((await look(owner, '?held=yes')).found).toBe(repriced?.count);
    const writes = made.sandbox.requests.writes();
    await apply(owner, held, { kinds: ['updateProduct'] });
    expect(made.sandbox.requests.writes()).toBe(writes);
    await apply(owner, await plan(owner), { kinds: ['updateProduct'], isHeldToo: true });
    expect((await plan(owner)).total).toBe(0);
  });

  it('on the run of a plan: what was done already and what has changed since are told apart', async () => {
    const { made, owner } = await page({ orders: 0, goods: 12, sold: 8 });
    await made.run();
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID IN (6, 7)');
    const shown = await plan(owner);
    await made.run();
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID = 7');
    await apply(owner, shown, { kinds: shown.kinds.map(({ kind }) => kind) });
    const [run] = (await owner.call('GET', `${AT}/runs`)).body as unknown as readonly {
      readonly id: number;
    }[];
    const report = (await owner.call('GET', `${AT}/runs/${run?.id ?? 0}/report`))
      .body as unknown as RunReport;
    expect(report.run).toMatchObject({ trigger: 'apply', startedBy: 'Иван' });
    const [already] = report.notices.filter(({ code }) => code === 'notice.change.alreadyDone');
    expect([already?.text, report.notices.length]).toEqual([
      expect.stringMatching(/№6: вече е направено/),
      1,
    ]);
    expect(report.failed.map(({ label, fault }) => [label.endsWith('№7'), fault.code, fault.what])).toEqual([
      [true, 'plan.stale', expect.stringMatching(/проме/)],
    ]);
  });
});
