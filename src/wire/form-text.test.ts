import { assert, property, string, dictionary } from 'fast-check';
import { expect, it } from 'vitest';
import { formText } from './form-text.ts';

it('a form is written as URLSearchParams writes it, whatever is in it', () => {
  const text = string({ unit: 'binary', maxLength: 40 });
  assert(
    property(dictionary(text, text), (fields) => {
      expect(formText(fields)).toBe(new URLSearchParams(fields).toString());
    }),
  );
  const half = { a: "\ud800 +%20 !'()*~-._ щ" };
  expect(formText(half)).toBe(new URLSearchParams(half).toString());
});
