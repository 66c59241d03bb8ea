import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlainXml } from './plain-xml.ts';
import { parseAnyXml } from './xml-document.ts';

const piece = fc.constantFrom(
  'a',
  'Товар 1',
  ' ',
  '\n',
  '\r',
  '<',
  '>',
  '&amp;',
  '&#1078;',
  '&#0;',
  '&',
  '&nbsp;',
  '"',
  "'",
  ']]>',
  '<![CDATA[<x>&]]>',
  '<![CDATA[',
  '<!-- c -->',
  '<?pi?>',
  '<!DOCTYPE a>',
  '\u0001',
  '\ufeff',
  '</a>',
  '<a>',
  '<b />',
  '<a\n>',
  '</b>',
  '<ns:b>',
  '<b c="1">',
  '<b c="1" c="2"/>',
  "<b c='1'/>",
  '<b xmlns="u" d-e.f="&lt;"/>',
  '<b d="1"  e=""/>',
  '<constructor/>',
  '<__proto__/>',
  '<b toString="1"/>',
  '<1/>',
  '<щ/>',
  '<a/ >',
);
const mess = fc.array(piece, { maxLength: 6 }).map((parts) => parts.join(''));
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc
    .tuple(
      fc.constantFrom('Product', 'b', 'ProductCode', 'c.d'),
      fc.constantFrom('', '', ' xmlns="http://x/"', ' a="1"', ' a="1" b_c="и"'),
      fc.array(fc.oneof({ maxDepth: 4 }, mess, mess, tie('tree')), { maxLength: 4 }),
    )
    .map(([name, attributes, content]) => `<${name}${attributes}>${content.join('')}</${name}>`),
}));
const document = fc
  .tuple(
    fc.constantFrom('', '<?xml version="1.0" encoding="UTF-8"?>\n', '\ufeff', 'x'),
    tree,
    fc.constantFrom('', '', '\n', 'x', '<b/>'),
  )
  .map((parts) => parts.join(''));

describe('a plain document', () => {
  it('is read as the general parser reads it; whatever that refuses is not plain', () => {
    let read = 0;
    fc.assert(
      fc.property(document, (text) => {
        const plain = readPlainXml(text);
        if (plain === null) return;
        read += 1;
        expect(plain).toEqual(parseAnyXml(text));
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it('is what a shop answers to a feed', () => {
    const row = '<Product><ProductCode>А&amp;1</ProductCode><ProductID>7</ProductID><Message/></Product>';
    const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Answer><Products>${row}${row}</Products></Answer>\n`;
    expect(readPlainXml(text)?.children[0]?.children[1]?.children[0]?.text).toBe('А&1');
  });

  it('has no document type, comment or namespace, and is not endless', () => {
    for (const text of [
      '<!DOCTYPE a><a/>',
      '<a><!-- c --></a>',
      '<n:a/>',
      '<a>&x;</a>',
      '<a><b></a>',
      '<a>1</a>2',
      `${'<a>'.repeat(17)}${'</a>'.repeat(17)}`,
    ])
      expect([text, readPlainXml(text)]).toEqual([text, null]);
  });
});
