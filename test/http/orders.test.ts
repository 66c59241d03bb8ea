import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readXlsx } from '../support/files/read-xlsx.ts';
import { openPage, PageClient } from '../support/page-client.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';
import { askMemory } from '../support/memory/memory-place.ts';

const AT = `/api/profiles/${encodeURIComponent(PROFILE)}`;
type Json = Readonly<Record<string, unknown>>;

let made: World;
let served: Awaited<ReturnType<typeof openPage>>;
let owner: PageClient;
let clerk: PageClient;

beforeAll(async () => {
  made = await makeWorld({
    orders: 6,
    content: (content) => ({
      ...content,
      orders: content.orders.map((order, index) =>
        index === 2 ? { ...order, orderCurrencyCode: 'USD' } : order,
      ),
    }),
  });
  await made.run();
  // As a memory that an older program has kept: no order shows its buyer yet.
  await askMemory(join(made.folder, 'data'), 'DELETE FROM order_sights');
  served = await openPage(made);
  owner = new PageClient(served.url);
  await owner.enter('/api/setup', { name: 'Иван', password: 'дълга парола 1', code: served.setupCode });
  const account = { name: 'Мария', password: 'дълга парола 2', role: 'operator' };
  await owner.call('POST', '/api/accounts', { body: account });
  clerk = new PageClient(served.url);
  await clerk.enter('/api/login', { name: 'Мария', password: 'дълга парола 2' });
}, 60_000);

afterAll(async () => {
  await served.close();
  await made.close();
});

