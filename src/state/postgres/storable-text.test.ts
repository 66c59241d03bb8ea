import { expect, it } from 'vitest';
import { storable } from './storable-text.ts';

it('letters that PostgreSQL does not keep are told as unknown; everything else passes as it is', () => {
  expect(storable('Чаша\0 „Дунав“')).toBe('Чаша\u{fffd} „Дунав“');
  const cut = JSON.stringify({ name: 'Усмивка \u{d83d}', nothing: '\0', whole: '😀', path: 'C:\\u0000' });
  expect(JSON.parse(String(storable(cut)))).toEqual({
    name: 'Усмивка \u{fffd}',
    nothing: '\u{fffd}',
    whole: '😀',
    path: 'C:\\u0000',
  });
  const bytes = Buffer.from([0]);
  expect([storable(bytes), storable(7), storable(null)]).toEqual([bytes, 7, null]);
});
