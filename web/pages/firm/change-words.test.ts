import { expect, it } from 'vitest';
import { FIRM } from '../../../src/texts/bg/page/firm.ts';
import { changeLabel, changeValue } from './change-words.ts';

it('what was changed is told in words; names that people have typed stay as they are', () => {
  expect(changeLabel({ kind: 'account', label: 'Мария: role' }, FIRM)).toBe('Мария: роля');
  expect(changeLabel({ kind: 'account', label: 'а: б: password' }, FIRM)).toBe('а: б: парола');
  expect(changeLabel({ kind: 'profile', label: 'added' }, FIRM)).toBe('добавен');
  expect(changeLabel({ kind: 'setting', label: 'Първа поръчка' }, FIRM)).toBe('Първа поръчка');
  expect(changeLabel({ kind: 'word', label: 'orderStatus: added' }, FIRM)).toBe('orderStatus: added');
  const key = { kind: 'secret', label: 'masterKey', field: 'masterKey' } as const;
  expect(changeLabel(key, FIRM)).toBe('ключ на паметта');
  expect(['rotated', 'letIn', 'finished'].map((value) => changeValue(key, value, FIRM))).toEqual([
    'сменен',
    'допуснат е нов',
    'предишните не отварят нищо вече',
  ]);
  const role = { kind: 'account', field: 'Мария: role' } as const;
  expect(changeValue(role, 'owner', FIRM)).toBe('собственик');
  expect(changeValue(role, null, FIRM)).toBe('–');
  expect(changeValue({ kind: 'account', field: 'Мария: name' }, 'owner', FIRM)).toBe('owner');
  expect(changeValue({ kind: 'setting', field: 'x' }, 'on', FIRM)).toBe('on');
  const spoken = (field: string, value: string): string =>
    field === 'retention' ? `${value} дни` : `на ${value} мин.`;
  expect(changeValue({ kind: 'backup', field: 'retention' }, '90', FIRM, spoken)).toBe('90 дни');
  expect(changeValue({ kind: 'setting', field: 'schedule' }, '15', FIRM, spoken)).toBe('на 15 мин.');
});
