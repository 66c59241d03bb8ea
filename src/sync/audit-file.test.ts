import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, decimal, ZERO } from '../model/decimal.ts';
import { SyncError } from '../model/sync-error.ts';
import { isCompanyNumber } from '../model/company-number.ts';
import { auditFile as auditText } from './audit-file.ts';
import type { AuditHead, AuditLine, AuditOrder } from './audit-file.ts';

const HEAD: AuditHead = {
  companyNumber: '123456786',
  shopNumber: 'RF0000000',
  domain: 'shop.example.bg',
  shopType: 'own',
  createdOn: '2026-02-10',
  month: '2026-01',
};

function line(name: string, quantity: string, gross: string, rate = '20'): AuditLine {
  return { name, quantity: decimal(quantity), gross: decimal(gross), rate: decimal(rate) };
}

function order(lines: readonly AuditLine[], more: Partial<AuditOrder> = {}): AuditOrder {
  const total = lines.reduce((sum, each) => add(sum, each.gross), ZERO);
  return { number: '1001', date: '2026-01-15', lines, total, payment: 6, ...more };
}

function auditFile(...what: Parameters<typeof auditText>): string {
  return auditText(...what).text;
}

function problemOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return error instanceof SyncError
      ? `${error.code} ${String(error.facts['problem'] ?? error.facts['key'] ?? '')}`
      : String(error);
  }
}

const MINIMAL = order([line('Тениска', '3', '29.97'), line('Доставка', '1', '4.80')]);
const valueOf = (xml: string, name: string): string =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';