async function get(path: string): Promise<Json> {
  const answer = await owner.call('GET', `${AT}${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body;
}

async function orders(query: string): Promise<readonly Json[]> {
  return (await get(`/orders?${query}`))['orders'] as readonly Json[];
}

describe('orders on the page', () => {
  it('of an older memory are found by buyer, telephone, e-mail and document, and filtered by day', async () => {
    const [first, ...others] = await orders('');
    expect(first?.['buyer']).toMatch(/./);
    expect((await get('/orders'))['isComplete']).toBe(true);
    expect(first).toMatchObject({ payment: expect.any(String), delivery: expect.any(String) });
    const story = await get(`/orders/${String(first?.['orderNumber'])}`);
    const content = story['content'] as Json;
    const buyer = content['buyer'] as Json;
    const numbers = [first?.['orderNumber'], `№ ${String(first?.['orderNumber'])}`];
    const document = `Поръчка № ${String(first?.['documentNumber'])}`;
    const persons = [first?.['buyer'], buyer['phone'], buyer['email']];
    for (const search of [...persons, ...numbers, document, first?.['unp']])
      expect(
        (await orders(`search=${encodeURIComponent(String(search))}`)).map((row) => row['orderNumber']),
      ).toContain(first?.['orderNumber']);
    const day = String(first?.['createdAt']).slice(0, 10);
    expect((await orders(`from=${day}&to=${day}`)).length).toBeGreaterThan(0);
    expect(await orders('from=2030-01-01')).toEqual([]);
    expect((await owner.call('GET', `${AT}/orders?from=вчера`)).status).toBe(422);
    expect(others.length).toBeGreaterThan(0);
  });

  it('one has its lines, sums, what was written with its VAT, and the warehouse’s names of goods', async () => {
    const [first] = await orders('stage=acknowledged');
    const number = String(first?.['orderNumber']);
    const story = await get(`/orders/${number}`);
    const lines = (story['content'] as Json)['lines'] as readonly Json[];
    expect(lines.length).toBeGreaterThan(0);
    const written = story['written'] as Json;
    const vat = written['vat'] as readonly Json[];
    const sum = vat.reduce((all, { net, vat: inside }) => all + Number(net) + Number(inside), 0);
    expect(sum).toBeCloseTo(Number(written['total']), 6);
    const goods = (await owner.call('GET', `${AT}/orders/${number}/goods`))
      .body as unknown as readonly Json[];
    expect(goods.map(({ productId }) => productId)).toContain(lines[0]?.['productId']);
    expect(goods[0]).toMatchObject({ name: expect.stringMatching(/./), code: expect.any(String) });
  });

  it('come as files with real numbers, of what is filtered', async () => {
    const all = (await get('/orders'))['found'];
    const file = await fetch(`${served.url}${AT}/orders.xlsx?stage=acknowledged`, {
      headers: { Cookie: owner.cookie },
    });
    expect(file.headers.get('content-type')).toContain('spreadsheetml');
    const [head, ...rows] = readXlsx(Buffer.from(await file.arrayBuffer()));
    expect(head?.slice(0, 3)).toEqual(['Поръчка №', 'Направена', 'Купувач']);
    const sum = head?.indexOf('Сума') ?? 0;
    expect(rows.every((row) => typeof row[0] === 'number' && typeof row[sum] === 'number')).toBe(true);
    expect(rows.length).toBe((await get('/orders?stage=acknowledged'))['found']);
    expect(rows.length).toBeLessThan(Number(all));
  });

  it('one is not to be imported: only by who is signed in, with a reason; it is told, kept and taken back', async () => {
    const [parked] = await orders('stage=parked');
    const at = `${AT}/orders/${String(parked?.['orderNumber'])}`;
    const body = { why: 'пробна поръчка' };
    const stranger = new PageClient(served.url);
    expect((await stranger.call('POST', `${at}/decline`, { body })).status).toBe(401);
    expect((await clerk.call('POST', `${at}/decline`, { body, isForeign: true })).status).toBe(403);
    expect((await clerk.call('POST', `${at}/decline`, { body: { why: ' ' } })).status).toBe(422);
    expect((await clerk.call('POST', `${at}/decline`, { body })).status).toBe(200);
    const story = (await owner.call('GET', at)).body;
    expect(story['order']).toMatchObject({ reason: 'няма да се внася: „пробна поръчка“ (Мария)' });
    expect(story['waiting']).toEqual([]);
    await made.run();
    expect((await owner.call('GET', at)).body['order']).toMatchObject({
      stage: 'dismissed',
      why: { code: 'order.declined' },
    });
    const log = (await owner.call('GET', '/api/changes')).text;
    expect(log).toContain('пробна поръчка');
    expect((await clerk.call('DELETE', `${at}/decline`)).status).toBe(200);
    expect((await owner.call('GET', at)).body['order']).toMatchObject({ stage: 'seen', reason: null });
    await made.run();
    expect((await owner.call('GET', at)).body['order']).toMatchObject({ stage: 'parked' });
  });

  it('I4: one with a document is refused', async () => {
    const [first] = await orders('stage=acknowledged');
    const at = `${AT}/orders/${String(first?.['orderNumber'])}/decline`;
    const refused = await owner.call('POST', at, { body: { why: 'не искам' } });
    expect([refused.status, refused.body['code']]).toEqual([422, 'order.declinedTooLate']);
  });
});

describe('УНП on the page', () => {
  it('each with its order, document and both sides; filtered; as a file', async () => {
    const unp = await get('/unp');
    expect(unp).toMatchObject({ isSupto: true, waiting: 0, missing: 0, gaps: [], isNearEnd: false });
    expect(Number(unp['left'])).toBeGreaterThan(0);
    const page = await get('/unp/numbers?side=both');
    expect(page['found']).toBe(unp['used']);
    const [newest] = page['numbers'] as readonly Json[];
    expect(newest).toMatchObject({ unp: unp['last'], side: 'both', isPast: false });
    expect((await get('/unp/numbers?side=missing'))['found']).toBe(0);
    expect((await get('/unp/numbers?first=1&last=2'))['found']).toBe(2);
    expect((await owner.call('GET', `${AT}/unp/numbers?first=x`)).status).toBe(422);
    const csv = await owner.call('GET', `${AT}/unp/numbers.csv`);
    expect(csv.text).toContain(String(unp['last']));
    const file = await fetch(`${served.url}${AT}/unp/numbers.xlsx?side=both`, {
      headers: { Cookie: owner.cookie },
    });
    const [, row] = readXlsx(Buffer.from(await file.arrayBuffer()));
    expect([row?.[0], typeof row?.[2]]).toEqual([unp['last'], 'number']);
    expect(await get('/unp/use')).toMatchObject({ foreignRows: 0 });
  });
});
