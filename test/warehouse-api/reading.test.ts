import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSample } from '../support/api-client.ts';
import type { Json, ServedSample } from '../support/api-client.ts';

describe('the REST API of a warehouse: reading', () => {
  let sample: ServedSample;

  beforeAll(async () => {
    sample = await serveSample({ goods: 120 });
  });

  afterAll(async () => {
    await sample.close();
  });

  async function list(target: string): Promise<readonly Json[]> {
    const { status, body } = await sample.call('GET', target);
    expect([target, status]).toEqual([target, 200]);
    expect(Array.isArray(body)).toBe(true);
    return body as readonly Json[];
  }

  it('facts 3: every list answers an array of objects with both paging headers', async () => {
    for (const path of [
      'Items',
      'ItemsGroups',
      'Partners',
      'PartnersGroups',
      'Users',
      'UsersGroups',
      'Locations',
      'LocationsGroups',
      'Store',
      'Operations',
      'Payments',
      'PaymentTypes',
      'Documents',
      'VATGroups',
    ]) {
      const { status, headers, body } = await sample.call('GET', `/${path}`);
      expect([path, status]).toEqual([path, 200]);
      expect([path, headers.get('X-CurrentPage')]).toEqual([path, '1']);
      expect(Number(headers.get('X-TotalPages'))).toBeGreaterThan(0);
      for (const row of body as readonly unknown[]) expect(row).toBeInstanceOf(Object);
    }
  });

  it('facts 4.1, 4.3: fields, shapes and types of an item, a stock row, a group, a user', async () => {
    const [item] = await list('/Items?code=*&type=0&deleted=false&page_size=1&name=*');
    expect(item).toMatchObject({ id: expect.any(Number), is_recipe: false, deleted: false, type: 0 });
    expect(item?.['price_out2']).toMatch(/^\d+\.\d{2,4}$/);
    expect(Object.keys(item ?? {})).toHaveLength(32 + 1);
    const [stock] = await list('/Store?page_size=1');
    expect(stock?.['good_id']).toMatch(/^\d+$/);
    expect(stock?.['qtty']).toMatch(/^-?\d+\.\d{3}$/);
    expect((await list('/ItemsGroups'))[0]).toEqual({ id: 1, code: '-1', name: 'Служебна група' });
    expect((await list('/VATGroups'))[0]?.['vat_value']).toBe('20.00');
    const users = await list('/Users');
    expect(users.length).toBeGreaterThan(1);
    expect(JSON.stringify(users).toLowerCase()).not.toContain('password');
  });

  it('facts 4.2: tax_id is the ЕИК, vat_id the VAT number', async () => {
    const [row] = sample.rows(
      "SELECT ID, Bulstat, TaxNo FROM partners WHERE Bulstat > ' ' AND TaxNo LIKE 'BG%'",
    );
    const [partner] = await list(`/Partners?tax_id=${String(row?.['Bulstat'])}`);
    expect(partner).toMatchObject({ id: row?.['ID'], tax_id: row?.['Bulstat'], vat_id: row?.['TaxNo'] });
  });

  it('facts 2, 6.6: pages of any size give every row once, in the order of ids, and say how many there are', async () => {
    const expected = sample.rows('SELECT ID FROM store ORDER BY ID').map((row) => row['ID']);
    for (const size of [1, 7, 100, 500]) {
      if (size === 1 && expected.length > 1000) continue;
      const found: unknown[] = [];
      for (let page = 1; ; page += 1) {
        const { headers, body } = await sample.call('GET', `/Store?page=${page}&page_size=${size}`);
        found.push(...(body as readonly Json[]).map((row) => row['id']));
        expect(headers.get('X-CurrentPage')).toBe(String(page));
        if (page >= Number(headers.get('X-TotalPages'))) break;
      }
      expect([size, found]).toEqual([size, expected]);
    }
    expect(await list('/Store?page=9999')).toEqual([]);
    expect((await list('/Operations')).length).toBe(
      Math.min(500, Number(sample.rows('SELECT count(*) AS n FROM operations')[0]?.['n'])),
    );
  });

  it('facts 2: filters hold together; `*` stands for any text; every other letter is itself', async () => {
    sample.change("UPDATE goods SET Code = '100%_[x]!', Name = 'О''Кей \"x\"' WHERE ID = 20");
    const find = async (query: string): Promise<readonly unknown[]> =>
      (await list(`/Items?${query}`)).map((item) => item['id']);
    expect(await find(`code=${encodeURIComponent('100%_[x]!')}`)).toEqual([20]);
    expect(await find(`code=${encodeURIComponent('100%_[x]*')}`)).toEqual([20]);
    expect(await find(`code=${encodeURIComponent('1%')}`)).toEqual([]);
    expect(await find(`code=${encodeURIComponent('1_*')}`)).toEqual([]);
    expect(await find(`name=${encodeURIComponent("О'Кей*")}&id=20`)).toEqual([20]);
    expect(await find(`name=${encodeURIComponent("О'Кей*")}&id=21`)).toEqual([]);
    expect(await find('id=20%20OR%201=1').catch(() => 'refused')).toBe('refused');
    const price = String((await list('/Items?id=20'))[0]?.['price_out2']);
    expect(await find(`price_out2=${price}&id=20`)).toEqual([20]);
    const deleted = sample.rows('SELECT count(*) AS n FROM goods WHERE Deleted <> 0')[0]?.['n'];
    expect((await find('deleted=true')).length).toBe(deleted);
  });

  it('facts 7: SIGMA’s calls, as it makes them: lower case, per day, one stock row', async () => {
    const [sale] = sample.rows(
      'SELECT Acct, Date FROM operations WHERE OperType = 2 AND PartnerID <> 0 LIMIT 1',
    );
    const day = String(sale?.['Date']).slice(0, 10);
    const sales = await list(`/operations?operation_type=2&date_from=${day}&date_to=${day}`);
    expect(sales.map((row) => row['document_number'])).toContain(sale?.['Acct']);
    expect(sales.every((row) => String(row['date']).startsWith(day))).toBe(true);
    const [stock] = sample.rows('SELECT GoodID, ObjectID, Qtty FROM store WHERE Qtty > 1 LIMIT 1');
    const found = await list(
      `/Store?good_id=${String(stock?.['GoodID'])}&object_id=${String(stock?.['ObjectID'])}`,
    );
    expect(found.map((row) => Number(row['qtty']))).toEqual([stock?.['Qtty']]);
    expect((await sample.call('GET', '/items?page=1&page_size=500')).status).toBe(200);
  });

  it('facts 6.2, 5: one record is an object; none is 404, a bad id 400, both wrapped', async () => {
    expect((await sample.call('GET', '/Item?id=20')).body).toMatchObject({ id: 20 });
    expect((await sample.call('GET', '/Partner?id=2')).body).toMatchObject({ id: 2 });
    expect(await sample.call('GET', '/Item?id=999999')).toMatchObject({
      status: 404,
      body: { error: { code: 5, message: 'Value not found: id.' } },
    });
    for (const target of ['/Item', '/Item?id=x', '/Item?id=1.5', '/Items?page=0', '/Items?page_size=20000'])
      expect(await sample.call('GET', target)).toMatchObject({ status: 400, body: { error: { code: 3 } } });
    for (const target of [
      '/Items?nothing=1',
      '/Items?type=x',
      '/Operations?date_from=2026-02-31',
      '/Items?id=1&id=2',
    ])
      expect(await sample.call('GET', target)).toMatchObject({ status: 400, body: { error: { code: 3 } } });
    expect((await sample.call('GET', '/Nothing')).status).toBe(404);
    expect((await sample.call('DELETE', '/Item?id=20')).status).toBe(404);
    expect((await sample.call('GET', '/Item?id=0')).status).toBe(404);
  });

  it('facts 3: a document’s rows and payments are arrays, none an empty one', async () => {
    const [sale] = sample.rows(
      'SELECT Acct, count(*) AS n FROM operations WHERE OperType = 2 AND PartnerID <> 0 GROUP BY Acct',
    );
    const keys = `operation_type=2&document_number=${String(sale?.['Acct'])}`;
    expect(await list(`/Operation?${keys}`)).toHaveLength(Number(sale?.['n']));
    expect((await list(`/Payment?${keys}`))[0]).toMatchObject({
      mode: -1,
      qtty: expect.stringMatching(/\.\d\d$/),
    });
    expect(await list('/Operation?operation_type=2&document_number=999999')).toEqual([]);
    expect((await sample.call('GET', '/Operation?operation_type=2')).status).toBe(400);
  });
});

