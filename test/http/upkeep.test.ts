import { afterEach, describe, expect, it } from 'vitest';
import { openPage, PageClient } from '../support/page-client.ts';
import { makeWorld, PROFILE, readGoodsOf } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: { close(): Promise<void> }[] = [];
const AT = `/api/profiles/${encodeURIComponent(PROFILE)}`;

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function page(): Promise<{ readonly made: World; readonly owner: PageClient }> {
  const made = await makeWorld({ orders: 2 });
  open.push(made);
  await made.run();
  const served = await openPage(made);
  open.push(served);
  const owner = new PageClient(served.url);
  await owner.enter('/api/setup', { name: 'Иван', password: 'дълга парола 1', code: served.setupCode });
  return { made, owner };
}

type Answer = Readonly<Record<string, unknown>>;

/** Starts a plan and waits for it. */
async function plan(owner: PageClient, body: Answer): Promise<Answer> {
  expect((await owner.call('POST', `${AT}/plan`, { body })).status).toBe(200);
  await over(owner);
  return (await owner.call('GET', `${AT}/plan`)).body;
}

async function over(owner: PageClient): Promise<Answer> {
  for (;;) {
    const work = (await owner.call('GET', `${AT}/work`)).body;
    if (work['isOver'] === true) return work;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function apply(owner: PageClient, made: Answer): Promise<void> {
  expect((await owner.call('POST', `${AT}/apply`, { body: { madeAt: made['madeAt'] } })).status).toBe(200);
  expect((await over(owner))['error']).toBeNull();
}

describe('comparison and undo on the page', () => {
  it('E10: a comparison is a plan; applying it repairs the shop', async () => {
    const { made, owner } = await page();
    const [good] = await readGoodsOf(made.warehousePath);
    const [id = 0] = made.sandbox.store.productsByCode(good?.code ?? '');
    made.sandbox.store.put('products', id, { ...made.sandbox.store.get('products', id), productPrice: 999 });
    const compared = await plan(owner, { tasks: null, of: 'reconcile' });
    expect([compared['total'], compared['of']]).toEqual([1, { kind: 'reconcile' }]);
    await apply(owner, compared);
    expect(Number(made.sandbox.store.get('products', id)?.['productPrice'])).toBe(Number(good?.price));
    expect((await plan(owner, { tasks: null, of: 'reconcile' }))['total']).toBe(0);
  });

  it('an undo is a plan; applying it gives the old price back', async () => {
    const { made, owner } = await page();
    const [good] = await readGoodsOf(made.warehousePath);
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID = ?', good?.id ?? 0);
    const { runId } = await made.run();
    const undo = await plan(owner, { tasks: null, of: 'undo', run: runId });
    expect([undo['total'], undo['of']]).toEqual([1, { kind: 'undo', runId }]);
    await apply(owner, undo);
    const [id = 0] = made.sandbox.store.productsByCode(good?.code ?? '');
    expect(Number(made.sandbox.store.get('products', id)?.['productPrice'])).toBe(Number(good?.price));
  });

  it('section 4: an undo does what was looked at, and leaves what has changed since', async () => {
    const { made, owner } = await page();
    const [first, second] = await readGoodsOf(made.warehousePath);
    for (const good of [first, second])
      made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID = ?', good?.id ?? 0);
    const { runId } = await made.run();
    const undo = await plan(owner, { tasks: null, of: 'undo', run: runId });
    expect(undo['total']).toBe(2);
    const [id = 0] = made.sandbox.store.productsByCode(second?.code ?? '');
    made.sandbox.store.put('products', id, { ...made.sandbox.store.get('products', id), productPrice: 999 });
    await apply(owner, undo);
    const [run] = await made.app.runs(PROFILE, 1);
    expect(run).toMatchObject({ tasks: ['undo'], end: 'done' });
    expect(made.sandbox.store.get('products', id)?.['productPrice']).toBe(999);
    const events: unknown[] = [];
    for await (const batch of made.app.runEvents(PROFILE, run?.id ?? 0)) events.push(...batch);
    expect(events).toContainEqual(
      expect.objectContaining({
        event: expect.objectContaining({
          change: expect.objectContaining({ subject: `good:${second?.id}` }),
          outcome: expect.objectContaining({ kind: 'failed', code: 'plan.stale' }),
        }),
      }),
    );
  });

  it('a run that is not there, and an undo of nothing, are told', async () => {
    const { owner } = await page();
    expect((await owner.call('POST', `${AT}/plan`, { body: { tasks: null, of: 'undo' } })).status).toBe(404);
    await owner.call('POST', `${AT}/plan`, { body: { tasks: null, of: 'undo', run: 999 } });
    expect((await over(owner))['error']).toMatchObject({ code: 'run.notFound' });
    expect((await owner.call('POST', `${AT}/plan`, { body: { tasks: null, of: 'other' } })).status).toBe(422);
  });
});
