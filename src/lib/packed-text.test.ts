import { describe, expect, it } from 'vitest';
import { packText, unpackText } from './packed-text.ts';

describe('packed texts', () => {
  it('come back letter by letter, whatever their length is', () => {
    for (const length of [0, 1, 255, 256, 257, 511, 512, 513, 4095, 4097, 70_000]) {
      const text = 'Куриер "Еконт" №7 '.repeat(length).slice(0, length);
      expect(unpackText(packText(text)) === text).toBe(true);
    }
    expect(unpackText(packText('{"name":"Яна 😀"}'))).toBe('{"name":"Яна 😀"}');
  });

  it('are never longer than they were by more than five bytes', () => {
    for (const text of ['', 'x', 'Яна'.repeat(60), 'Яна'.repeat(1000)])
      expect(packText(text).length).toBeLessThanOrEqual(Buffer.byteLength(text) + 5);
  });
});
