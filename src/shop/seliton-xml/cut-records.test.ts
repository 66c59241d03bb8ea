import { describe, expect, it } from 'vitest';
import { cutRecords } from './cut-records.ts';
import { XmlFault } from './xml-document.ts';

const ONE = '<Order id=">"><OrderID>1</OrderID>\r\n<Orders>&amp;</Orders></Order>';

describe('cutRecords', () => {
  it('I16: takes out each record unchanged to the last character, line ends included', () => {
    const two = `<Order\n><N><![CDATA[</Order> <Order>]]></N><!-- <Order> --><OrderItems/></Order >`;
    const cut = cutRecords(
      `<?xml version="1.0"?><R><Orders>\r\n${ONE}\n${two}<Order/></Orders></R>`,
      'Order',
    );
    expect(cut.records).toEqual([ONE, two, '<Order/>']);
    expect(cut.frame).toBe('<?xml version="1.0"?><R><Orders>\r\n\n</Orders></R>');
  });

  it('knows a name behind a prefix, and longer names apart', () => {
    const cut = cutRecords(
      '<d:F><d:Product><d:ProductID>1</d:ProductID></d:Product><Products/></d:F>',
      'Product',
    );
    expect(cut.records).toEqual(['<d:Product><d:ProductID>1</d:ProductID></d:Product>']);
    expect(cut.frame).toBe('<d:F><Products/></d:F>');
  });

  it('keeps a record within a record as a part of it', () => {
    const record = '<Order><Parent><Order>1</Order><Order/></Parent></Order>';
    expect(cutRecords(`<R>${record}</R>`, 'Order').records).toEqual([record]);
  });

  it('finds nothing where nothing is', () => {
    expect(cutRecords('<R><Status>ok</Status></R>', 'Order')).toEqual({
      frame: '<R><Status>ok</Status></R>',
      records: [],
    });
  });

  it.each([
    ['in a record', '<R><Order><OrderID>1</OrderID>'],
    ['in a tag', '<R><Order a="1'],
    ['in CDATA', '<R><Order><![CDATA[x</Order></R>'],
    ['by a stray end', '<R></Order></R>'],
    ['by a document type', '<!DOCTYPE r><R></R>'],
  ])('refuses a document cut %s', (_, text) => {
    expect(() => cutRecords(text, 'Order')).toThrow(XmlFault);
  });

  it('takes time in proportion to the length, whatever the document is', () => {
    const started = performance.now();
    expect(() => cutRecords(`<R>${'<Order a="'.repeat(200_000)}`, 'Order')).toThrow(XmlFault);
    expect(cutRecords(`<R>${'<x:y z="1">'.repeat(200_000)}</R>`, 'Order').records).toEqual([]);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
