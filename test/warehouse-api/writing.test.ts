import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSample } from '../support/api-client.ts';
import type { Json, ServedSample } from '../support/api-client.ts';

const HEADER = { operation_type: 19, partner_id: 2, object_id: 2, operator_id: 2, user_id: 2 } as const;
const LINE = { good_id: '20', qtty: 2, price_out: 12.5906 } as const;

describe('the REST API of a warehouse: writing', () => {
  let sample: ServedSample;

  beforeAll(async () => {
    sample = await serveSample();
  });

  afterAll(async () => {
    await sample.close();
  });

  async function post(target: string, body: unknown): Promise<readonly Json[]> {
    const reply = await sample.call('POST', target, body);
    expect([reply.status, JSON.stringify(reply.body).slice(0, 200)]).toEqual([200, expect.any(String)]);
    return reply.body as readonly Json[];
  }

  const everything = (): unknown =>
    ['operations', 'nextacct', 'store', 'payments', 'documents', 'cashbook', 'goods', 'partners'].map(
      (table) => sample.rows(`SELECT * FROM ${table}`),
    );

  it('facts 6.9, 6.10: rows in, the saved rows with their number out; later rows need no header', async () => {
    const last = sample.rows('SELECT max(Acct) AS n FROM operations WHERE OperType = 19')[0]?.['n'];
    const rows = await post('/Operation', [
      { ...HEADER, ...LINE, note: 'online order 7', date: '2026-11-23' },
      { good_id: 21, qtty: 0.745, price_out: 3 },
    ]);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      operation_type: 19,
      document_number: Number(last) + 1,
      good_id: '20',
      partner_id: 2,
      qtty: 2,
      sign: 0,
      price_out: 12.5906,
      note: 'online order 7',
      date: '2026-11-23T00:00:00',
    });
    expect(rows[1]).toMatchObject({ qtty: 0.745, partner_id: 2, note: 'online order 7' });
    expect(Number(rows[0]?.['vat_out'])).toBeCloseTo((12.5906 * 20) / 120, 6);
    expect(sample.rows(`SELECT * FROM nextacct WHERE NextAcct = 'OR${Number(last) + 1}'`)).toHaveLength(1);
  });

  it('two documents at the same time get different numbers', async () => {
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => post('/Operation', [{ ...HEADER, ...LINE }])),
    );
    expect(new Set(replies.map((rows) => rows[0]?.['document_number'])).size).toBe(8);
  });

  it('facts of the database 9: a sale takes stock and owes its sum; a delivery adds; an order does neither', async () => {
    const stock = (): number =>
      Number(sample.rows('SELECT Qtty FROM store WHERE GoodID = 20 AND ObjectID = 2')[0]?.['Qtty']);
    const before = stock();
    const [sale] = await post('/Operation', [{ ...HEADER, ...LINE, operation_type: 2 }]);
    expect(sale?.['sign']).toBe(-1);
    expect(stock()).toBeCloseTo(before - 2, 6);
    const keys = `operation_type=2&document_number=${String(sale?.['document_number'])}`;
    expect((await sample.call('GET', `/Payment?${keys}`)).body).toMatchObject([
      { mode: -1, sign: 1, qtty: '25.18', partner_id: 2 },
    ]);
    await post('/Operation', [{ ...HEADER, ...LINE, operation_type: 1, price_in: 5 }]);
    expect(stock()).toBeCloseTo(before, 6);
    await post('/Operation', [{ ...HEADER, ...LINE }]);
    expect(stock()).toBeCloseTo(before, 6);
  });

  it('facts 3: a payment answers all payments of the document; cash goes into the cash book', async () => {
    const [sale] = await post('/Operation', [{ ...HEADER, ...LINE, operation_type: 2 }]);
    const keys = { operation_type: 2, document_number: sale?.['document_number'] };
    const cash = sample.rows('SELECT count(*) AS n FROM cashbook')[0]?.['n'];
    const payments = await post('/Payment', { ...keys, qtty: 10.5, mode: 1, sign: 1, payment_type: 1 });
    expect(payments.map((payment) => [payment['mode'], payment['qtty']])).toEqual([
      [-1, '25.18'],
      [1, '10.50'],
    ]);
    expect(sample.rows('SELECT count(*) AS n FROM cashbook')[0]?.['n']).toBe(Number(cash) + 1);
    const missing = { ...keys, document_number: 999_999, qtty: 1 };
    expect((await sample.call('POST', '/Payment', missing)).status).toBe(404);
  });

  it('facts 5, 4.6: one invoice for a document, 409 for the second; its number is text of ten digits', async () => {
    const [sale] = await post('/Operation', [{ ...HEADER, ...LINE, operation_type: 2 }]);
    const keys = { operation_type: 2, document_number: sale?.['document_number'] };
    const [document] = await post('/Document', { ...keys, invoice_number: '300015', received_by: 'Иван' });
    expect(document).toMatchObject({ invoice_number: '0000300015', received_by: 'Иван' });
    expect(await sample.call('POST', '/Document', keys)).toMatchObject({
      status: 409,
      body: { error: { code: 3, message: 'Operation already contains document.' } },
    });
    const query = `operation_type=2&document_number=${String(keys.document_number)}&invoice_number=300015`;
    expect((await sample.call('GET', `/Document?${query}`)).body).toMatchObject({
      invoice_number: '0000300015',
    });
    const [other] = await post('/Operation', [{ ...HEADER, ...LINE, operation_type: 2 }]);
    const taken = {
      operation_type: 2,
      document_number: other?.['document_number'],
      invoice_number: '300015',
    };
    expect((await sample.call('POST', '/Document', taken)).status).toBe(409);
  });

  it('facts 6.8: PUT is partial and answers the record; POST needs only what identifies it', async () => {
    const added = await sample.call('POST', '/Item', {
      name: 'Нова 💡',
      price_out2: 9.9,
      tax_group: 1,
      barcode1: '380',
    });
    expect(added).toMatchObject({
      status: 200,
      body: { name: 'Нова 💡', name2: 'Нова 💡', price_out2: '9.90' },
    });
    const id = Number((added.body as Json)['id']);
    const objects = sample.rows('SELECT count(*) AS n FROM objects')[0]?.['n'];
    expect(sample.rows(`SELECT * FROM store WHERE GoodID = ${id}`)).toHaveLength(Number(objects));
    const changed = await sample.call('PUT', `/Item?id=${id}`, { price_out2: 8, deleted: true });
    expect(changed.body).toMatchObject({
      id,
      name: 'Нова 💡',
      price_out2: '8.00',
      deleted: true,
      barcode1: '380',
    });
    const partner = await sample.call('POST', '/Partner', { company: 'Лампи ООД', tax_id: '131135125' });
    expect(partner.body).toMatchObject({
      company2: 'Лампи ООД',
      tax_id: '131135125',
      price_group: 1,
      vat_id: '',
    });
    expect((await sample.call('PUT', '/Item?id=999999', { name: 'x' })).status).toBe(404);
  });

  it('bad input of every sort is refused and leaves nothing', async () => {
    const before = everything();
    const bad: readonly (readonly [unknown, number])[] = [
      ['{', 400],
      [[], 400],
      [{}, 400],
      [[{ ...LINE }], 400],
      [[{ ...HEADER, ...LINE, qtty: 0 }], 400],
      [[{ ...HEADER, ...LINE, qtty: 'x' }], 400],
      [[{ ...HEADER, ...LINE, unknown: 1 }], 400],
      [[{ ...HEADER, ...LINE, operation_type: 35 }], 400],
      [[{ ...HEADER, ...LINE, operation_type: 7 }], 400],
      [[{ ...HEADER, ...LINE, currency_id: 2 }], 400],
      [[{ ...HEADER, ...LINE, discount: 100 }], 400],
      [[{ ...HEADER, ...LINE, date: 'вчера' }], 400],
      [[{ ...HEADER, ...LINE, good_id: '999999' }], 404],
      [
        [
          { ...HEADER, ...LINE },
          { ...LINE, good_id: 999_999 },
        ],
        404,
      ],
      [[{ ...HEADER, ...LINE, partner_id: 999_999 }], 404],
      [[{ ...HEADER, ...LINE, object_id: 999_999 }], 404],
      [
        [
          { ...HEADER, ...LINE },
          { ...LINE, partner_id: 3 },
        ],
        400,
      ],
    ];
    for (const [body, status] of bad) {
      const reply = await sample.call('POST', '/Operation', body);
      expect([body, reply.status]).toEqual([body, status]);
      expect(reply.body).toMatchObject({ error: { code: expect.any(Number), message: expect.any(String) } });
    }
    for (const body of [{}, { name: '  ' }, { name: 'x', type: 'y' }, { name: 'x', nothing: 1 }, []])
      expect((await sample.call('POST', '/Item', body)).status).toBe(400);
    expect((await sample.call('POST', '/Item', `"${'x'.repeat(9_000_000)}"`)).status).toBe(413);
    expect(everything()).toEqual(before);
  });

  it('forbidden negative stock is a conflict and leaves nothing; lots are refused', async () => {
    sample.change("UPDATE configuration SET Value = '0' WHERE \"Key\" = 'configkey12'");
    const before = everything();
    const much = [{ ...HEADER, ...LINE, operation_type: 2, qtty: 1_000_000 }];
    expect((await sample.call('POST', '/Operation', much)).status).toBe(409);
    sample.change("UPDATE configuration SET Value = '2' WHERE \"Key\" = 'configkey23'");
    expect((await sample.call('POST', '/Operation', much)).status).toBe(400);
    expect(everything()).toEqual(before);
    expect((await sample.call('POST', '/Operation', [{ ...HEADER, ...LINE }])).status).toBe(200);
  });
});
