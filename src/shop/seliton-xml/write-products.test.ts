import { afterEach, describe, expect, it } from 'vitest';
import { decimal } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import type { ProductFields, ProductId, ProductOutcome, ProductWrite } from '../../model/product.ts';
import type { Shop } from '../shop.ts';
import { okAnswer, ordersAnswer, refusalAnswer, ScriptedShops } from './scripted-shop.ts';
import type { Answer, Asked, Form, Script } from './scripted-shop.ts';

const never = new AbortController().signal;
const FEED = { username: 'f', domain: 'shop.bg', signature: 'a'.repeat(40) };
const shops = new ScriptedShops();

afterEach(() => shops.close());

function create(code: string, fields: ProductFields = { isVisible: false }): ProductWrite {
  return { kind: 'create', goodId: 7 as GoodId, code, fields };
}

function update(code: string, fields: ProductFields = { price: decimal('2.5') }): ProductWrite {
  return { kind: 'update', goodId: 7 as GoodId, productId: 45 as ProductId, code, fields };
}

function codesOf(form: Form): readonly string[] {
  return [...(form['xmlfeed'] ?? '').matchAll(/<ProductCode>([^<]*)</g)].map((match) => match[1] ?? '');
}

/** Answers `postxmlfeed` with one row per product; `result` decides by code. Ids from 45 on. */
function rows(form: Form, result: (code: string) => string): string {
  const row = (code: string, index: number): string =>
    `<Product><ProductCode>${code}</ProductCode><ProductID>${index + 45}</ProductID>` +
    `<Result>${result(code)}</Result><Message>няма цена</Message></Product>`;
  return okAnswer(`<Products>${codesOf(form).map(row).join('')}</Products>`);
}

/** A shop without orders that answers the n-th feed (from 1) as the script says. */
function feeds(script: Script): Script {
  let feed = 0;
  return (form) => {
    if (form['action'] !== 'postxmlfeed') return ordersAnswer();
    feed += 1;
    return script(form, feed);
  };
}

function sentFeeds(asked: readonly Asked[]): readonly string[] {
  return asked.flatMap(({ form }) => form['xmlfeed'] ?? []);
}

async function write(shop: Shop, writes: Iterable<ProductWrite>): Promise<readonly ProductOutcome[]> {
  const outcomes: ProductOutcome[] = [];
  for await (const outcome of shop.writeProducts(writes, never)) outcomes.push(outcome);
  return outcomes;
}

function told(outcomes: readonly ProductOutcome[]): readonly string[] {
  return outcomes.map((outcome) =>
    'error' in outcome ? `${outcome.kind} ${outcome.error.code}` : `${outcome.kind} ${outcome.productId}`,
  );
}

describe('XML shop: product feeds', () => {
  it('sends at most 500 products at once and tells the outcome of each', async () => {
    const { shop, asked } = await shops.open(feeds((form) => rows(form, () => 'updated')));
    const outcomes = await write(
      shop,
      Array.from({ length: 1001 }, (_, index) => update(`К${index}`)),
    );
    expect(outcomes).toHaveLength(1001);
    expect(outcomes.every((outcome) => outcome.kind === 'updated')).toBe(true);
    expect(sentFeeds(asked).map((feed) => feed.match(/<Product>/g)?.length)).toEqual([500, 500, 1]);
  });

  it('never sends two writes of one code together', async () => {
    const { shop, asked } = await shops.open(feeds((form) => rows(form, () => 'updated')));
    await write(shop, [update('А'), update('Б'), update('А', { quantity: decimal('1') })]);
    expect(asked.flatMap(({ form }) => (codesOf(form).length > 0 ? [codesOf(form)] : []))).toEqual([
      ['А', 'Б'],
      ['А'],
    ]);
  });

  it('E9: one refused product stops no other', async () => {
    const { shop } = await shops.open(
      feeds((form) => rows(form, (code) => (code === 'Б' ? 'error' : 'updated'))),
    );
    const outcomes = await write(shop, [update('А'), update('Б'), update('В')]);
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['updated', 'refused', 'updated']);
    expect(outcomes[1]).toMatchObject({
      error: { code: 'shop.product.refused', facts: { good: 7, message: 'няма цена' } },
    });
  });

  it('E9, peer-18: finds the product for which a shop refuses or breaks a whole feed', async () => {
    const bad: readonly Answer[] = [refusalAnswer('feed', 'лоша категория'), { status: 500, body: '' }];
    for (const answer of bad) {
      const { shop } = await shops.open(
        feeds((form) => (codesOf(form).includes('К7') ? answer : rows(form, () => 'updated'))),
      );
      const outcomes = await write(
        shop,
        Array.from({ length: 16 }, (_, index) => update(`К${index}`)),
      );
      const left = outcomes.filter((outcome) => outcome.kind !== 'updated');
      expect(left.map((outcome) => outcome.write.code)).toEqual(['К7']);
      expect(left[0]?.kind).toBe(answer === bad[0] ? 'refused' : 'uncertain');
    }
  });

  it('finds each row by its code where the order is another; a missing one is uncertain', async () => {
    const answer = (code: string, id: number): string =>
      `<Product><ProductCode>${code}</ProductCode><ProductID>${id}</ProductID>` +
      '<Result>updated</Result></Product>';
    const { shop } = await shops.open(
      feeds(() => okAnswer(`<Products>${answer('В', 3)}${answer('А', 1)}</Products>`)),
    );
    expect(told(await write(shop, [update('А'), update('Б'), update('В')]))).toEqual([
      'updated 1',
      'uncertain shop.write.answerLost',
      'updated 3',
    ]);
  });

  it('E6: repeats a feed whose answer was lost: it is keyed by the code', async () => {
    const { shop, asked } = await shops.open(
      feeds((form, feed) => (feed === 1 ? null : rows(form, () => 'unchanged'))),
      { feed: FEED },
    );
    expect(told(await write(shop, [create('А')]))).toEqual(['updated 45']);
    expect(sentFeeds(asked)).toHaveLength(2);
  });

  it('E6, peer-34: tells every write as uncertain when all answers are lost, and ends', async () => {
    const { shop } = await shops.open(feeds(() => null));
    const outcomes: ProductOutcome[] = [];
    const writing = (async () => {
      for await (const outcome of shop.writeProducts([create('А'), update('Б')], never))
        outcomes.push(outcome);
    })();
    await writing;
    expect(told(outcomes)).toEqual(Array.from({ length: 2 }, () => 'uncertain shop.write.answerLost'));
  });

  it('E9: a shop that is away ends the work after the writes that were tried', async () => {
    const { shop } = await shops.open(() => ordersAnswer(), { address: 'http://127.0.0.1:9' });
    await expect(write(shop, [update('А')])).rejects.toMatchObject({ code: 'shop.unreachable' });
    const busy = await shops.open(feeds(() => ({ status: 429, body: '' })));
    const outcomes: ProductOutcome[] = [];
    const writing = (async () => {
      for await (const outcome of busy.shop.writeProducts([update('А'), update('Б')], never))
        outcomes.push(outcome);
    })();
    await expect(writing).rejects.toMatchObject({ code: 'shop.busy' });
    expect(told(outcomes)).toEqual(['failed shop.busy', 'failed shop.busy']);
  });
});

