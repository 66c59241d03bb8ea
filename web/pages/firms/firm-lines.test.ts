import { expect, it } from 'vitest';
import type { FirmRow, FirmShop } from '../../../src/api/firm/firms.ts';
import { firmLines } from './firm-lines.ts';

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
const ALFA: FirmRow = {
  id: 1,
  name: 'Алфа',
  suspendedAt: null,
  hasOwner: true,
  shops: [ILL, WELL],
  isByShop: false,
};
const FIRMS: readonly FirmRow[] = [
  ALFA,
  { ...ALFA, id: 2, name: 'Бета', shops: [WELL] },
  { ...ALFA, id: 3, name: 'Гама', hasOwner: false, shops: [] },
];

function shown(...args: Parameters<typeof firmLines>): readonly string[] {
  return firmLines(...args).map((line) => (line.kind === 'firm' ? line.firm.name : `- ${line.shop.name}`));
}

it('a firm is one line, and unfolds to its shops as they came', () => {
  expect(shown(FIRMS, new Set())).toEqual(['Алфа', 'Бета', 'Гама']);
  expect(shown(FIRMS, new Set([1, 3]))).toEqual(['Алфа', '- Склад юг', '- Онлайн', 'Бета', 'Гама']);
});

it('what was found by its shops is unfolded', () => {
  expect(shown([{ ...ALFA, shops: [ILL], isByShop: true }], new Set())).toEqual(['Алфа', '- Склад юг']);
});

it('a firm that two pages have is shown once, as the later one has it', () => {
  expect(shown([...FIRMS, { ...ALFA, name: 'Алфа и син' }], new Set())).toEqual([
    'Алфа и син',
    'Бета',
    'Гама',
  ]);
});
