import { describe, expect, it } from 'vitest';
import { isSameText, resolveEntities, withoutAstral } from './html-text.ts';

describe('resolveEntities', () => {
  it('resolves once, by name and by number, and leaves alone what is none', () => {
    expect(resolveEntities('Чаша &quot;Роза&quot; &amp; &#1095;инийка &#x2116;1')).toBe(
      'Чаша "Роза" & чинийка №1',
    );
    expect(resolveEntities('&amp;quot; &unknown; &; A&B &#0; &#xD800;')).toBe(
      '&quot; &unknown; &; A&B &#0; &#xD800;',
    );
    expect(resolveEntities('&NBSP;&Uuml;&uuml;')).toBe('\u00a0Üü');
  });
});

describe('isSameText', () => {
  it.each([
    ['Чаша "Роза" & чинийка', 'Чаша &quot;Роза&quot; &amp; чинийка'],
    ['A & B', 'A &amp;amp; B'],
    ['Лампа 💡 „Ретро“', 'Лампа „Ретро“'],
    ['й', 'и\u0306'],
    ['a  b', ' a&nbsp;b '],
  ])('takes %j and %j for one', (left, right) => {
    expect([isSameText(left, right), isSameText(right, left)]).toEqual([true, true]);
  });

  it.each([
    ['Чаша 1', 'Чаша 2'],
    ['A & B', 'A B'],
    ['роза', 'Роза'],
  ])('tells %j from %j', (left, right) => {
    expect(isSameText(left, right)).toBe(false);
  });
});

it('leaves out what a three-byte database cannot keep', () => {
  expect(withoutAstral('Лампа 💡№ 1 – 𝔸')).toBe('Лампа № 1 – ');
});
