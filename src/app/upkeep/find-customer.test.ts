import { expect, it } from 'vitest';
import { isWanted } from './find-customer.ts';

it.each([
  ['0888 123 456', '+359888123456', true],
  ['+359 888 12-34-56', '0888123456', true],
  ['0888123456', '0888123457', false],
  ['ivan@example.bg', 'IVAN@example.bg', true],
  // A part of an address is somebody else's.
  ['ivan@example.bg', 'van@example.bg', false],
  ['Иван Петров', 'петров', true],
  ['Иван Петров', 'ив', false],
  ['ул. „Иван Вазов“ 3', 'иван', true],
  ['Мария', '', false],
])('%s is found by %s: %s', (text, wanted, isIt) => expect(isWanted(text, wanted)).toBe(isIt));
