import { expect } from 'vitest';
import { never } from './warehouse-place.contract.ts';
import type { contractWorkbench, lawBook } from './warehouse-place.contract.ts';
import { DEVICE, good, SEED } from './warehouse-seed.contract.ts';

/** The laws of what a person chooses settings from: a part of the warehouse's contract. */
export function choicesLaws(
  law: ReturnType<typeof lawBook>['law'],
  setUp: ReturnType<typeof contractWorkbench>['setUp'],
  hasUnp: boolean,
): void {
  law(
    'S13, S19: finds goods by words of name, code and bar code, living ones, the nearest first',
    async () => {
      const goods = [
        good(30, { Code: 'ДОСТ', Name: 'Доставка до адрес', Type: 8 }),
        good(31, { Code: '31', Name: 'Кутия за ДОСТАВКА' }),
        good(32, { Code: '32', Name: 'Доставка, изтрита', Type: 8, Deleted: -1 }),
        good(33, { Code: 'Доставка', Name: '100% лен', BarCode1: '3800000000099' }),
      ];
      const { warehouse } = await setUp({ goods: [...(SEED['goods'] ?? []), ...goods] });
      const find = async (text: string, isCharge = false, limit = 10): Promise<readonly number[]> =>
        (await warehouse.findRecords({ kind: 'good', text, isCharge, limit }, never)).map(({ id }) => id);
      expect(await find('доставка')).toEqual([33, 30, 31]);
      expect(await find('доставка', true)).toEqual([30]);
      expect(await find('кутия ДОСТ')).toEqual([31]);
      expect(await find('доставка', false, 1)).toEqual([33]);
      expect(await find('3800000000099')).toEqual([33]);
      expect(await find('100%')).toEqual([33]);
      expect(await find("'; --")).toEqual([]);
      expect(await find('Служебна')).toEqual([]);
    },
  );

  law('finds goods and partners by number, deleted ones too; an unknown number is absent', async () => {
    const { warehouse } = await setUp();
    const goods = await warehouse.findRecords({ kind: 'good', ids: [5, 4, 999] }, never);
    expect(goods.map(({ id, goodKind, isDeleted }) => [id, goodKind, isDeleted])).toEqual([
      [4, 'service', false],
      [5, 'ordinary', true],
    ]);
    const partners = await warehouse.findRecords({ kind: 'partner', ids: [1, 3, 999] }, never);
    expect(partners.map(({ id, name, isDeleted }) => [id, name, isDeleted])).toEqual([
      [1, 'Служебен', false],
      [3, 'Изтрит', true],
    ]);
    const query = { kind: 'partner', text: 'лампи 131135125', isCharge: false, limit: 5 } as const;
    expect((await warehouse.findRecords(query, never)).map(({ id, name }) => [id, name])).toEqual([
      [2, 'Лампи ООД'],
    ]);
    expect(await warehouse.findRecords({ kind: 'partner', ids: [] }, never)).toEqual([]);
  });

  law(
    'tells what it already does: goods by group, charges, devices, who writes documents where',
    async () => {
      const { warehouse } = await setUp();
      const usage = await warehouse.readUsage(never);
      expect([...usage.goodsByGroup].toSorted(([left], [right]) => left - right)).toEqual([
        [2, 3],
        [3, 1],
        [4, 1],
      ]);
      expect(usage.charges.map(({ id }) => id)).toEqual([4, 6]);
      if (!hasUnp) return;
      expect(usage.devices).toEqual([
        { serial: DEVICE, unpRows: 1, lastSequence: 41, receiptRows: 0, operatorId: 1 },
      ]);
      const orders = usage.documents.filter(({ operationType }) => operationType === 19);
      expect(orders).toMatchObject([{ locationId: 2, lines: 2 }]);
    },
  );
}
