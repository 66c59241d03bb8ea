import { describe, expect, it } from 'vitest';
import { findLostLetters, parseAnswer, withoutNoise } from './xml-answer.ts';

const about = { address: 'http://shop', what: 'getorders' };

describe('the body of an answer', () => {
  it('is taken when it is UTF-8, one lost sign in a text included', () => {
    expect(findLostLetters('<?xml version="1.0" encoding="UTF-8"?><a>Хляб 🍞</a>')).toBe(false);
    expect(findLostLetters('<a>Хляб \ufffd 🍞</a>')).toBe(false);
    expect(findLostLetters('<a>plain</a>')).toBe(false);
  });

  it('is refused rather than read with letters lost', () => {
    const cyrillic = Buffer.from([0x3c, 0x61, 0x3e, 0xd5, 0xeb, 0xff, 0xe1, 0x3c, 0x2f, 0x61, 0x3e]);
    expect(findLostLetters(cyrillic.toString('utf8'))).toBe(true);
  });

  it('is taken without the warnings of PHP before it, and never from the middle of an answer', () => {
    const xml = '<?xml version="1.0"?><R/>';
    expect(withoutNoise(`<br />\n<b>Warning</b>: x in <b>/a.php</b> on line 1<br />\n${xml}`)).toBe(xml);
    expect(withoutNoise(xml)).toBe(xml);
    const quoting = `<R><Order><![CDATA[${xml}]]></Order></R>`;
    expect(withoutNoise(quoting)).toBe(quoting);
  });
});

describe('parseAnswer', () => {
  it('keeps records apart from the frame, so that one malformed record spoils no other', () => {
    const text = '<R><Status>ok</Status><Orders><Order>a & b</Order><Order>c</Order></Orders></R>';
    const answer = parseAnswer(text, 'Order', about);
    expect(answer.records).toEqual(['<Order>a & b</Order>', '<Order>c</Order>']);
    expect(answer.frame.children.map((child) => child.name)).toEqual(['Status', 'Orders']);
  });

  it.each(['<R><Status>ok</Status><Orders><Order>', '<R>', '', '<!DOCTYPE R><R/>', 'Fatal error'])(
    'refuses %j',
    (text) => {
      for (const record of [null, 'Order'])
        expect(() => parseAnswer(text, record, about)).toThrow('shop.answer.unreadable');
    },
  );
});
