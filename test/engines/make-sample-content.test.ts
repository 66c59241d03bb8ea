import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseUnp } from '../../src/model/unp.ts';
import { ean13, isCompanyNumber } from '../../src/warehouse/sample/check-digits.ts';
import { makeSampleContent } from '../../src/warehouse/sample/make-sample-content.ts';
import type { Cell, SampleOptions } from '../../src/warehouse/sample/sample-rows.ts';

type Row = Readonly<Record<string, Cell>>;
type Tables = Readonly<Record<string, readonly Row[]>>;

const OPTIONS: SampleOptions = {
  goods: 1000,
  seed: 7,
  hasSupto: true,
  today: new Date('2026-11-24T10:00:00Z'),
};

function make(more: Partial<SampleOptions> = {}): Tables {
  const tables: Record<string, Row[]> = {};
  for (const { table, columns, rows } of makeSampleContent({ ...OPTIONS, ...more })) {
    const records = rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null])));
    (tables[table] ??= []).push(...records);
  }
  return tables;
}

function hashOf(more: Partial<SampleOptions> = {}): string {
  const hash = createHash('sha256');
  for (const batch of makeSampleContent({ ...OPTIONS, ...more })) hash.update(JSON.stringify(batch));
  return hash.digest('hex');
}

function rowsOf(tables: Tables, table: string): readonly Row[] {
  return tables[table] ?? [];
}

function idsOf(tables: Tables, table: string): ReadonlySet<Cell> {
  return new Set([1, ...rowsOf(tables, table).map((row) => row['ID'] ?? null)]);
}

function documentsOf(tables: Tables): readonly Row[] {
  return rowsOf(tables, 'operations').filter((row) => row['PartnerID'] !== 0);
}

/** Sum by sign and stock of every object, good and lot that either knows. */
function stockBothWays(tables: Tables): Readonly<Record<string, readonly [number, number]>> {
  const sums: Record<string, [number, number]> = {};
  const at = (row: Row): [number, number] =>
    (sums[`${row['ObjectID']} ${row['GoodID']} ${row['LotID']}`] ??= [0, 0]);
  for (const row of documentsOf(tables)) at(row)[0] += Number(row['Qtty']) * Number(row['Sign']);
  for (const row of rowsOf(tables, 'store')) at(row)[1] += Number(row['Qtty']);
  return sums;
}

describe('the sample: the same options, the same rows', () => {
  it('repeats by seed, and differs by seed, size, day, build and hazards', () => {
    const first = hashOf();
    expect(hashOf()).toBe(first);
    const others = [
      { seed: 8 },
      { goods: 999 },
      { hasSupto: false },
      { hasHazards: true },
      { today: new Date('2026-11-25T10:00:00Z') },
      { stockMethod: 2 },
      { operations: 30 },
    ].map(hashOf);
    expect(new Set([first, ...others]).size).toBe(others.length + 1);
  });

  it.each([0, 1, 50, 1000, 1001])(
    '%i goods: as many for sale, the services and the deleted ones on top',
    (goods) => {
      const tables = make({ goods });
      const ordinary = rowsOf(tables, 'goods').filter((row) => row['Type'] === 0);
      expect(ordinary.filter((row) => row['Deleted'] === 0)).toHaveLength(goods);
      expect(ordinary.filter((row) => row['Deleted'] === -1)).toHaveLength(Math.floor(goods / 50));
      expect(rowsOf(tables, 'goods').filter((row) => row['Type'] !== 0)).toHaveLength(4);
      expect(rowsOf(tables, 'operations').filter((row) => row['PartnerID'] === 0).length).toBeGreaterThan(0);
      expect(documentsOf(tables).length > 0).toBe(goods > 0);
    },
  );

  it('comes in batches of a bounded size, and tells how far it is', () => {
    let done = 0;
    for (const batch of makeSampleContent({ ...OPTIONS, goods: 12_000 })) {
      expect(batch.rows.length).toBeLessThanOrEqual(25_000);
      expect(batch.goodsDone).toBeGreaterThanOrEqual(done);
      done = batch.goodsDone;
    }
    expect(done).toBe(12_000);
  });
});

