import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from './read-json.ts';

const WARNING =
  '<br />\n<b>Warning</b>:  Undefined array key "x" [24-Nov-2026] in <b>/home/shop/lib.php</b> on line 110\n';

describe('the JSON of an answer', () => {
  it('is read with noise before and behind it', () => {
    const value = { products: [{ id: 1, name: 'a "b" } ]' }], _metadata: { count: 1 } };
    const json = JSON.stringify(value);
    for (const text of [json, `${WARNING}${json}`, `${json}\n${WARNING}`, `${WARNING}${json}${WARNING}`])
      expect(readJson(text)).toEqual(value);
    expect(readJson(`${WARNING}[]`)).toEqual([]);
  });

  it('that was cut is never taken for a part of it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ id: fc.nat(), name: fc.string() }), { minLength: 1 }),
        fc.nat(),
        (rows, at) => {
          const json = JSON.stringify({ orders: rows });
          const cut = json.slice(0, at % json.length);
          for (const text of [cut, `${WARNING}${cut}`])
            expect(() => readJson(text)).toThrow(expect.objectContaining({ kind: 'unreadable' }));
        },
      ),
    );
  });

  it.each(['', '<html></html>', 'Fatal error', '{', '{"a":NaN}', WARNING])('is not found in %j', (text) => {
    expect(() => readJson(text)).toThrow(expect.objectContaining({ kind: 'unreadable' }));
  });
});
