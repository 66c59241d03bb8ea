import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { makeApp } from '../../src/app/make-app.ts';
import type { OrderNumber } from '../../src/model/order-origin.ts';
import { makeWorld, openWorldParts, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';
import { askMemory } from '../support/memory/memory-place.ts';
import { itOnFile } from '../support/memory/on-file.ts';
import { runChild } from '../support/child.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

const FILER = {
  auditCompanyNumber: '123456786',
  auditShopNumber: 'RF0000001',
  auditDomain: 'shop.example.bg',
};

const WORDS = { delivered: 'delivered', returned: 'returned' } as const;

/** Orders of October, each delivered when it was first seen, but for the first ones, which came back. */
async function october(
  kind: 'rest' | 'xml',
  returned = 0,
  words: { readonly delivered: string; readonly returned: string } = WORDS,
): Promise<World> {
  const made = await makeWorld({ orders: 6, settings: { interface: kind, ...FILER } });
  open.push(made);
  await made.app.decideWord(PROFILE, { kind: 'orderStatus', word: '7', meaning: 'delivered' });
  for (const [index, number] of made.sandbox.store.ids('orders').entries()) {
    const record = made.sandbox.store.get('orders', number);
    made.sandbox.store.put('orders', number, {
      ...record,
      orderStatus: index < returned ? words.returned : words.delivered,
      orderCreatedAt: '2026-10-15 12:00:00',
    });
  }
  await made.run(['import-orders']);
  return made;
}

describe('audit-file', () => {
  for (const kind of ['rest', 'xml'] as const) {
    it(`is made from the archive over ${kind}, in windows-1251, to the cent`, async () => {
      const made = await october(kind);
      const file = join(made.folder, 'october.xml');
      const args = ['audit-file', PROFILE, '2026-10', '--out', file, '--data', join(made.folder, 'data')];
      expect(await runChild({ args })).toMatchObject({ code: 0, stderr: '' });
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const xml = new TextDecoder('windows-1251').decode(readFileSync(file));
      const totals = [...xml.matchAll(/<ord_n>(\d+)<.*?<ord_total2>([\d.]+)</g)].map(([, number, total]) => [
        Number(number),
        Number(total),
      ]);
      const orders = made.sandbox.store
        .ids('orders')
        .map((number) => [number, Number(made.sandbox.store.get('orders', number)?.['orderTotal'])]);
      expect(totals).toEqual(orders);
    });
  }

  const signal = new AbortController().signal;
  const fileOf = async (made: World) => {
    const { bytes, notices } = await made.app.upkeep.auditFile(PROFILE, { month: '2026-10', signal });
    const about = notices.filter(({ code }) => code !== 'notice.audit.quantityRounded');
    const codes = [...new Set(about.map(({ code }) => code))];
    return { text: new TextDecoder('windows-1251').decode(bytes), codes };
  };

  const countsOf = (text: string): readonly number[] =>
    [/<ord_n>/g, /<r_ord_n>/g].map((tag) => [...text.matchAll(tag)].length);

  it('X13, X14: a status counts by what it means, in Bulgarian and as a person has said of a number', async () => {
    for (const delivered of ['Завършена', '7']) {
      const made = await october('rest', 2, { delivered, returned: 'Върната' });
      const { text } = await fileOf(made);
      expect([delivered, ...countsOf(text)]).toEqual([delivered, 4, 2]);
    }
  });
  const inMemory = (made: World, sql: string) => askMemory(join(made.folder, 'data'), sql);

  it('X13: a past month is what was written, whatever becomes of goods, VAT groups, settings, documents and the shop', async () => {
    const made = await october('rest');
    const before = await fileOf(made);
    expect([before.codes, before.text.includes('<art_vat_rate>20</art_vat_rate>')]).toEqual([[], true]);
    made.change('UPDATE goods SET Deleted = -1, TaxGroup = 2, Name = ? WHERE ID > 1', 'Друго');
    made.change('UPDATE vatgroups SET VATValue = 7');
    await made.setSettings({
      deliveryGood: null,
      feeGood: null,
      discountGood: null,
      location: null,
      groups: [],
    });
    made.change("DELETE FROM operations WHERE Note LIKE 'Seliton №%'");
    await made.sandbox.close();
    expect(await fileOf(made)).toEqual(before);
  });

  it.each(['rest', 'xml'] as const)(
    'X13: an order that was adopted or rebuilt is what its document held then, over %s',
    async (kind) => {
      const made = await october(kind);
      const before = await fileOf(made);
      const [adopted = 0] = made.sandbox.store.ids('orders');
      await inMemory(made, 'DELETE FROM written_documents');
      await inMemory(
        made,
        `UPDATE orders SET stage = 'seen', document_number = NULL WHERE order_number = ${adopted}`,
      );
      await made.run(['import-orders']);
      const kept = await inMemory(made, 'SELECT order_number AS number FROM written_documents');
      expect(kept).toMatchObject([{ number: adopted }]);
      await made.app.upkeep.rebuild(PROFILE, { signal, onEvent: () => undefined });
      made.change('UPDATE goods SET Deleted = -1, TaxGroup = 2, Name = ? WHERE ID > 1', 'Друго');
      made.change("DELETE FROM operations WHERE Note LIKE 'Seliton №%'");
      expect(await fileOf(made)).toEqual(before);
    },
  );

  it('orders of an older version fall back to what the warehouse holds, told; one without a document makes no file', async () => {
    const made = await october('rest');
    const before = await fileOf(made);
    await inMemory(made, 'DELETE FROM written_documents WHERE order_number % 2 = 0');
    const after = await fileOf(made);
    const sums = (text: string) => [...text.matchAll(/<(?:art_sum|art_vat_rate|ord_total\d|ord_vat)>[^<]*/g)];
    expect(after.codes).toEqual(['notice.audit.fromWarehouse']);
    expect(sums(after.text).map(String)).toEqual(sums(before.text).map(String));
    const even = made.sandbox.store.ids('orders').find((number) => number % 2 === 0) ?? 0;
    made.change(`DELETE FROM operations WHERE Note LIKE 'Seliton №${even} %'`);
    await expect(fileOf(made)).rejects.toMatchObject({
      code: 'audit.order.documentGone',
      facts: { order: even },
    });
  });

  it('the way of a refund is set by a person, in the terminal too, and read by file and list', async () => {
    const made = await october('rest', 2);
    const [first = 0, second = 0] = made.sandbox.store.ids('orders');
    expect((await fileOf(made)).codes).toEqual(['notice.audit.refundWayOpen']);
    const set = (...what: readonly string[]) =>
      runChild({ args: ['refund-way', PROFILE, ...what, '--data', join(made.folder, 'data')] });
    expect(await set(String(first), 'card')).toMatchObject({ code: 0, stderr: '' });
    expect((await set('99', 'card')).stderr).toContain('order.notFound');
    expect((await set(String(first), 'gold')).stderr).toContain('settings.badValue');
    await made.app.setRefundWay(PROFILE, second as OrderNumber, 'cash');
    const { text, codes } = await fileOf(made);
    expect([codes, [...text.matchAll(/<r_paym>(\d)</g)].map(([, way]) => way)]).toEqual([[], ['2', '3']]);
    const list = ['orders', PROFILE, '--format', 'csv', '--data', join(made.folder, 'data')];
    expect((await runChild({ args: list })).stdout).toContain('по карта');
  });

  itOnFile(
    'an order costs the memory at most 4.5 KB, its report and what was written for it included',
    async () => {
      const made = await makeWorld({ orders: 150 });
      open.push(made);
      const memory = new DatabaseSync(join(made.folder, 'data', 'state.db'), { timeout: 5000 });
      const bytes = (): number =>
        Number(
          memory
            .prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()')
            .get()?.['bytes'],
        );
      const empty = bytes();
      await made.run(['import-orders']);
      const size = Number(memory.prepare('SELECT sum(length(packed)) AS size FROM archive').get()?.['size']);
      const each = (bytes() - empty) / 150;
      memory.close();
      expect([each < 4608, size > 0]).toEqual([true, true]);
    },
  );

  it('X22: a month that has not ended, one without orders and missing settings make no file', async () => {
    const made = await october('rest');
    const file = join(made.folder, 'none.xml');
    const app = makeApp(await openWorldParts(join(made.folder, 'data')));
    open.push(app);
    for (const month of ['2026-11', '2030-01', '2026-13', 'x'])
      await expect(app.upkeep.auditFile(PROFILE, { month, signal })).rejects.toMatchObject({
        code: 'audit.month.wrong',
      });
    await expect(app.upkeep.auditFile(PROFILE, { month: '2026-09', signal })).rejects.toMatchObject({
      code: 'audit.month.empty',
    });
    await made.setSettings({ auditCompanyNumber: '1' });
    const { code, stderr } = await runChild({
      args: ['audit-file', PROFILE, '2026-10', '--out', file, '--data', join(made.folder, 'data')],
    });
    expect([
      code,
      stderr.includes('audit.head.wrong'),
      existsSync(file),
      readdirSync(made.folder).some((name) => name.endsWith('.new')),
    ]).toEqual([2, true, false, false]);
  });
});
