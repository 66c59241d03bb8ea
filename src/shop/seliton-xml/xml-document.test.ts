import { describe, expect, it } from 'vitest';
import { childOf, childText, elementAt, findElement, parseXml, XmlFault } from './xml-document.ts';

describe('parseXml', () => {
  it('keeps every text as text: codes with leading zeros, money, dates', () => {
    const root = parseXml('<a><Code>007</Code><Price>1.10</Price><Big>9007199254740993</Big><E>1e5</E></a>');
    expect(['Code', 'Price', 'Big', 'E'].map((name) => childText(root, name))).toEqual([
      '007',
      '1.10',
      '9007199254740993',
      '1e5',
    ]);
  });

  it('reads CDATA as it stands and resolves entities only outside it', () => {
    const root = parseXml('<a>1 &lt; 2 <![CDATA[<b>&lt;</b>]]> &amp;</a>');
    expect(root.text).toBe('1 < 2 <b>&lt;</b> &');
  });

  it('reads attributes, namespaces, comments, empty elements and the order of children', () => {
    const root = parseXml(
      '<?xml version="1.0"?><!-- c --><x:a xmlns:x="urn:x"><p currencycode="E&amp;R">1</p><q/><p>2</p></x:a>',
    );
    expect(root.name).toBe('a');
    expect(root.children.map((child) => child.name)).toEqual(['p', 'q', 'p']);
    expect(childOf(root, 'p')?.attributes.get('currencycode')).toBe('E&R');
    expect(elementAt(root, ['q', 'r'])).toBeUndefined();
    expect(findElement(root, 'q')?.text).toBe('');
  });

  it('lets no element touch JavaScript itself', () => {
    const root = parseXml('<a><length>1</length><size>2</size></a>');
    expect(childText(root, 'length') + childText(root, 'size')).toBe('12');
    expect(() => parseXml('<a><__proto__><polluted>1</polluted></__proto__></a>')).toThrow(XmlFault);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('refuses any document type, so no entity can be defined', () => {
    const bomb = `<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>`;
    expect(() => parseXml(bomb)).toThrow(XmlFault);
    expect(() => parseXml('<!doctype html><html></html>')).toThrow(XmlFault);
    expect(() => parseXml('<a><![CDATA[x]]><!DOCTYPE a></a>')).toThrow(XmlFault);
    expect(() => parseXml('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')).toThrow(XmlFault);
  });

  it('takes the words of a document type inside CDATA for a text', () => {
    expect(parseXml('<a><![CDATA[<!DOCTYPE html> нов]]></a>').text).toBe('<!DOCTYPE html> нов');
  });

  it.each([
    ['cut in an element', '<a><b>text'],
    ['cut in a tag', '<a><b'],
    ['wrongly nested', '<a><b></a></b>'],
    ['two roots', '<a/><b/><c></c>x'],
    ['empty', ''],
    ['no XML', 'Fatal error: out of memory'],
    ['bare ampersand', '<a>Дрехи & обувки</a>'],
    ['too deep', `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`],
  ])('refuses what is %s', (_, text) => {
    expect(() => parseXml(text)).toThrow(XmlFault);
  });
});