describe('the monthly audit file (Annex 38)', () => {
  it('facts/fiscal-bg.md section 8.8: the minimal file, figure by figure', () => {
    const xml = auditFile(
      HEAD,
      [MINIMAL],
      [{ number: '977', amount: decimal('9.99'), date: '2026-01-20', way: null }],
    );
    const expected: Readonly<Record<string, string>> = {
      eik: '123456786',
      e_shop_n: 'RF0000000',
      e_shop_type: '1',
      mon: '01',
      god: '2026',
      ord_n: '1001',
      ord_d: '2026-01-15',
      art_name: 'Тениска',
      art_quant: '3.00',
      art_vat_rate: '20',
      art_vat: '5.00',
      art_sum: '29.97',
      ord_total1: '28.97',
      ord_disc: '0.00',
      ord_vat: '5.80',
      ord_total2: '34.77',
      r_ord: '1',
      r_ord_n: '977',
      r_amount: '9.99',
      r_date: '2026-01-20',
      r_total: '9.99',
    };
    for (const [name, value] of Object.entries(expected))
      expect([name, valueOf(xml, name)]).toEqual([name, value]);
    expect(valueOf(xml, 'art_price')).toBe('8.33');
  });

  it('X1, X2, X5: one root in lower case, no attribute, no namespace, nothing added', () => {
    const xml = auditFile(HEAD, [MINIMAL], []);
    expect(xml).toMatch(/^<\?xml version="1\.0" encoding="windows-1251"\?>\n<audit>.*<\/audit>\n$/s);
    expect(
      [...xml.matchAll(/<(\w+)[^>]*>/g)].every(
        ([tag, name]) => tag === `<${name}>` && name === name?.toLowerCase(),
      ),
    ).toBe(true);
    expect(xml).not.toContain('unp');
  });

  it('a shop of one’s own is type 1, a platform of another is type 2', () => {
    const types = (['own', 'platform'] as const).map((shopType) =>
      valueOf(auditFile({ ...HEAD, shopType }, [MINIMAL], []), 'e_shop_type'),
    );
    expect(types).toEqual(['1', '2']);
  });

  it('X7: a month without orders makes no file; X8: returns are counted even when there are none', () => {
    expect(problemOf(() => auditFile(HEAD, [], []))).toMatch(/^audit\.month\.empty/);
    const xml = auditFile(HEAD, [MINIMAL], []);
    expect([valueOf(xml, 'r_ord'), valueOf(xml, 'r_total'), xml.includes('<rorder>')]).toEqual([
      '0',
      '0.00',
      false,
    ]);
  });

  it('X15: company number by its checksum, shop number, domain, order numbers once', () => {
    for (const good of ['123456786', '1234567860001', '175074752'])
      expect([good, isCompanyNumber(good)]).toEqual([good, true]);
    // The second weights, where the first leave 10; where those leave 10 as well, the digit is 0.
    for (const good of ['100000086', '100000550'])
      expect([good, isCompanyNumber(good)]).toEqual([good, true]);
    for (const bad of ['123456789', '12345678', 'BG123456786', '', '100000080', '100000551'])
      expect([bad, isCompanyNumber(bad)]).toEqual([bad, false]);
    for (const [key, value] of [
      ['companyNumber', '123456789'],
      ['shopNumber', ''],
      ['shopNumber', 'RF000000000'],
      ['domain', ''],
    ] as const)
      expect(problemOf(() => auditFile({ ...HEAD, [key]: value }, [MINIMAL], []))).toMatch(
        /^audit\.head\.wrong audit/,
      );
    expect(problemOf(() => auditFile(HEAD, [MINIMAL, MINIMAL], []))).toBe('audit.order.refused X15');
  });

  it('X11, X12: payments that need more than the shop tells are refused', () => {
    expect(problemOf(() => auditFile(HEAD, [{ ...MINIMAL, payment: 2 }], []))).toBe(
      'audit.order.refused X11',
    );
    expect(problemOf(() => auditFile(HEAD, [{ ...MINIMAL, payment: 4 }], []))).toBe(
      'audit.order.refused X12',
    );
  });

  it('X16, X18, X21: negative goods, sums that do not add up and broken rates make no file', () => {
    expect(problemOf(() => auditFile(HEAD, [order([line('А', '-1', '5')])], []))).toBe(
      'audit.order.refused X16',
    );
    expect(problemOf(() => auditFile(HEAD, [order([line('А', '1', '-5')])], []))).toBe(
      'audit.order.refused X16',
    );
    expect(problemOf(() => auditFile(HEAD, [{ ...MINIMAL, total: decimal('34.78') }], []))).toBe(
      'audit.order.refused X18',
    );
    expect(problemOf(() => auditFile(HEAD, [order([line('А', '1', '5', '9.5')])], []))).toBe(
      'audit.order.refused X21',
    );
  });

  it('facts/fiscal-bg.md section 8.9: a discount is net: 20.00 − 5.00 + 3.00 = 18.00', () => {
    const xml = auditFile(HEAD, [order([line('А', '1', '24.00'), line('Отстъпка', '-1', '-6.00')])], []);
    const sums = ['ord_total1', 'ord_disc', 'ord_vat', 'ord_total2'].map((name) => valueOf(xml, name));
    expect(sums).toEqual(['20.00', '5.00', '3.00', '18.00']);
    expect(xml.match(/<artenum>/g)).toHaveLength(1);
  });

  it('X20, X23: long names are cut, specials escaped, what XML forbids is dropped', () => {
    const xml = auditFile(HEAD, [order([line(`<Б&"\u0000${'я'.repeat(300)}`, '1', '5')])], []);
    expect(valueOf(xml, 'art_name')).toMatch(/^&lt;Б&amp;" я+$/);
    expect(valueOf(xml, 'art_name').replace('&lt;', '<').replace('&amp;', '&').length).toBeLessThanOrEqual(
      200,
    );
  });

  it('X20: what is cut or rounded is told by its order, and nothing else is', () => {
    const long = line('я'.repeat(201), '1', '5');
    const weighed = line('Сирене', '0.333', '3.33');
    const fine = line('Мед', '1.25', '5');
    const { notices } = auditText(HEAD, [order([long, weighed, fine, line('я'.repeat(200), '2', '1')])], []);
    expect(
      notices.map(({ code, facts }) => [code, facts['order'], facts['written'] ?? facts['places']]),
    ).toEqual([
      ['notice.audit.nameCut', '1001', 200],
      ['notice.audit.quantityRounded', '1001', '0.33'],
    ]);
    expect(auditText(HEAD, [MINIMAL], []).notices).toEqual([]);
  });

  it('free orders and lines of 0 go in, with their rates', () => {
    const free = order([line('Подарък', '2', '0.00', '9'), line('Мостра', '1', '0.00')], { number: '7' });
    const mixed = order([line('Чай', '1', '12.00'), line('Мостра', '1', '0.00')], { number: '8' });
    const xml = auditFile(HEAD, [free, mixed], []);
    const all = (name: string) =>
      [...xml.matchAll(new RegExp(`<${name}>([^<]*)<`, 'g'))].map(([, text]) => text);
    expect(all('ord_total2')).toEqual(['0.00', '12.00']);
    expect(all('art_name')).toEqual(['Подарък', 'Мостра', 'Чай', 'Мостра']);
    expect([all('art_price'), all('art_vat_rate')]).toEqual([
      ['0.00', '0.00', '10.00', '0.00'],
      ['9', '20', '20', '20'],
    ]);
  });

  it('the way of a refund is what a person has said; where nobody has, it is 4 and told', () => {
    const back = (number: string, way: number | null) => ({
      number,
      amount: decimal('5'),
      date: '2026-01-20',
      way,
    });
    const { text, notices } = auditText(HEAD, [MINIMAL], [back('5', 2), back('6', 3), back('7', null)]);
    expect([...text.matchAll(/<r_paym>(\d)</g)].map(([, way]) => way)).toEqual(['2', '3', '4']);
    expect(notices).toEqual([{ code: 'notice.audit.refundWayOpen', facts: { order: '7' } }]);
  });

  it('any order that adds up makes a file whose sums add up', () => {
    const amount = fc.integer({ min: 1, max: 1_000_000 }).map((cents) => (cents / 100).toFixed(2));
    const lines = fc.array(
      fc.tuple(amount, fc.constantFrom('20', '9', '0'), fc.integer({ min: 1, max: 9 })),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(lines, (drawn) => {
        const xml = auditFile(
          HEAD,
          [order(drawn.map(([gross, rate, count]) => line('А', String(count), gross, rate)))],
          [],
        );
        const [net, disc, vat, total] = ['ord_total1', 'ord_disc', 'ord_vat', 'ord_total2'].map((name) =>
          Math.round(Number(valueOf(xml, name)) * 100),
        );
        expect((net ?? 0) - (disc ?? 0) + (vat ?? 0)).toBe(total);
        const sums = [...xml.matchAll(/<art_sum>([\d.]+)</g)].reduce(
          (sum, [, text]) => sum + Math.round(Number(text) * 100),
          0,
        );
        expect(sums).toBe(total);
      }),
    );
  });
});