describe('the sample: rows as the vendor writes them', () => {
  it('one blank for an empty text, no number NULL, all columns of a table in every batch', () => {
    const columns: Record<string, string> = {};
    for (const batch of makeSampleContent({ ...OPTIONS, stockMethod: 2, hasHazards: true })) {
      columns[batch.table] ??= batch.columns.join();
      expect(batch.columns.join()).toBe(columns[batch.table]);
      const passwordAt = batch.table === 'users' ? batch.columns.indexOf('Password') : -1;
      for (const row of batch.rows) {
        expect(row).toHaveLength(batch.columns.length);
        expect(row.every((cell, at) => cell !== null && (cell !== '' || at === passwordAt))).toBe(true);
        expect(row.every((cell) => typeof cell !== 'number' || Number.isFinite(cell))).toBe(true);
      }
    }
    expect(columns['operations']?.split(',')).toHaveLength(22);
    expect(columns['partners']?.split(',')).toHaveLength(34);
    expect(columns['goods']?.split(',')).toHaveLength(33);
  });

  it('facts 11: groups stand three levels deep, each under its parent; goods only on the third', () => {
    const tables = make();
    const groups = rowsOf(tables, 'goodsgroups');
    const codes = new Set(groups.map((group) => String(group['Code'])));
    expect(codes.size).toBe(groups.length);
    for (const code of codes) {
      expect(code).toMatch(/^(?:[A-Z]{3}){1,3}$/);
      if (code.length > 3) expect(codes).toContain(code.slice(0, -3));
    }
    const levels = new Map(groups.map((group) => [group['ID'], String(group['Code']).length]));
    const ordinary = rowsOf(tables, 'goods').filter((row) => row['Type'] === 0);
    expect(new Set(ordinary.map((row) => levels.get(row['GroupID'] ?? 0)))).toEqual(new Set([9]));
  });

  it('goods: unique codes and bar codes with right check digits, lists and patterns, all rates and units', () => {
    const goods = rowsOf(make(), 'goods').filter((row) => row['Type'] === 0);
    expect(new Set(goods.map((row) => row['Code'])).size).toBe(goods.length);
    const barcodes = goods.flatMap((row) =>
      ['BarCode1', 'BarCode2', 'BarCode3'].flatMap((column) => String(row[column]).split(',')),
    );
    const plain = barcodes.filter((code) => /^\d+$/.test(code));
    expect(new Set(plain).size).toBe(plain.length);
    for (const code of plain) expect(ean13(Number(code.slice(3, 12)))).toBe(code);
    expect(goods.some((row) => String(row['BarCode3']).includes(','))).toBe(true);
    expect(goods.some((row) => String(row['BarCode2']).endsWith('WWWWWL'))).toBe(true);
    expect(new Set(goods.map((row) => row['TaxGroup']))).toEqual(new Set([1, 2, 3]));
    expect(new Set(goods.map((row) => row['Measure1']))).toEqual(new Set(['бр.', 'кг', 'м', 'л']));
    for (const row of goods) {
      const prices = Array.from({ length: 10 }, (_, index) => Number(row[`PriceOut${index + 1}`]));
      expect(
        prices.every((price) => price > 0 && Math.abs(price * 100 - Math.round(price * 100)) < 1e-6),
      ).toBe(true);
      expect(Number(row['PriceIn'])).toBeLessThan(prices[1] ?? 0);
    }
  });

  it('services carry the codes that orders need; the discount is of type 32', () => {
    const services = rowsOf(make({ goods: 0 }), 'goods').map((row) => [row['Code'], row['Type']]);
    expect(services).toEqual([
      ['ДОСТАВКА', 8],
      ['ТАКСА', 8],
      ['ОТСТЪПКА', 32],
      ['МОНТАЖ', 8],
    ]);
  });

  it('partners: ЕИК and VAT number right, suppliers are companies; users: codes of four positions, one without', () => {
    const tables = make();
    const companies = rowsOf(tables, 'partners').filter((row) => row['Bulstat'] !== ' ');
    expect(companies.length).toBeGreaterThan(50);
    for (const row of companies) {
      expect([row['Bulstat'], isCompanyNumber(String(row['Bulstat']))]).toEqual([row['Bulstat'], true]);
      expect(row['TaxNo']).toBe(`BG${row['Bulstat']}`);
    }
    for (const name of ['eMail', 'Phone']) {
      const values = rowsOf(tables, 'partners').map((row) => row[name]);
      expect(new Set(values).size).toBe(values.length);
    }
    const codes = rowsOf(tables, 'users').map((row) => String(row['Code']));
    expect(codes.filter((code) => /^\d{4}$/.test(code))).toHaveLength(codes.length - 1);
  });
});

