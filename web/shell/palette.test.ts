import { describe, expect, it } from 'vitest';
import { wishOf } from './keys-pressed.ts';
import { fitOf, groupsFor } from './palette-entries.ts';

const entry = (label: string, hint?: string) => ({
  id: label,
  label,
  ...(hint === undefined ? {} : { hint }),
  onChoose: () => undefined,
});
const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('the palette', () => {
  it('finds by the beginning of the label before the beginning of a word before any part', () => {
    expect(fitOf(entry('Поръчки'), 'пор')).toBe(3);
    expect(fitOf(entry('Нови поръчки'), 'ПОР')).toBe(2);
    expect(fitOf(entry('Обект', 'за операции в склада'), 'скл опер')).toBe(1);
    expect(fitOf(entry('Обект'), 'група')).toBe(0);
  });

  it('shows the best first, long lists only once something is typed, and no heading over nothing', () => {
    const groups = [
      { label: 'Места', entries: [entry('Нови поръчки'), entry('Поръчки')] },
      { label: 'Настройки', entries: [entry('Поръчкова поредица')], isLong: true },
      { label: 'Намерени', entries: [entry('№12')], isFound: true },
    ];
    expect(groupsFor(groups, '').map(({ label }) => label)).toEqual(['Места', 'Намерени']);
    const found = groupsFor(groups, 'поръч');
    expect(found.map(({ label }) => label)).toEqual(['Места', 'Настройки', 'Намерени']);
    expect(found[0]?.entries.map(({ label }) => label)).toEqual(['Поръчки', 'Нови поръчки']);
    expect(groupsFor(groups.slice(0, 2), 'xyz')).toEqual([]);
  });
});

describe('keys', () => {
  it('K is found on a Bulgarian keyboard too, and works while typing', () => {
    const pressed = { ...NONE, key: 'к', code: 'KeyK', ctrlKey: true };
    expect(wishOf(pressed, true)).toEqual({ kind: 'palette' });
    expect(wishOf({ ...NONE, key: 'k', code: 'KeyV', metaKey: true }, false)).toEqual({ kind: 'palette' });
  });

  it('single keys are wishes, but letters in a field', () => {
    expect(wishOf({ ...NONE, key: '?', code: 'Slash' }, false)).toEqual({ kind: 'keys' });
    expect(wishOf({ ...NONE, key: '3', code: 'Digit3' }, false)).toEqual({ kind: 'place', index: 2 });
    expect(wishOf({ ...NONE, key: '/', code: 'Slash' }, false)).toEqual({ kind: 'search' });
    expect(wishOf({ ...NONE, key: '3', code: 'Digit3' }, true)).toBeNull();
    expect(wishOf({ ...NONE, key: '3', code: 'Digit3', altKey: true }, false)).toBeNull();
    expect(wishOf({ ...NONE, key: 'a', code: 'KeyA' }, false)).toBeNull();
  });
});
