import { describe, expect, it } from 'vitest';
import { textFor } from './column-letters.ts';

describe('textFor', () => {
  it('I6: keeps what a column of cp1251 holds, and writes the nearest letters for what it lacks', () => {
    const text = textFor(['cp1251', 'utf8mb3']);
    expect(text('Щерев, ул. „Шипка“ №5 – 12,50 €')).toBe('Щерев, ул. „Шипка“ №5 – 12,50 €');
    expect(text('Ștefan Müller, Łódź, Øre, Straße 💡')).toBe('Stefan Muller, Lodz, Ore, Strasse ');
    expect(text('αβγ')).toBe('???');
  });

  it('I6: writes Cyrillic in Latin letters where there are no others', () => {
    expect(textFor(['latin1'])('Seliton №7 – Щука „Юли“, Müller; УНП DT1')).toBe(
      'Seliton No7 – Shtuka „Yuli“, Müller; UNP DT1',
    );
    expect(textFor(['ascii'])('Иван € ½')).toBe('Ivan EUR 1/2');
  });

  it('I6: leaves Unicode as it is but for what three bytes cannot hold', () => {
    for (const charsets of [[], ['utf8mb3'], ['utf8mb4', 'ucs2']])
      expect(textFor(charsets)('Ștefan 汉字 💡\ud800')).toBe('Ștefan 汉字 ');
  });

  it('I4: the same text becomes the same again', () => {
    const text = textFor(['latin1']);
    expect(text(text('Жълъд №1'))).toBe(text('Жълъд №1'));
  });
});
