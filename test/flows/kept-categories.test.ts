import { afterEach, describe, expect, it } from 'vitest';
import type { StoredRecord } from '../../src/sandbox/resource.ts';
import { makeWorld, PROFILE, readGoodsOf } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

const FEED = { username: 'feed', domain: 'shop.example', signature: 'a'.repeat(40) };

async function world(shop: 'rest' | 'xml'): Promise<World> {
  const made = await makeWorld({
    orders: 0,
    goods: 40,
    sold: 0,
    settings: {
      interface: shop,
      categories: 'groups',
      feedUsername: FEED.username,
      feedDomain: FEED.domain,
    },
    content: (content) => ({ ...content, exportFeed: FEED }),
  });
  if (shop === 'xml') await made.app.setSecret(PROFILE, 'feedSignature', FEED.signature);
  open.push(made);
  await made.run();
  return made;
}

function categoryOf(made: World, code: string): number {
  const [id = 0] = made.sandbox.store.productsByCode(code);
  const rows = (made.sandbox.store.get('products', id)?.['productCategories'] ??
    []) as readonly StoredRecord[];
  return Number(rows[0]?.['categoryID']);
}

/** A new good in the group of another one. */
function addGood(made: World, id: number, like: number): void {
  const columns = made
    .rows("SELECT name FROM pragma_table_info('goods') WHERE name NOT IN ('ID', 'Code', 'BarCode1')")
    .map((row) => `"${String(row['name'])}"`)
    .join(', ');
  made.change(
    `INSERT INTO goods (ID, Code, BarCode1, ${columns}) SELECT ${id}, 'НОВА-${id}', ' ', ${columns} FROM goods WHERE ID = ?`,
    like,
  );
}

describe.each(['rest', 'xml'] as const)('a group that is renamed, over %s', (shop) => {
  it('section 9: keeps its category, by the group’s number; what is new or comes into it stands there too', async () => {
    const made = await world(shop);
    const goods = await readGoodsOf(made.warehousePath);
    const [first, ...others] = goods;
    const neighbour = others.find((good) => good.groupId !== first?.groupId);
    if (first === undefined || neighbour === undefined) throw new Error('one group only');
    const before = categoryOf(made, first.code);
    const count = made.sandbox.store.count('categories');
    expect(before).toBeGreaterThan(0);
    made.change("UPDATE goodsgroups SET Name = 'Преименувана група' WHERE ID = ?", first.groupId);
    made.sandbox.requests.reset();
    await made.run();
    if (shop === 'rest') expect(made.sandbox.requests.writes()).toBe(0);
    expect([categoryOf(made, first.code), made.sandbox.store.count('categories')]).toEqual([before, count]);

    // Another price alone does not move it; a good that moves into the group comes into the same category.
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 0.1 WHERE ID = ?', first.id);
    made.change('UPDATE goods SET GroupID = ? WHERE ID = ?', first.groupId, neighbour.id);
    await made.run();
    expect(categoryOf(made, first.code)).toBe(before);
    expect(categoryOf(made, neighbour.code)).toBe(before);
    expect(made.sandbox.store.count('categories')).toBe(count);

    // So does a new one.
    addGood(made, 950, first.id);
    await made.run();
    expect(categoryOf(made, 'НОВА-950')).toBe(before);
    expect(made.sandbox.store.count('categories')).toBe(count);
  });
});

describe('a category that is renamed or moved in the shop', () => {
  it('section 9: is found by its number: what is new or comes into its group stands there, what leaves it is out', async () => {
    const made = await world('rest');
    const goods = await readGoodsOf(made.warehousePath);
    const [first, ...others] = goods;
    const neighbour = others.find((good) => good.groupId !== first?.groupId);
    if (first === undefined || neighbour === undefined) throw new Error('one group only');
    const [mine, theirs] = [categoryOf(made, first.code), categoryOf(made, neighbour.code)];
    const count = made.sandbox.store.count('categories');
    const renamed = made.sandbox.store.get('categories', mine) ?? {};
    made.sandbox.store.put('categories', mine, {
      ...renamed,
      categoryName: { BG: 'По-хубаво име' },
      categoryParentID: null,
    });
    const moved = made.sandbox.store.get('categories', theirs) ?? {};
    made.sandbox.store.put('categories', theirs, { ...moved, categoryParentID: mine });
    addGood(made, 951, first.id);
    made.change('UPDATE goods SET GroupID = ? WHERE ID = ?', first.groupId, neighbour.id);
    await made.run();
    await made.run();
    expect([categoryOf(made, 'НОВА-951'), categoryOf(made, neighbour.code)]).toEqual([mine, mine]);
    expect(made.sandbox.store.count('categories')).toBe(count);

    // One that is gone is made anew, under the name that its group has.
    made.sandbox.store.delete('categories', mine);
    addGood(made, 952, first.id);
    await made.run();
    expect(categoryOf(made, 'НОВА-952')).toBeGreaterThan(mine);
  });
});
