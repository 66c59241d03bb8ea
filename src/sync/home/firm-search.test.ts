import { describe, expect, it } from 'vitest';
import { firmSums, foundFirms } from './firm-search.ts';
import type { SoughtFirm, SoughtShop } from './firm-search.ts';

const WELL: SoughtShop = { name: 'Онлайн', standing: 'well', needsSomebody: false };
const ILL: SoughtShop = { name: 'Склад юг', standing: 'failed', needsSomebody: true };
const FIRMS: readonly SoughtFirm<SoughtShop>[] = [
  { name: 'Алфа', shops: [ILL, WELL] },
  { name: 'Бета', shops: [WELL] },
  { name: 'Гама', shops: [] },
];
const ANY = { search: '', needing: false };

function found(...args: Parameters<typeof foundFirms>): readonly string[] {
  return foundFirms(...args).map(
    ({ firm, shops, isByShop }) =>
      `${firm.name}: ${shops.map(({ name }) => name).join(', ')}${isByShop ? ' (by shop)' : ''}`,
  );
}

describe('firms that are looked for', () => {
  it('nothing is looked for: all of them, as they came', () => {
    expect(found(FIRMS, ANY)).toEqual(['Алфа: Склад юг, Онлайн', 'Бета: Онлайн', 'Гама: ']);
  });

  it('are found by the firm with all its shops, or by a shop alone', () => {
    expect(found(FIRMS, { ...ANY, search: ' бЕт' })).toEqual(['Бета: Онлайн']);
    expect(found(FIRMS, { ...ANY, search: 'юг' })).toEqual(['Алфа: Склад юг (by shop)']);
    expect(found(FIRMS, { ...ANY, search: 'няма' })).toEqual([]);
  });

  it('whose name fits best comes first, and among those that fit alike the worst', () => {
    const names = ['Балкана', 'Склад Ана', 'Анаком', 'Диана', 'Ана', 'Шоп'];
    const firms = names.map((name) => ({ name, shops: [] }));
    const bestFirst = ['Ана: ', 'Анаком: ', 'Склад Ана: ', 'Балкана: ', 'Диана: '];
    expect(found(firms, { ...ANY, search: 'ана' })).toEqual(bestFirst);
    expect(found(firms, ANY)).toEqual(names.map((name) => `${name}: `));
  });

  it('only what needs somebody: other firms and other shops are left out', () => {
    expect(found(FIRMS, { ...ANY, needing: true })).toEqual(['Алфа: Склад юг']);
    expect(found(FIRMS, { search: 'гама', needing: true })).toEqual([]);
  });
});

describe('sums of firms', () => {
  it('count what there is; nothing is bad where a person is only waited for', () => {
    const sums = { firms: 3, shops: 3, needing: 1, needingFirms: 1, well: 2, isBad: true };
    expect(firmSums(FIRMS)).toEqual(sums);
    expect(firmSums([{ name: '', shops: [{ ...ILL, standing: 'waiting' }] }]).isBad).toBe(false);
  });
});
