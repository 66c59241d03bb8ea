import { describe, expect, it } from 'vitest';
import type { FirmRow, FirmShop } from '../../../src/api/firm/firms.ts';
import { firmLines, firmSums } from './firm-lines.ts';

const WELL: FirmShop = {
  name: 'Онлайн',
  standing: 'well',
  needsSomebody: false,
  lastRun: null,
  lastSuccess: null,
  schedule: '',
  lateMinutes: null,
  health: { shop: true, warehouse: true },
  attention: [],
};
const ILL: FirmShop = { ...WELL, name: 'Склад юг', standing: 'failed', needsSomebody: true };
const FIRMS: readonly FirmRow[] = [
  { id: 1, name: 'Алфа', suspendedAt: null, hasOwner: true, shops: [ILL, WELL] },
  { id: 2, name: 'Бета', suspendedAt: null, hasOwner: true, shops: [WELL] },
  { id: 3, name: 'Гама', suspendedAt: null, hasOwner: false, shops: [] },
];
const ANY = { search: '', needs: '' };

function shown(...args: Parameters<typeof firmLines>): readonly string[] {
  return firmLines(...args).map((line) => (line.kind === 'firm' ? line.firm.name : `- ${line.shop.name}`));
}

describe('lines of firms', () => {
  it('a firm is one line, and unfolds to its shops as they came', () => {
    expect(shown(FIRMS, ANY, new Set())).toEqual(['Алфа', 'Бета', 'Гама']);
    expect(shown(FIRMS, ANY, new Set([1, 3]))).toEqual(['Алфа', '- Склад юг', '- Онлайн', 'Бета', 'Гама']);
  });

  it('what is looked for is found by the firm or by a shop, which is shown then', () => {
    expect(shown(FIRMS, { ...ANY, search: 'бЕт' }, new Set())).toEqual(['Бета']);
    expect(shown(FIRMS, { ...ANY, search: 'юг' }, new Set())).toEqual(['Алфа', '- Склад юг']);
    expect(shown(FIRMS, { ...ANY, search: 'няма' }, new Set())).toEqual([]);
  });

  it('whose name fits best comes first, and among those that fit alike the worst', () => {
    const names = ['Балкана', 'Склад Ана', 'Анаком', 'Диана', 'Ана', 'Шоп'];
    const firms = names.map((name, index) => ({ ...FIRMS[1], id: index + 9, name }) as FirmRow);
    const bestFirst = ['Ана', 'Анаком', 'Склад Ана', 'Балкана', 'Диана'];
    expect(shown(firms, { ...ANY, search: 'ана' }, new Set())).toEqual(bestFirst);
    expect(shown(firms, ANY, new Set())).toEqual(names);
  });

  it('only what needs somebody: other firms and other shops are left out', () => {
    expect(shown(FIRMS, { ...ANY, needs: 'yes' }, new Set([1, 2, 3]))).toEqual(['Алфа', '- Склад юг']);
  });

  it('counts what there is; nothing is bad where a person is only waited for', () => {
    expect(firmSums(FIRMS)).toEqual({
      firms: 3,
      shops: 3,
      needing: 1,
      needingFirms: 1,
      well: 2,
      isBad: true,
    });
    const waiting = { ...ILL, standing: 'waiting' } as const;
    expect(firmSums([{ ...FIRMS[1], shops: [waiting] } as FirmRow]).isBad).toBe(false);
  });
});
