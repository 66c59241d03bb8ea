import { afterEach, describe, expect, it } from 'vitest';
import type { OrderNumber } from '../../model/order-origin.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { Shop } from '../shop.ts';
import { okAnswer, ordersAnswer, refusalAnswer, SCRIPT_SECRET, ScriptedShops } from './scripted-shop.ts';
import type { Answer, Form } from './scripted-shop.ts';

const never = new AbortController().signal;
const UNP = 'DT123456-0001-0000001';
const shops = new ScriptedShops();

afterEach(() => shops.close());

function order(number: number, more = ''): string {
  const currency = number < 100 ? 'BGN' : 'EUR';
  const money = `<OrderCurrencyCode>${currency}</OrderCurrencyCode><OrderTotal>0.00</OrderTotal>`;
  const head = `<OrderCreatedAt>2026-11-24 10:00:00</OrderCreatedAt>${money}`;
  const rest = `<OrderItems/><OrderTotalLines/>${more}`;
  return `<Order><OrderID>${number}</OrderID>${head}${rest}</Order>`;
}

/** Answers `getorders` from a list of numbers, at most `most` at a time. */
function ordersFrom(numbers: readonly number[], form: Form, most = 500): string {
  const { fromorderid, limit = '100', orderids } = form;
  if (orderids !== undefined) {
    const named = new Set(orderids.split(',').map(Number));
    return ordersAnswer(
      ...numbers
        .filter((number) => named.has(number))
        .slice(0, most)
        .map((number) => order(number)),
    );
  }
  const greater = numbers.filter((number) => number > Number(fromorderid));
  return ordersAnswer(...greater.slice(0, Math.min(Number(limit), most)).map((number) => order(number)));
}

async function numbersAfter(shop: Shop, after: number): Promise<readonly number[]> {
  const found: number[] = [];
  for await (const batch of shop.fetchOrders(after as OrderNumber, never))
    found.push(...batch.map((fetched) => fetched.number));
  return found;
}

describe('XML shop: requests', () => {
  it('posts action, version, user name and secret as a form in UTF-8 (GUIDE)', async () => {
    const { shop, asked } = await shops.open(() => ordersAnswer());
    await shop.fetchFacts(never);
    expect(asked[0]).toEqual({
      path: '/modules/extra/vendors/api.php',
      form: {
        action: 'getorders',
        version: '1.0',
        username: 'sklad',
        secret: SCRIPT_SECRET,
        fromorderid: '0',
        limit: '1',
      },
    });
  });

  it.each<[string, Answer, string]>([
    ['a refused secret', refusalAnswer('auth', 'wrong тайна &amp; ключ'), 'shop.secret.refused'],
    ['a page for people', '<!DOCTYPE html><html><body>Магазин</body></html>', 'shop.wrongInterface'],
    ['404', { status: 404, body: '<html>404</html>' }, 'shop.wrongInterface'],
    ['a cut body', ordersAnswer(order(1)).slice(0, 150), 'shop.answer.unreadable'],
    ['an entity bomb', `<!DOCTYPE l [<!ENTITY a "aaaa">]><Response>&a;</Response>`, 'shop.answer.unreadable'],
    ['no status', '<Other/>', 'shop.answer.unreadable'],
    ['wrong bytes', { status: 200, body: Buffer.from([0x3c, 0x52, 0xd5, 0x3e]) }, 'shop.answer.unreadable'],
    ['server errors', { status: 503, body: '' }, 'shop.broken'],
  ])('meets %s with its own error, which tells no secret', async (_, answer, code) => {
    const { shop } = await shops.open(() => answer);
    const error: unknown = await shop.fetchFacts(never).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SyncError);
    expect(error).toMatchObject({ code });
    expect(JSON.stringify(error)).not.toContain(SCRIPT_SECRET);
  });

  it('Q10: reads what an answer tells although one of its orders has no number', async () => {
    const answer = ordersAnswer('<Order><OrderTotal>1</OrderTotal></Order>');
    const { shop } = await shops.open(() => answer);
    expect(await shop.fetchFacts(never)).toMatchObject({ newestOrders: [] });
  });

  it('goes on after answers that were cut, lost, too busy or broken for a while', async () => {
    const bad: readonly Answer[] = [
      ordersAnswer(order(5)).slice(0, 120),
      null,
      { status: 429, body: '', headers: { 'retry-after': '1' } },
      { status: 502, body: '<html>Bad gateway</html>' },
    ];
    const { shop } = await shops.open((form, request) => bad[request - 1] ?? ordersFrom([5], form));
    expect(await numbersAfter(shop, 0)).toEqual([5]);
  });
});

