import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readXlsx } from '../support/files/read-xlsx.ts';
import { openPage, PageClient } from '../support/page-client.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const AT = `/api/profiles/${encodeURIComponent(PROFILE)}`;
type Json = Readonly<Record<string, unknown>>;

let world: World;
let served: Awaited<ReturnType<typeof openPage>>;
let owner: PageClient;

beforeAll(async () => {
  world = await makeWorld({ goods: 130, orders: 2 });
  await world.run();
  served = await openPage(world);
  owner = new PageClient(served.url);
  await owner.enter('/api/setup', { name: 'Иван', password: 'дълга парола 1', code: served.setupCode });
}, 60_000);

afterAll(async () => {
  await served.close();
  await world.close();
});

async function get(path: string): Promise<Json> {
  const answer = await owner.call('GET', `${AT}${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body;
}

async function goods(query: string): Promise<readonly Json[]> {
  return (await get(`/goods?${query}`))['goods'] as readonly Json[];
}

async function firstLinked(): Promise<Json> {
  const linked = (await goods('')).find(
    ({ standing, quantity, link }) =>
      standing === 'linked' && Number(quantity) > 0 && (link as { sent: Json }).sent['code'] !== null,
  );
  if (linked === undefined) throw new Error('no good is linked');
  return linked;
}

describe('goods on the page', () => {
  it('come page after page, each once, with both sides beside each other', async () => {
    const ids: number[] = [];
    for (let after: unknown = 0; after !== null;) {
      const page = await get(`/goods?after=${String(after)}`);
      ids.push(...(page['goods'] as readonly Json[]).map(({ goodId }) => Number(goodId)));
      after = page['next'];
    }
    expect(ids).toEqual([...new Set(ids)].toSorted((left, right) => left - right));
    expect(ids.length).toBeGreaterThan(100);
    const { price, quantity, link, differs, good } = await firstLinked();
    expect((link as Json)['sent']).toMatchObject({ price, quantity });
    expect([differs, (good as Json)['name']]).toEqual([[], expect.stringMatching(/./)]);
    const [stranger] = await new PageClient(served.url)
      .call('GET', `${AT}/goods`)
      .then((one) => [one.status]);
    expect(stranger).toBe(401);
  });

  it('are found by name, code and bar code', async () => {
    const { goodId, good } = await firstLinked();
    const { name, code, barcodes } = good as { name: string; code: string; barcodes: readonly string[] };
    for (const text of [name, code, ...barcodes.slice(0, 1)])
      expect((await goods(`search=${encodeURIComponent(text)}`)).map((row) => row['goodId'])).toContain(
        goodId,
      );
    expect(await goods('search=няматакавастока')).toEqual([]);
  });

  it('a price that was changed in the warehouse is a difference, and how both came about is told', async () => {
    const id = Number((await firstLinked())['goodId']);
    expect((await goods('show=differs')).map(({ goodId }) => goodId)).not.toContain(id);
    world.change(`UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID = ${id}`);
    const [different] = await goods('show=differs');
    expect(different).toMatchObject({ goodId: id, differs: ['price'] });
    const details = await get(`/goods/${id}`);
    const terms = details['quantity'] as Json;
    const taken = ['openOrders', 'ownOpenDocuments', 'held', 'buffer'].map((term) => Number(terms[term]));
    expect(Number(terms['physical']) - taken.reduce((sum, each) => sum + each)).toBeCloseTo(
      Number(terms['quantity']),
    );
    expect(details).toMatchObject({ currency: 'EUR', waiting: [], good: { goodId: id }, away: null });
    expect((await owner.call('GET', `${AT}/goods/999999`)).body['code']).toBe('good.notFound');
  });

  it('of several objects it is told where the stock lies', async () => {
    const id = Number((await firstLinked())['goodId']);
    expect((await get(`/goods/${id}`))['objects']).toEqual([]);
    const { settings } = await get('');
    const { quantityLocations } = settings as { quantityLocations: number[] };
    const [both] = world.rows('SELECT min(ID) AS first, max(ID) AS last FROM objects WHERE ID > 1');
    const two = [Number(both?.['first']), Number(both?.['last'])];
    await world.setSettings({ quantityLocations: two });
    const details = await get(`/goods/${id}`);
    const objects = details['objects'] as readonly { name: string; physical: string }[];
    const sum = objects.reduce((total, { physical }) => total + Number(physical), 0);
    expect([objects.length, sum]).toEqual([2, Number((details['quantity'] as Json)['physical'])]);
    expect(objects.every(({ name }) => /\p{L}/u.test(name))).toBe(true);
    await world.setSettings({ quantityLocations });
  });

  it('come as files with real numbers, all of them or those that are asked for', async () => {
    const headers = { Cookie: owner.cookie };
    const file = await fetch(`${served.url}${AT}/goods.xlsx`, { headers });
    const [head, ...rows] = readXlsx(Buffer.from(await file.arrayBuffer()));
    expect(head?.slice(0, 3)).toEqual(['Стока №', 'Код', 'Име']);
    expect(rows.length).toBeGreaterThan(120);
    expect(rows.every(([number]) => typeof number === 'number')).toBe(true);
    expect(rows.filter((row) => typeof row[4] === 'number').length).toBeGreaterThan(100);
    const csv = await owner.call('GET', `${AT}/goods.csv?show=differs`);
    expect(csv.text.trim().split('\n').length).toBe(1 + (await goods('show=differs')).length);
  });

  it('one that was unlinked is among those without a product', async () => {
    const { goodId, link } = await firstLinked();
    expect((await goods('show=unlinked')).map((row) => row['goodId'])).not.toContain(goodId);
    expect((await owner.call('DELETE', `${AT}/links/${String(goodId)}`)).status).toBe(200);
    expect((await goods('show=unlinked')).map((row) => row['goodId'])).toContain(goodId);
    const body = { product: (link as Json)['productId'] };
    expect((await owner.call('PUT', `${AT}/links/${String(goodId)}`, { body })).status).toBe(200);
    expect((await goods('show=unlinked')).map((row) => row['goodId'])).not.toContain(goodId);
    expect((await goods('show=waiting')).every((row) => row['isWaiting'] === true)).toBe(true);
  });

  it('products are found by name, code and bar code, with the good that each is linked to', async () => {
    const { goodId, link } = await firstLinked();
    const { productId, sent } = link as { productId: number; sent: Json };
    for (const key of ['name', 'code', 'barcode'] as const) {
      const { products } = await get(`/products?search=${encodeURIComponent(String(sent[key]))}`);
      expect(products).toContainEqual(expect.objectContaining({ productId, goodId }));
    }
    expect(await get('/products?search=няматакъвпродукт')).toMatchObject({ products: [] });
  });

  it('a warehouse that is away leaves what the memory knows, and says so', async () => {
    const { goodId, link } = await firstLinked();
    const { name, code } = (link as { sent: { name: string; code: string } }).sent;
    const { settings } = await get('');
    await world.setSettings({ warehouse: 'mysql://nobody@127.0.0.1:9/none' });
    const away = { code: expect.stringMatching(/^warehouse\./) };
    const page = await get('/goods');
    expect(page).toMatchObject({ away, readAt: null });
    expect((page['goods'] as readonly Json[]).length).toBe(100);
    const found = await get(`/goods?search=${encodeURIComponent(code)}`);
    expect(found['goods']).toMatchObject([
      { goodId, good: null, standing: 'linked', link: { sent: { name } } },
    ]);
    expect(await get(`/goods/${String(goodId)}`)).toMatchObject({ away, how: null, quantity: null });
    expect((await owner.call('GET', `${AT}/goods/999999`)).body['code']).toBe('good.notFound');
    expect((await owner.call('GET', `${AT}/goods.csv`)).body).toMatchObject(away);
    await world.setSettings({ warehouse: String((settings as Json)['warehouse']) });
  });
});