describe('the REST API of a warehouse: the key', () => {
  it('without a key: no page in a browser, and no foreign name of this machine, gets an answer', async () => {
    const sample = await serveSample();
    try {
      for (const headers of [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }]) {
        const reply = await sample.call('POST', '/Operation', '[]', headers);
        expect(reply).toMatchObject({ status: 403, body: { error: { code: 1 } } });
      }
      const status = await new Promise<number | undefined>((resolve, reject) => {
        get(`${sample.api.url}/Items`, { headers: { Host: 'rebound.example:8700' } }, (response) =>
          resolve(response.statusCode),
        ).on('error', reject);
      });
      expect(status).toBe(403);
    } finally {
      await sample.close();
    }
  });

  it('facts 2, 6.12: with a key configured nothing answers without it', async () => {
    const sample = await serveSample({ apiKey: 'a-key-of-sixteen-letters' });
    try {
      for (const key of [undefined, 'wrong', '']) {
        const headers = key === undefined ? {} : { 'X-API-Key': key };
        const reply = await sample.call('GET', '/Items', undefined, headers);
        expect(reply).toMatchObject({ status: 401, body: { error: { code: 1 } } });
      }
      const headers = { 'X-API-Key': 'a-key-of-sixteen-letters' };
      expect((await sample.call('GET', '/Items', undefined, headers)).status).toBe(200);
    } finally {
      await sample.close();
    }
  });
});
