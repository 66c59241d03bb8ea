import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeXml, removeForbidden, unescapeXml } from './xml-text.ts';

describe('text in XML', () => {
  it('comes back as it was sent: markup, quotes, `]]>`, Cyrillic, emoji', () => {
    const text = `Шоколад „Своге" & <b>'мляко'</b> ]]> 🍫 &amp; 5 &lt; 6\r\nред 2`;
    expect(unescapeXml(escapeXml(text))).toBe(text);
    expect(escapeXml(text)).not.toMatch(/[<>"']|]]>/);
  });

  it('comes back whatever it was, but for what XML forbids', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(unescapeXml(escapeXml(text))).toBe(removeForbidden(text));
      }),
    );
  });

  it('loses the control characters that XML 1.0 forbids, and half an emoji', () => {
    expect(escapeXml('а\u0000б\u000bв\u001fг\ud83cд\ufffeе\tж\n')).toBe('абвгде\tж\n');
  });

  it('resolves each reference once', () => {
    expect(unescapeXml('&amp;lt; &#1080; &#x41; &#X1F36B;')).toBe('&lt; и A 🍫');
  });

  it('leaves what is no reference, or means a forbidden character, as it is written', () => {
    const text = '&nbsp; & &#0; &#xD800; &#x110000; &#99999999; &lol9;';
    expect(unescapeXml(text)).toBe(text);
  });
});