describe('XML shop: answers of odd size', () => {
  it('refuses an answer that is larger than any page of orders, without keeping it', async () => {
    const huge = Buffer.alloc(65 * 1024 * 1024, 0x20);
    const { shop } = await shops.open(() => ({ status: 200, body: huge }));
    await expect(shop.fetchFacts(never)).rejects.toMatchObject({ code: 'shop.answer.tooLarge' });
  });

  it('reads a hundred thousand nested or empty elements in the time of a page', async () => {
    const started = performance.now();
    const deep = ordersAnswer(`<Order><OrderID>5</OrderID>${'<a>'.repeat(100_000)}</Order>`, order(6));
    const { shop } = await shops.open((form) => (form['fromorderid'] === '0' ? deep : ordersAnswer()));
    expect(await numbersAfter(shop, 0)).toEqual([5, 6]);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('XML shop: orders', () => {
  it.each([0, 1, 199, 200, 201, 401])('I1: reads all of %i orders, ascending, each once', async (count) => {
    const numbers = Array.from({ length: count }, (_, index) => 3 * index + 8);
    const { shop } = await shops.open((form) => ordersFrom(numbers, form));
    expect(await numbersAfter(shop, 7)).toEqual(numbers);
  });

  it('I1: takes a page smaller than asked for what it is', async () => {
    const numbers = Array.from({ length: 25 }, (_, index) => index + 1);
    const { shop, asked } = await shops.open((form) => ordersFrom(numbers, form, 10));
    expect(await numbersAfter(shop, 2)).toEqual(numbers.slice(2));
    // It begins with the very next number, so that nothing can be missing below it.
    expect(asked.map(({ form }) => form['fromorderid'])).toEqual(['2', '12', '22', '25']);
  });

  it('I16: hands out each record as received, and a bad one as a fault that stops nobody', async () => {
    const odd = '<Order>\r\n<OrderID>2</OrderID>\r\n<X>&#1080; &amp; <![CDATA[<Order>]]></X></Order>';
    const broken = '<Order><OrderID>3</OrderID><X>a & b</X></Order>';
    const { shop } = await shops.open((form) =>
      form['fromorderid'] === '0' ? ordersAnswer(order(1), odd, broken, order(4)) : ordersAnswer(),
    );
    const found = [];
    for await (const batch of shop.fetchOrders(0 as OrderNumber, never)) found.push(...batch);
    expect(found.map(({ number, raw, fault }) => [number, raw, fault?.code])).toEqual([
      [1, order(1), undefined],
      [2, odd, 'order.unreadable'],
      [3, broken, 'order.unreadable'],
      [4, order(4), undefined],
    ]);
  });

  it('I2: reads 250 orders again in hundreds; what the shop no longer has is absent', async () => {
    const numbers = Array.from({ length: 250 }, (_, index) => index + 1);
    const { shop, asked } = await shops.open((form) => ordersFrom(numbers.slice(1), form));
    const found = await shop.fetchOrdersByNumber(numbers.toReversed() as OrderNumber[], never);
    expect(found.map((fetched) => fetched.number)).toEqual(numbers.slice(1));
    expect(asked.map(({ form }) => form['orderids']?.split(',').length)).toEqual([100, 1, 100, 50]);
    expect(await shop.fetchOrdersByNumber([], never)).toEqual([]);
  });

  it('I2: asks again for what a shop with small pages left out', async () => {
    const numbers = [1, 2, 3, 4, 5];
    const { shop } = await shops.open((form) => ordersFrom(numbers, form, 2));
    const found = await shop.fetchOrdersByNumber(numbers as OrderNumber[], never);
    expect(found.map((fetched) => fetched.number)).toEqual(numbers);
  });

  it('tells the currency of the newest orders, found in a few dozen requests', async () => {
    const numbers = Array.from({ length: 3000 }, (_, index) => 7 * index + 60);
    const { shop, asked } = await shops.open((form) => ordersFrom(numbers, form));
    expect(await shop.fetchFacts(never)).toEqual({
      feedCurrency: null,
      orderCurrency: 'EUR',
      orderCount: null,
      productCount: null,
      newestOrders: numbers
        .slice(-20)
        .map((number) => ({ number, createdAt: expect.any(String), unp: null })),
    });
    expect(asked.length).toBeLessThan(40);
    const odd = await shops.open((form) => ordersFrom([...numbers, 9_999_999_999], form));
    // Q6: an absurd number hides none of the others.
    const { newestOrders } = await odd.shop.fetchFacts(never);
    expect(newestOrders.map(({ number }) => number)).toEqual([...numbers.slice(-19), 9_999_999_999]);
    expect(odd.asked.length).toBeLessThan(120);
    const empty = await shops.open(() => ordersAnswer());
    expect(await empty.shop.fetchFacts(never)).toMatchObject({ orderCurrency: null });
  });

  it('lets the newest order speak for the currency, however many older ones there are, and reads its spelling', async () => {
    const currencyOf = async (currencies: readonly string[]): Promise<string | null> => {
      const { shop } = await shops.open((form) => {
        const after = Number(form['fromorderid']);
        const records = currencies
          .map((currency, index) => order(100 + index).replace('EUR', currency))
          .filter((_, index) => 100 + index > after);
        return ordersAnswer(...records.slice(0, Number(form['limit'])));
      });
      return (await shop.fetchFacts(never)).orderCurrency;
    };
    // A shop that changed to the euro keeps its old orders in leva.
    const changed = [...Array.from({ length: 50 }, () => 'BGN'), 'EUR'];
    expect(await currencyOf(changed)).toBe('EUR');
    expect(await currencyOf(['EUR', 'лв.'])).toBe('BGN');
    expect(await currencyOf(['EUR', '?'])).toBe('EUR');
  });
});

describe('XML shop: УНП', () => {
  it('I13, F7: writes where there is none, finds its own again, leaves another alone', async () => {
    const kept = new Map([[6, 'DT123456-0001-0000009']]);
    const tag = (number: number): string =>
      `<OrderUniqueSaleNumber>${kept.get(number) ?? ''}</OrderUniqueSaleNumber>`;
    const { shop, asked } = await shops.open((form) => {
      if (form['action'] === 'getorders')
        return ordersAnswer(
          ...[5, 6].filter((one) => form['orderids'] === String(one)).map((one) => order(one, tag(one))),
        );
      kept.set(Number(form['orderid']), form['uniquesalenumber'] ?? '');
      return okAnswer(`<Order><OrderID>${form['orderid']}</OrderID>${tag(Number(form['orderid']))}</Order>`);
    });
    const unp = (number: number): Promise<unknown> => shop.writeUnp(number as OrderNumber, UNP, never);
    expect(await unp(5)).toEqual({ kind: 'written' });
    expect(await unp(5)).toEqual({ kind: 'alreadyThere' });
    expect(await unp(6)).toEqual({ kind: 'differs', shopValue: 'DT123456-0001-0000009' });
    await expect(unp(7)).rejects.toMatchObject({ code: 'shop.order.gone' });
    expect(asked.filter(({ form }) => form['action'] === 'updateorder')).toHaveLength(1);
  });

  it('believes only the value that the answer repeats', async () => {
    const answers: Record<string, string> = {
      '': okAnswer('<Order/>'),
      X: okAnswer('<Order><OrderUniqueSaleNumber>X</OrderUniqueSaleNumber></Order>'),
    };
    for (const [value, answer] of Object.entries(answers)) {
      const { shop } = await shops.open((form) =>
        form['action'] === 'getorders' ? ordersAnswer(order(5)) : answer,
      );
      const outcome = value === '' ? { kind: 'notKept' } : { kind: 'differs', shopValue: value };
      expect(await shop.writeUnp(5 as OrderNumber, UNP, never)).toEqual(outcome);
    }
  });

  it('I13, F7: a shop that keeps no УНП gets it in the field that the settings name, if that is empty', async () => {
    const notes = new Map([[6, 'Да се обади']]);
    const { shop, asked } = await shops.open(
      (form) => {
        const number = Number(form['orderid'] ?? form['orderids']);
        const note = `<OrderPaymentNotes>${notes.get(number) ?? ''}</OrderPaymentNotes>`;
        if (form['action'] === 'getorders') return ordersAnswer(order(number, note));
        if (form['paymentnotes'] !== undefined) notes.set(number, form['paymentnotes']);
        return okAnswer();
      },
      { unpFallbackField: 'paymentnotes' },
    );
    const unp = (number: number): Promise<unknown> => shop.writeUnp(number as OrderNumber, UNP, never);
    expect(await unp(5)).toEqual({ kind: 'written' });
    expect(notes.get(5)).toBe(UNP);
    const sent = asked.length;
    expect(await unp(5)).toEqual({ kind: 'alreadyThere' });
    expect(asked.slice(sent).some(({ form }) => form['action'] === 'updateorder')).toBe(false);
    expect(await unp(6)).toEqual({ kind: 'notKept' });
    expect(notes.get(6)).toBe('Да се обади');
  });

  it("tells the shop's own words when it refuses", async () => {
    const { shop } = await shops.open((form) =>
      form['action'] === 'getorders'
        ? ordersAnswer(order(5))
        : refusalAnswer('order', 'Поръчката е заключена тайна &amp; ключ'),
    );
    await expect(shop.writeUnp(5 as OrderNumber, UNP, never)).rejects.toMatchObject({
      code: 'shop.order.refused',
      facts: { order: 5, message: 'Поръчката е заключена ***' },
    });
  });
});