describe('XML shop: what a feed must not do', () => {
  it('E3: without a readable catalogue visibility is set afterwards, and only for new products', async () => {
    const { shop, asked } = await shops.open(
      feeds((form, feed) => rows(form, (code) => (feed === 1 && code === 'нов' ? 'created' : 'updated'))),
    );
    const writes = [create('нов'), create('стар', { isVisible: true }), update('вижда', { isVisible: true })];
    expect(told(await write(shop, writes))).toEqual(['created 45', 'updated 46', 'updated 47']);
    const [first = '', second = ''] = sentFeeds(asked);
    expect(first.match(/<ProductIsActive>/g)).toHaveLength(1);
    expect(second).toContain('<ProductCode>нов</ProductCode><ProductIsActive>0</ProductIsActive>');
    expect(second).not.toContain('стар');
  });

  it('E3: visibility that is still owed is sent with the next write of that product', async () => {
    let isSecondLost = true;
    const { shop, asked } = await shops.open(
      feeds((form) => {
        const isVisibility = form['xmlfeed']?.includes('IsActive') === true;
        if (isVisibility && isSecondLost) return null;
        return rows(form, () => (isSecondLost ? 'created' : 'updated'));
      }),
    );
    expect(told(await write(shop, [create('А')]))).toEqual(['uncertain shop.write.answerLost']);
    isSecondLost = false;
    expect(told(await write(shop, [create('А')]))).toEqual(['updated 45']);
    expect(sentFeeds(asked).at(-1)).toContain('<ProductIsActive>0</ProductIsActive>');
  });

  it('E3: does not claim a product that a lost feed may have made or may have found', async () => {
    const { shop } = await shops.open(
      feeds((form, feed) => (feed === 1 ? null : rows(form, () => 'unchanged'))),
    );
    expect(told(await write(shop, [create('А')]))).toEqual(['uncertain shop.write.answerLost']);
  });

  it('sends visibility at once where the catalogue was read before', async () => {
    const { shop, asked } = await shops.open(
      feeds((form) => rows(form, () => 'created')),
      { feed: FEED },
    );
    expect(told(await write(shop, [create('А', { isVisible: true })]))).toEqual(['created 45']);
    expect(sentFeeds(asked)).toHaveLength(1);
    expect(sentFeeds(asked)[0]).toContain('<ProductIsActive>1</ProductIsActive>');
  });

  it('hides what an update has made instead of changing it, and says that the product is gone', async () => {
    const { shop, asked } = await shops.open(
      feeds((form, feed) => rows(form, () => (feed === 1 ? 'created' : 'updated'))),
    );
    expect(told(await write(shop, [update('А')]))).toEqual(['refused shop.product.gone']);
    expect(sentFeeds(asked).at(-1)).toContain('<ProductIsActive>0</ProductIsActive>');
  });

  it('never changes a code, which is the key: follows where the shop has done so, else refuses', async () => {
    let code = 'стар';
    const codeElement = (): string => `<ProductCode>${code}</ProductCode>`;
    const { shop, asked } = await shops.open(
      (form) => {
        if (form['ModuleName'] !== undefined)
          return `<F><Products><Product><ProductID>45</ProductID>${codeElement()}</Product></Products></F>`;
        return form['action'] === 'postxmlfeed' ? rows(form, () => 'updated') : ordersAnswer();
      },
      { feed: FEED },
    );
    const rename = update('стар', { code: 'нов', price: decimal('1') });
    expect(told(await write(shop, [rename]))).toEqual(['refused shop.product.refused']);
    expect(sentFeeds(asked)).toEqual([]);
    code = 'нов';
    expect(told(await write(shop, [rename]))).toEqual(['updated 45']);
    expect(sentFeeds(asked)[0]).toContain('<ProductCode>нов</ProductCode>');
  });
});