describe('the sample: tables that agree with each other', () => {
  it.each([
    ['without lots', {}],
    ['with lots', { stockMethod: 5 }],
  ])('%s: every line has its good, partner, object and user; every good its group', (_, more) => {
    const tables = make(more);
    const known = (table: string): ReadonlySet<Cell> => idsOf(tables, table);
    const [goods, partners, objects, users] = [
      known('goods'),
      known('partners'),
      known('objects'),
      known('users'),
    ];
    for (const row of documentsOf(tables)) {
      expect(goods).toContain(row['GoodID']);
      expect(partners).toContain(row['PartnerID']);
      expect(objects).toContain(row['ObjectID']);
      expect(users).toContain(row['OperatorID']);
    }
    const groups = known('goodsgroups');
    for (const row of rowsOf(tables, 'goods')) expect(groups).toContain(row['GroupID']);
  });

  it('facts 12: without lots every good has one Store row in every object, deleted ones and services too', () => {
    const tables = make();
    const places = rowsOf(tables, 'store').map((row) => `${row['ObjectID']} ${row['GoodID']}`);
    expect(new Set(places).size).toBe(places.length);
    expect(places).toHaveLength(rowsOf(tables, 'goods').length * 5);
    const quantities = rowsOf(tables, 'store').map((row) => Number(row['Qtty']));
    expect(quantities.some((quantity) => quantity < 0)).toBe(true);
    expect(quantities.some((quantity) => !Number.isInteger(quantity))).toBe(true);
  });

  it.each([
    ['without lots', {}],
    ['with lots', { stockMethod: 2 }],
  ])('facts 14, %s: the stock of every traded good is the sum of its lines by sign', (_, more) => {
    for (const [place, [sum, stock]] of Object.entries(stockBothWays(make(more))))
      expect([place, Math.round(sum * 1000)]).toEqual([place, Math.round(stock * 1000)]);
  });

  it('facts 9: with lots no row is empty or negative, and each lot exists', () => {
    const tables = make({ stockMethod: 2 });
    const lots = new Map(rowsOf(tables, 'lots').map((row) => [row['ID'], row['SerialNo']]));
    for (const row of rowsOf(tables, 'store')) {
      expect(Number(row['Qtty'])).toBeGreaterThan(0);
      expect(row['Lot']).toBe(lots.get(row['LotID'] ?? 0));
    }
    expect(rowsOf(make(), 'lots')).toEqual([]);
  });

  it('facts 6: the keys of NextAcct are exactly the documents, numbered without gaps', () => {
    const tables = make();
    const prefixes: Record<number, string> = {
      1: 'D',
      2: 'S',
      7: 'T',
      8: 'T',
      12: 'R',
      13: 'OF',
      14: 'P',
      19: 'OR',
      34: 'Rf',
    };
    const documents = new Set(
      documentsOf(tables).map((row) => `${prefixes[Number(row['OperType'])]}${row['Acct']}`),
    );
    const keys = rowsOf(tables, 'nextacct').map((row) => row['NextAcct']);
    expect(new Set(keys)).toEqual(documents);
    expect(keys).toHaveLength(documents.size);
    for (const type of Object.keys(prefixes).map(Number)) {
      const numbers = new Set(
        documentsOf(tables)
          .filter((row) => row['OperType'] === type)
          .map((row) => Number(row['Acct'])),
      );
      expect([type, Math.max(...numbers)]).toEqual([type, numbers.size]);
    }
  });

  it('facts 9, 10: every sale owes its sum; what was paid in cash is in the cash book', () => {
    const tables = make();
    const totals = new Map<Cell, number>();
    for (const row of documentsOf(tables).filter((each) => each['OperType'] === 2)) {
      const number = row['Acct'] ?? null;
      totals.set(number, (totals.get(number) ?? 0) + Number(row['Qtty']) * Number(row['PriceOut']));
    }
    const payments = rowsOf(tables, 'payments');
    const owed = payments.filter((row) => row['Mode'] === -1);
    expect(new Set(owed.map((row) => row['Acct']))).toEqual(new Set(totals.keys()));
    for (const row of owed) expect(Number(row['Qtty'])).toBeCloseTo(totals.get(row['Acct'] ?? null) ?? -1, 1);
    const cash = payments.filter((row) => row['Mode'] === 1 && row['Type'] === 1);
    expect(rowsOf(tables, 'cashbook').map((row) => row['Profit'])).toEqual(cash.map((row) => row['Qtty']));
    expect(rowsOf(tables, 'cashbook')[0]?.['Desc']).toMatch(/^Продажба № \d{10}$/);
  });

  it('facts 8: orders that became a sale name both documents, and their lines are the same', () => {
    const tables = make();
    const lines = (type: Cell, number: Cell): readonly unknown[] =>
      documentsOf(tables)
        .filter((row) => row['OperType'] === type && row['Acct'] === number)
        .map((row) => [row['GoodID'], row['Qtty'], row['PartnerID'], row['ObjectID']]);
    const rows = rowsOf(tables, 'transformations');
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) {
      expect([row['FromOperType'], row['ToOperType']]).toEqual([19, 2]);
      expect(lines(19, row['FromAcct'] ?? null)).toEqual(lines(2, row['ToAcct'] ?? null));
    }
    const orders = new Set(
      documentsOf(tables)
        .filter((row) => row['OperType'] === 19)
        .map((row) => row['Acct']),
    );
    expect(orders.size).toBeGreaterThan(rows.length);
  });

  it('A1, A2: УНП rise by one for each sale of the till; only a SUPTO build has them; receipts repeat them', () => {
    const tables = make();
    const receipts = rowsOf(tables, 'ecrreceipts');
    const unps = receipts.filter((row) => row['ReceiptType'] === 8);
    const sales = new Set(
      documentsOf(tables)
        .filter((row) => row['OperType'] === 2)
        .map((row) => row['Acct']),
    );
    expect(unps.map((row) => row['ReceiptID'])).toEqual(Array.from(sales, (_sale, index) => index + 1));
    const texts = new Set(unps.map((row) => row['Description']));
    expect(texts.size).toBe(unps.length);
    for (const row of unps)
      expect(parseUnp(String(row['Description']))).toMatchObject({
        deviceSerial: row['ECRID'],
        sequence: row['ReceiptID'],
      });
    const others = receipts.filter((row) => row['ReceiptType'] !== 8);
    expect(new Set(others.map((row) => row['ReceiptType']))).toEqual(new Set([1, 3]));
    for (const row of others) expect(texts).toContain(row['Description']);
    expect(rowsOf(make({ hasSupto: false }), 'ecrreceipts')).toEqual([]);
  });

  it('every kind of document is there, also in a small warehouse; the number asked for is made', () => {
    const types = new Set(documentsOf(make({ goods: 30 })).map((row) => row['OperType']));
    expect([...types].sort((left, right) => Number(left) - Number(right))).toEqual([
      1, 2, 7, 8, 12, 13, 14, 19, 34,
    ]);
    const few = documentsOf(make({ operations: 0 })).map((row) => row['OperType']);
    expect(new Set(few)).toEqual(new Set([1]));
  });

  it('hazards: repeated codes and bar codes, no VAT group, no price, a group without parent; none without asking', () => {
    const tables = make({ hasHazards: true });
    const goods = rowsOf(tables, 'goods').filter((row) => row['Type'] === 0);
    const distinct = (column: string): number => new Set(goods.map((row) => row[column])).size;
    expect(distinct('Code')).toBe(goods.length - 20);
    expect(distinct('BarCode1')).toBe(goods.length - 20);
    expect(goods.filter((row) => row['TaxGroup'] === 99)).toHaveLength(20);
    expect(goods.filter((row) => row['PriceOut2'] === 0)).toHaveLength(20);
    const codes = new Set(rowsOf(tables, 'goodsgroups').map((row) => String(row['Code'])));
    expect([...codes].filter((code) => code.length > 3 && !codes.has(code.slice(0, -3)))).toHaveLength(1);
  });
});
