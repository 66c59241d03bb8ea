import { describe, expect, it } from 'vitest';
import { aGood, aLine, anOrder, aTotalLine, ORIGIN, surroundings } from '../../../test/support/builders.ts';
import { decimal } from '../../model/decimal.ts';
import type { RecordedOperation, StandingDocument } from '../../model/operation.ts';
import { isPark } from '../park.ts';
import { planContent } from '../plan-operation.ts';
import { judgeDocuments } from './order-adoption.ts';
import { orderContent } from './order-status.ts';

const CONTEXT = surroundings([aGood(10, { code: 'A' }), aGood(11, { code: 'B' })]);
const ORDER = anOrder([aLine('A', '10', '2'), aLine('B', '5')], {
  totalLines: [aTotalLine('shipping', '3')],
});
const OPERATION: RecordedOperation = { operationType: 19, documentNumber: 7, unp: 'DT000001-0001-0000001' };

/** A line of one piece of a good, as the warehouse reads it. */
const standing = (id: number): StandingDocument['lines'][number] => ({
  goodId: aGood(id).id,
  quantity: decimal('1'),
  total: decimal('1'),
  vatRate: null,
});

/** The document that the order becomes, as it stands in the warehouse. */
function ownDocument(more: Partial<StandingDocument> = {}): StandingDocument {
  const content = planContent(ORDER, CONTEXT);
  if (isPark(content)) throw new Error(content.park.code);
  const { date, total, lines } = content;
  return { operation: OPERATION, date, total, lines, ...more };
}

const judge = (
  documents: readonly StandingDocument[],
  versions = [ORDER],
  context = CONTEXT,
): ReturnType<typeof judgeDocuments> => judgeDocuments(ORIGIN, { documents, versions }, context);

/** In what a document differs from the order, as a person reads it. */
function differencesOf(documents: readonly StandingDocument[], versions = [ORDER]): unknown {
  const adoption = judge(documents, versions);
  return adoption.kind === 'found' ? 'found' : adoption.reason.facts['differences'];
}

describe('judgeDocuments', () => {
  it('row d, I18: a document whose day, sum and lines are the order’s is adopted, with what it was made from', () => {
    expect(judge([ownDocument()])).toMatchObject({
      kind: 'found',
      operation: OPERATION,
      content: orderContent(ORDER),
      documents: '19/7',
    });
  });

  it('X13: what it holds is kept as read: the order’s names, the rate of the line, else of its good', () => {
    const { lines } = ownDocument();
    const untold = lines.map((line, index) => (index === 0 ? { ...line, vatRate: null } : line));
    const nine = surroundings([aGood(10, { code: 'A', vatRate: decimal('20') }), aGood(11, { code: 'B' })]);
    const adoption = judge([ownDocument({ lines: untold })], [ORDER], nine);
    expect(adoption.kind === 'found' ? adoption.written : null).toEqual({
      orderNumber: ORDER.number,
      total: '28',
      lines: [
        { name: 'Продукт A', quantity: '2', total: '20', vatRate: '20' },
        { name: 'Продукт B', quantity: '1', total: '5', vatRate: '20' },
        { name: 'shipping', quantity: '1', total: '3', vatRate: '20' },
      ],
    });
  });

  it('row d: another day, sum or line is told, both sides named', () => {
    expect(differencesOf([ownDocument({ date: '2026-11-21' })])).toBe('date 2026-11-20 ≠ 2026-11-21');
    expect(differencesOf([ownDocument({ total: decimal('28.01') })])).toBe('total 28 ≠ 28.01');
    const [first] = ownDocument().lines;
    expect(differencesOf([ownDocument({ lines: first === undefined ? [] : [first] })])).toBe('lines');
    const more = [...ownDocument().lines, standing(12)];
    expect(differencesOf([ownDocument({ lines: more })])).toBe('lines');
    const adoption = judge([ownDocument({ total: decimal('1'), operation: { ...OPERATION, unp: null } })]);
    expect(adoption).toMatchObject({
      kind: 'unfit',
      reason: { code: 'order.documentDiffers', facts: { order: 101, document: '19/7', unp: '–' } },
    });
  });

  it('two lines of one good are one quantity; how delivery is written is a setting', () => {
    const lines = [standing(10), standing(11), standing(10)];
    expect(judge([ownDocument({ lines })]).kind).toBe('found');
  });

  it('I14: the order may have changed since: the version that fits is what the document was made from', () => {
    const edited = anOrder([aLine('A', '10', '9')]);
    expect(judge([ownDocument()], [edited, ORDER])).toMatchObject({ content: orderContent(ORDER) });
    expect(differencesOf([ownDocument()], [edited])).toBe('total 90 ≠ 28, lines');
  });

  it('I18: without a readable version nothing can be compared, and nothing is adopted', () => {
    expect(differencesOf([ownDocument()], [])).toBe('unreadable');
  });

  it('I18: a claim without a document tells that it is gone', () => {
    expect(judge([])).toEqual({
      kind: 'gone',
      reason: { code: 'order.documentGone', facts: { order: 101, claim: ORIGIN.claimKey } },
    });
  });

  it('S28: an order and the sale made of it are one document; all else is two', () => {
    const sale = ownDocument({ operation: { ...OPERATION, operationType: 2, documentNumber: 31 } });
    expect(judge([ownDocument(), sale])).toMatchObject({ kind: 'found', documents: '19/7, 2/31' });
    const other = ownDocument({ operation: { ...OPERATION, documentNumber: 8 } });
    const two = { code: 'order.twoDocuments', facts: { order: 101, documents: '19/7, 19/8' } };
    expect(judge([ownDocument(), other])).toEqual({ kind: 'unfit', reason: two });
    expect(judge([ownDocument(), other, sale]).kind).toBe('unfit');
  });

  it('an order that could not be recorded today is told by what is left: day, sum and the goods still known', () => {
    const gone = surroundings([aGood(10, { code: 'A' })]);
    expect(judge([ownDocument()], [ORDER], gone).kind).toBe('found');
    const fewer = ownDocument({ lines: [standing(10)] });
    expect(judge([fewer], [ORDER], gone)).toMatchObject({ reason: { facts: { differences: 'lines' } } });
    const none = ownDocument({ lines: [] });
    expect(judge([none], [ORDER], gone)).toMatchObject({ reason: { facts: { differences: 'lines' } } });
  });

  it('an order that does not add up has no sum to compare, and one without a day none either', () => {
    const wrong = { ...ORDER, total: decimal('99') };
    expect(differencesOf([ownDocument()], [wrong])).toBe('total 99 ≠ 28');
    const dayless = { ...ORDER, createdAt: '' };
    expect(differencesOf([ownDocument()], [dayless])).toBe('date – ≠ 2026-11-20');
  });
});
