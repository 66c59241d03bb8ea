import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSample } from '../support/api-client.ts';
import type { Json, ServedSample } from '../support/api-client.ts';

const HEADER = { operation_type: 2, partner_id: 2, object_id: 2, operator_id: 2, user_id: 2 } as const;
const LINE = { good_id: '20', qtty: 2, price_out: 12.5 } as const;
const DISCOUNT = { good_id: '4', qtty: -1, price_out: 5 } as const;

describe('the REST API of a warehouse: what it does not take', () => {
  let sample: ServedSample;

  beforeAll(async () => {
    sample = await serveSample();
  });

  afterAll(async () => {
    await sample.close();
  });

  const everything = (): unknown =>
    ['operations', 'nextacct', 'store', 'payments', 'documents', 'cashbook', 'goods', 'partners'].map(
      (table) => sample.rows(`SELECT * FROM ${table}`),
    );

  it.each<[string, string, unknown]>([
    ['less than nothing of a good', '/Operation', [{ ...HEADER, ...LINE, qtty: -5 }]],
    ['the same as text', '/Operation', [{ ...HEADER, ...LINE, qtty: '-5' }]],
    [
      'less than nothing in a document that moves no stock',
      '/Operation',
      [{ ...HEADER, ...LINE, operation_type: 19, qtty: -1 }],
    ],
    ['a price below zero', '/Operation', [{ ...HEADER, ...LINE, price_out: -12.5 }]],
    [
      'stock moved the other way by a discount',
      '/Operation',
      [
        { ...HEADER, ...LINE },
        { ...LINE, good_id: '21', qtty: -1 },
      ],
    ],
    ['a document below zero', '/Operation', [{ ...HEADER, ...DISCOUNT }]],
    [
      'a quantity that is not finite',
      '/Operation',
      '[{"operation_type":2,"partner_id":2,"object_id":2,"operator_id":2,"good_id":20,"qtty":1e999}]',
    ],
    ['a quantity that nobody has', '/Operation', [{ ...HEADER, ...LINE, qtty: 1e300 }]],
    ['a quantity that is nothing', '/Operation', [{ ...HEADER, ...LINE, qtty: 0.0000001 }]],
    ['a price that nobody asks', '/Operation', [{ ...HEADER, ...LINE, price_out: '1000000000' }]],
    [
      'a sum that nobody has',
      '/Operation',
      [{ ...HEADER, ...LINE, qtty: 99_999_999, price_out: 99_999_999 }],
    ],
    ['a good of a number below zero', '/Operation', [{ ...HEADER, ...LINE, good_id: -20 }]],
    ['a price of a good below zero', '/Item', { name: 'Стока', price_out2: '-1' }],
    ['a price of a good that is not finite', '/Item', '{"name":"Стока","price_out2":1e999}'],
    ['a payment below zero', '/Payment', { operation_type: 2, document_number: 1, qtty: '-5' }],
    ['a payment of an odd sign', '/Payment', { operation_type: 2, document_number: 1, qtty: '5', sign: 7 }],
    ['a field of every object', '/Item', '{"name":"Стока","constructor":"x"}'],
    ['a field that makes objects', '/Item', '{"name":"Стока","__proto__":{"id":1}}'],
  ])('%s is refused, and nothing is written', async (_what, path, body) => {
    const before = everything();
    const { status, body: answer } = await sample.call('POST', path, body);
    expect([status, answer]).toEqual([400, { error: { code: 3, message: expect.any(String) as string } }]);
    expect(everything()).toEqual(before);
  });

  it('a discount is a line of quantity -1 in a document that moves no stock, and is taken', async () => {
    const { status, body } = await sample.call('POST', '/Operation', [
      { ...HEADER, ...LINE, operation_type: 19 },
      DISCOUNT,
    ]);
    expect(status).toBe(200);
    expect((body as readonly Json[]).map((row) => row['qtty'])).toEqual([2, -1]);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', 'id[]', 'name\u0000'])(
    'the parameter %j is refused, never a fault of the server',
    async (name) => {
      for (const path of ['/Items', '/Operations', '/Store', '/Documents'])
        expect((await sample.call('GET', `${path}?${encodeURIComponent(name)}=1`)).status).toBe(400);
    },
  );
});
