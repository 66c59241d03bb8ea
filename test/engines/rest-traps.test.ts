import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { decimal } from '../../src/model/decimal.ts';
import type { GoodId } from '../../src/model/good.ts';
import type { LocationId } from '../../src/model/location.ts';
import type { PartnerId } from '../../src/model/partner.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import { vatModeOf } from '../../src/warehouse/rest/assumed-facts.ts';
import { openRestWarehouse } from '../../src/warehouse/rest/rest-warehouse.ts';
import { OPERATION_ROW } from '../../src/warehouse/rest/wire.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { draft as fullDraft, IDENTITY, NEW_PARTNER } from '../../src/warehouse/warehouse-seed.contract.ts';

// Servers that behave as clients of the real one have met it, or must expect it (facts of the REST API).

type Handler = (
  request: { path: string; query: URLSearchParams; body: string },
  response: ServerResponse,
) => void;

const never = new AbortController().signal;
const servers: Server[] = [];
const open: Warehouse[] = [];

afterEach(async () => {
  for (const warehouse of open.splice(0)) await warehouse.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

interface Played {
  readonly warehouse: Warehouse;
  /** `METHOD /path?query` of every request. */
  readonly requests: string[];
}

async function play(handle: Handler, { timeoutMs = 2000, pricesIncludeVat = true } = {}): Promise<Played> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    requests.push(`${request.method ?? ''} ${url.pathname}`);
    void readAll(request).then((body) =>
      handle({ path: `${request.method ?? ''} ${url.pathname}`, query: url.searchParams, body }, response),
    );
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const warehouse = openRestWarehouse({
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    apiKey: null,
    sleep: async () => undefined,
    random: () => 0,
    limits: { beginMs: timeoutMs },
    assumed: { pricesIncludeVat, baseCurrency: 'EUR' },
  });
  open.push(warehouse);
  return { warehouse, requests };
}

function json(
  response: ServerResponse,
  body: unknown,
  headers: Record<string, string> = {},
  status = 200,
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

const item = (id: number, more: Readonly<Record<string, unknown>> = {}) => ({
  id,
  code: `C${id}`,
  name: `Стока ${id}`,
  price_out2: '1.80',
  tax_group: 1,
  group_id: 2,
  type: 0,
  deleted: false,
  ...more,
});

async function all<T>(source: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const batch of source) found.push(...batch);
  return found;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof SyncError ? error.code : String(error);
}

const goodsOf = async (warehouse: Warehouse) =>
  all(warehouse.readGoods({ groupIds: null, priceGroup: 1 }, never));

/** A draft as this interface takes it: without УНП. */
const draft = (order: number, more: Parameters<typeof fullDraft>[1] = {}) =>
  fullDraft(order, { unp: null, ...more });

/** Answers everything that recording asks for but the request itself. */
function around(response: ServerResponse, path: string): boolean {
  if (path === 'GET /VATGroups') json(response, [{ id: 1, name: 'ДДС', vat_value: '20.00' }]);
  else if (path === 'GET /Operations') json(response, []);
  else if (path === 'GET /Partner') json(response, { id: 2, company: 'Лампи ООД' });
  else if (path === 'GET /Partners') json(response, []);
  else return false;
  return true;
}

describe('traps of the REST API: reading', () => {
  const vat = [{ id: 1, name: 'ДДС', vat_value: '20.00' }];
  const items =
    (pages: readonly (readonly unknown[])[], headers: Record<string, string> = {}): Handler =>
    ({ path, query }, response) => {
      if (path === 'GET /VATGroups') json(response, vat);
      else json(response, pages[Number(query.get('page')) - 1] ?? [], headers);
    };

  it('paging headers missing: goes on until nothing new comes (facts 6.6)', async () => {
    const { warehouse } = await play(items([[item(2), item(3)], [item(4)], [item(5), item(6)]]));
    expect((await goodsOf(warehouse)).map((good) => good.id)).toEqual([2, 3, 4, 5, 6]);
  });

  it('a server that gives the same page for ever is left', async () => {
    const { warehouse, requests } = await play(({ path }, response) =>
      json(response, path === 'GET /VATGroups' ? vat : [item(2), item(3)]),
    );
    expect((await goodsOf(warehouse)).map((good) => good.id)).toEqual([2, 3]);
    expect(requests.filter((request) => request === 'GET /Items')).toHaveLength(2);
  });

  it('a server that promises pages without end and brings nothing new is told', async () => {
    const { warehouse, requests } = await play(({ path }, response) =>
      json(response, path === 'GET /VATGroups' ? vat : [item(2)], { 'X-TotalPages': '1000000' }),
    );
    expect(await codeOf(goodsOf(warehouse))).toBe('warehouse.api.unreadable');
    expect(requests.length).toBeLessThan(20);
  });

  it('pages shorter than asked for, shifted and out of order: each good once, by id', async () => {
    const pages = [[item(9), item(3)], [item(3), item(7)], [item(5)]];
    const { warehouse } = await play(items(pages, { 'X-TotalPages': '3', 'X-CurrentPage': '1' }));
    expect((await goodsOf(warehouse)).map((good) => good.id)).toEqual([3, 5, 7, 9]);
  });

  it('decimals as text or numbers, ids as text, flags as numbers, fields that are missing (facts 4, 7)', async () => {
    const { warehouse } = await play(
      items([
        [
          item(2, { id: '2', price_out2: 1.8, deleted: 0, tax_group: '1' }),
          item(3, { deleted: -1 }),
          item(4, { price_out2: '1.2305' }),
          { id: 5 },
          item(6, { price_out2: null, barcode3: '111, 222' }),
        ],
      ]),
    );
    const goods = await goodsOf(warehouse);
    expect(goods.map((good) => [good.id, good.price])).toEqual([
      [2, '1.8'],
      [4, '1.2305'],
      [5, null],
      [6, null],
    ]);
    expect(goods[3]?.barcodes).toEqual(['111', '222']);
    expect(goods[0]?.vatRate).toBe('20');
  });

  it('an error object where rows were expected is an error, with status 200 too, wrapped or bare', async () => {
    for (const body of [
      { error: { code: 3, message: 'x' } },
      { code: 3, message: 'x' },
      { rows: [] },
      'x',
      null,
    ]) {
      const { warehouse } = await play((_request, response) => json(response, body));
      expect([body, await codeOf(goodsOf(warehouse))]).toEqual([body, 'warehouse.api.unreadable']);
    }
  });

  it('a row that is no record, an HTML page, a cut body, an empty body', async () => {
    const { warehouse: scalar } = await play(items([[1]]));
    expect(await codeOf(goodsOf(scalar))).toBe('warehouse.api.unreadable');
    for (const text of ['<html>Utility Center</html>', '[{"id":1', '']) {
      const { warehouse } = await play((_request, response) => response.end(text));
      expect([text, await codeOf(goodsOf(warehouse))]).toEqual([text, 'warehouse.api.unreadable']);
    }
  });

  it('401 and 403 say that the key is wrong, 400 the server’s own words, 500 is tried again', async () => {
    for (const status of [401, 403]) {
      const { warehouse } = await play((_request, response) => json(response, {}, {}, status));
      expect(await codeOf(goodsOf(warehouse))).toBe('warehouse.accessRefused');
    }
    for (const body of [
      { error: { code: 3, message: 'Лоша стойност' } },
      { code: 3, message: 'Лоша стойност' },
    ]) {
      const { warehouse } = await play((_request, response) => json(response, body, {}, 400));
      const error = await goodsOf(warehouse).catch((reason: unknown) => reason);
      expect((error as SyncError).facts).toEqual({ message: 'Лоша стойност' });
    }
    let calls = 0;
    const { warehouse } = await play(({ path, query }, response) => {
      calls += 1;
      if (calls <= 2) response.writeHead(500).end();
      else items([[item(2)]], { 'X-TotalPages': '1' })({ path, query, body: '' }, response);
    });
    expect((await goodsOf(warehouse)).map((good) => good.id)).toEqual([2]);
    const { warehouse: broken, requests } = await play((_request, response) => response.writeHead(503).end());
    expect(await codeOf(goodsOf(broken))).toBe('warehouse.api.broken');
    expect(requests).toHaveLength(6);
  });

  it('several stock rows of a good are added up, other objects left out (facts 4.3)', async () => {
    const row = (id: number, good: string, quantity: unknown, object = 2) => ({
      id,
      good_id: good,
      object_id: object,
      qtty: quantity,
    });
    const { warehouse } = await play(({ path }, response) =>
      json(
        response,
        path === 'GET /Store'
          ? [row(1, '7', '1.230'), row(2, '7', 2), row(3, '8', '-0.500'), row(4, '9', '5', 3)]
          : [],
        { 'X-TotalPages': '1' },
      ),
    );
    const query = { locationIds: [2] as LocationId[], shopIdentity: IDENTITY, ordersSince: null };
    const levels = await all(warehouse.readStock(query, never));
    expect(levels.map((level) => [level.goodId, level.physical])).toEqual([
      [7, '3.23'],
      [8, '-0.5'],
    ]);
  });

  it('section 2: a sale that bears an order’s note closes what it took; the rest of the order reserves', async () => {
    let id = 0;
    const row = (type: number, document: number, good: number, qtty: string, order: number) => ({
      id: (id += 1),
      operation_type: type,
      document_number: document,
      good_id: String(good),
      object_id: 2,
      partner_id: 5,
      qtty,
      date: '2026-11-20',
      note: `Seliton №${order} ${IDENTITY}`,
    });
    const rows = [
      row(19, 4, 7, '5', 1),
      row(19, 4, 8, '1', 1),
      row(19, 4, 8, '2', 1),
      row(13, 2, 7, '5', 1),
      row(19, 6, 9, '4', 2),
      row(2, 9, 7, '3', 1),
      row(2, 9, 8, '1.5', 1),
      row(2, 11, 9, '4.5', 2),
    ];
    const ofType = (query: URLSearchParams) =>
      rows.filter((each) => String(each.operation_type) === query.get('operation_type'));
    const { warehouse } = await play(({ path, query }, response) =>
      json(response, path === 'GET /Operations' ? ofType(query) : [], { 'X-TotalPages': '1' }),
    );
    const query = { locationIds: [2] as LocationId[], shopIdentity: IDENTITY, ordersSince: null };
    const levels = await all(warehouse.readStock(query, never));
    expect(levels.map((level) => [level.goodId, level.openOrders, level.ownOpenDocuments])).toEqual([
      [7, '2', '2'],
      [8, '1.5', '0'],
    ]);
  });

  it('whether prices include VAT is read off the documents; nothing is guessed where they disagree', () => {
    const groups = [
      { id: 1, name: '', rate: '20' as never },
      { id: 2, name: '', rate: '9' as never },
    ];
    const row = (price: number, amount: number) =>
      OPERATION_ROW.parse({ id: 1, good_id: 1, price_out: price, vat_out: amount });
    expect(vatModeOf([row(12, 2), row(10.9, 0.9)], groups)).toBe(true);
    expect(vatModeOf([row(10, 2), row(10, 0.9)], groups)).toBe(false);
    expect(vatModeOf([row(12, 2), row(10, 2)], groups)).toBeNull();
    expect(vatModeOf([row(12, 0), row(0, 0), row(10, 5)], groups)).toBeNull();
  });

  it('nothing listens there: told as unreachable', async () => {
    const { warehouse } = await play(() => undefined);
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
    expect(await codeOf(goodsOf(warehouse))).toBe('warehouse.unreachable');
  });
});

describe('traps of the REST API: writing', () => {
  const saved = (number: number, order: number) => [
    {
      id: 1,
      operation_type: 19,
      document_number: number,
      good_id: '2',
      partner_id: 2,
      object_id: 2,
      qtty: 2,
      price_out: 9.99,
      vat_out: 1.665,
      note: `Seliton №${order} ${IDENTITY}`,
    },
  ];

  it('sends the rows as clients do: texts for goods, numbers for prices, the note on each', async () => {
    let sent: unknown = null;
    const { warehouse } = await play(({ path, body }, response) => {
      if (around(response, path)) return;
      sent = JSON.parse(body);
      json(response, saved(12, 1));
    });
    expect(await warehouse.recordOperation(draft(1), never)).toEqual({
      kind: 'recorded',
      operation: { operationType: 19, documentNumber: 12, unp: null },
      partnerId: 2,
      goodIds: [],
    });
    expect(sent).toEqual([
      {
        operation_type: 19,
        good_id: '2',
        partner_id: 2,
        object_id: 2,
        operator_id: 2,
        user_id: 2,
        qtty: 2,
        price_out: 9.99,
        discount: 0,
        currency_id: 1,
        date: '2026-11-20',
        note: `Seliton №1 ${IDENTITY}`,
      },
    ]);
  });

  it('a lost answer, a timeout, 500 and HTML after the request left are uncertain, and sent once', async () => {
    const ends: readonly ((response: ServerResponse) => void)[] = [
      (response) => response.destroy(),
      (response) => response.writeHead(500).end(),
      (response) => response.writeHead(502).end('<html>Bad gateway</html>'),
      (response) => response.end('<html>ok</html>'),
      (response) => json(response, []),
      () => undefined,
    ];
    for (const [index, end] of ends.entries()) {
      const { warehouse, requests } = await play(
        ({ path }, response) => {
          if (!around(response, path)) end(response);
        },
        { timeoutMs: 300 },
      );
      const code = await codeOf(warehouse.recordOperation(draft(1), never));
      expect([index, code]).toEqual([index, 'warehouse.record.answerLost']);
      expect(requests.filter((request) => request === 'POST /Operation')).toHaveLength(1);
    }
  });

  it('a refusal is no doubt: the server’s words, wrapped or bare, with 200 too', async () => {
    for (const [status, body] of [
      [400, { error: { code: 3, message: 'Invalid value: qtty.' } }],
      [409, { code: 3, message: 'Invalid value: qtty.' }],
      [200, { error: { code: 3, message: 'Invalid value: qtty.' } }],
    ] as const) {
      const { warehouse } = await play(({ path }, response) => {
        if (!around(response, path)) json(response, body, {}, status);
      });
      const error = await warehouse.recordOperation(draft(1), never).catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        code: 'warehouse.api.refused',
        facts: { message: 'Invalid value: qtty.' },
      });
    }
  });

  it('what was never sent may be tried again: no connection is no doubt', async () => {
    const { warehouse } = await play(() => undefined);
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
    expect(await codeOf(warehouse.recordOperation(draft(1), never))).toBe('warehouse.unreachable');
  });

  it('looks for the note first and writes nothing when the document stands; other shops’ notes are not ours', async () => {
    const notes = [...saved(7, 11), { ...saved(9, 1)[0], note: `Seliton №1 ${IDENTITY}` }];
    const foreign = [
      { ...saved(8, 1)[0], note: 'Seliton №1 other.bg' },
      { ...saved(6, 1)[0], note: 'Seliton №10 x' },
    ];
    const { warehouse, requests } = await play(({ path, query }, response) => {
      if (path === 'GET /Operations' && query.has('note')) json(response, [...foreign, ...notes]);
      else if (!around(response, path)) json(response, saved(99, 2));
    });
    expect(await warehouse.recordOperation(draft(1), never)).toEqual({
      kind: 'alreadyRecorded',
      operation: { operationType: 19, documentNumber: 9, unp: null },
    });
    expect(requests).not.toContain('POST /Operation');
    const traces = await warehouse.findTraces([draft(1).origin, draft(5).origin], never);
    expect(traces.map((trace) => [trace.orderNumber, trace.documents[0]?.operation.documentNumber])).toEqual([
      [1, 9],
    ]);
  });

  it('a new partner is marked by the order’s claim, and found again instead of made twice', async () => {
    let partners: readonly unknown[] = [];
    const { warehouse, requests } = await play(({ path, query, body }, response) => {
      if (path === 'GET /Partners')
        json(response, query.get('note2') === draft(1).origin.claimKey ? partners : []);
      else if (path === 'POST /Partner') {
        partners = [{ ...(JSON.parse(body) as object), id: '77' }];
        // The answer is lost: the partner stands nevertheless.
        response.destroy();
      } else if (!around(response, path)) json(response, saved(12, 1));
    });
    const order = draft(1, { partner: { kind: 'new', partner: NEW_PARTNER } });
    expect(await codeOf(warehouse.recordOperation(order, never))).toBe('warehouse.record.answerLost');
    expect(await warehouse.recordOperation(order, never)).toMatchObject({ kind: 'recorded', partnerId: 77 });
    expect(requests.filter((request) => request === 'POST /Partner')).toHaveLength(1);
    expect(partners[0]).toMatchObject({ tax_id: '123', vat_id: 'BG123', mol2: 'Иван' });
  });

  it('refuses what the interface has no place for: УНП, sales, a partner who is gone', async () => {
    const { warehouse, requests } = await play(({ path }, response) => {
      if (path === 'GET /Partner') json(response, { error: { code: 5, message: 'x' } }, {}, 404);
      else if (!around(response, path)) json(response, saved(12, 1));
    });
    expect(await codeOf(warehouse.recordOperation(fullDraft(1), never))).toBe('unp.notPossible');
    expect(await codeOf(warehouse.recordOperation(draft(1, { operationType: 2 }), never))).toBe(
      'warehouse.salesNotPossible',
    );
    const gone = draft(1, { partner: { kind: 'existing', id: 9 as PartnerId, company: '' } });
    expect(await codeOf(warehouse.recordOperation(gone, never))).toBe('order.partner.gone');
    expect(requests).not.toContain('POST /Operation');
  });

  it('I8: a document that was saved with another sum is told with its number: it stands and is never sent again', async () => {
    const { warehouse } = await play(({ path }, response) => {
      if (!around(response, path)) json(response, [{ ...saved(12, 1)[0], price_out: 9.9 }]);
    });
    const outcome = await warehouse.recordOperation(draft(1), never);
    expect(outcome).toMatchObject({ kind: 'recorded', operation: { documentNumber: 12 }, cameTo: '19.8' });
  });

  it("I8: what the server's own VAT would make another sum of is refused before anything is sent, partner included", async () => {
    const { warehouse, requests } = await play(
      ({ path, query }, response) => {
        if (path === 'GET /VATGroups') json(response, [{ id: 1, name: '9', vat_value: '9.00' }]);
        else if (path === 'GET /Item') json(response, item(Number(query.get('id')), { tax_group: 1 }));
        else if (!around(response, path)) json(response, saved(12, 1));
      },
      { pricesIncludeVat: false },
    );
    const [line] = draft(1).lines;
    if (line === undefined) throw new Error('no line');
    const net = { ...line, unitPrice: decimal('8.325'), unitVat: decimal('1.665') };
    const lines = [{ ...net, quantity: decimal('1'), discountPercent: decimal('0'), total: decimal('9.99') }];
    const wrong = { ...draft(1), lines, total: decimal('9.99') };
    const error = await warehouse.recordOperation(wrong, never).catch((fault: unknown) => fault);
    expect(error).toMatchObject({
      code: 'warehouse.api.wouldNotAddUp',
      facts: { order: 1, expected: '9.99', found: '9.07' },
    });
    expect(requests.filter((request) => request.startsWith('POST'))).toEqual([]);
  });

  it('finds goods by id, code and bar code with one request each, and by reading all when they are many', async () => {
    const { warehouse, requests } = await play(({ path, query }, response) => {
      if (path === 'GET /VATGroups') json(response, []);
      else if (path === 'GET /Item') json(response, item(Number(query.get('id'))));
      else json(response, query.get('page') === '1' ? [item(2), item(3, { code: 'c2' })] : []);
    });
    const find = async (keys: { ids?: GoodId[]; codes?: string[] }) =>
      (await warehouse.findGoods({ ...keys, priceGroup: 1 }, never)).map((good) => good.id);
    expect(await find({ codes: ['C2'] })).toEqual([2]);
    expect(await find({ ids: [8] as GoodId[] })).toEqual([8]);
    requests.length = 0;
    expect(await find({ codes: Array.from({ length: 100 }, (_, index) => `C${index}`) })).toEqual([2]);
    expect(requests.filter((request) => request === 'GET /Items').length).toBeLessThan(4);
  });
});
