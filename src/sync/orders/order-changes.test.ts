import { describe, expect, it } from 'vitest';
import {
  aGood,
  aLine,
  anOrder,
  aPartner,
  BUYER,
  ORIGIN,
  surroundings,
} from '../../../test/support/builders.ts';
import type { OperationDraft } from '../../model/operation.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { isPark } from '../park.ts';
import { planOperation } from '../plan-operation.ts';
import { orderSubject, recordChange, unpChange } from './order-changes.ts';

function draftFor(partners: Parameters<typeof surroundings>[2]): OperationDraft {
  const context = surroundings([aGood(10, { code: 'A' })], {}, partners);
  const draft = planOperation(anOrder([aLine('A', '18.50', '2')]), ORIGIN, context);
  if (isPark(draft)) throw new Error(draft.park.code);
  return draft;
}

const fieldsOf = (draft: OperationDraft): unknown =>
  recordChange(draft, 'EUR').fields.map(({ field, after }) => [field, after]);

describe('changes of orders', () => {
  it('I13: the УНП that goes to the shop has a change of its own beside the document’s', () => {
    const unp = unpChange(101 as OrderNumber, 'DT000001-0001-0000001');
    expect(unp).toMatchObject({
      kind: 'writeUnp',
      subject: 'order:101',
      fields: [{ field: 'unp', before: null, after: 'DT000001-0001-0000001' }],
    });
    const record = recordChange(draftFor([]), 'EUR');
    expect([record.subject, record.subject === orderSubject(101 as OrderNumber)]).toEqual([
      'order:101',
      true,
    ]);
    expect(record.key).not.toBe(unp.key);
  });

  it('Q1, A9: a document that is written again shows its own УНП, or that it had none', () => {
    const again = { claimKey: 'ZWEB-0a1b2c3d-101-R0', operationType: 19, documentNumber: 12 };
    const shown = (unp: string | null): unknown => fieldsOf({ ...draftFor([]), again: { ...again, unp } });
    expect(shown('DT000001-0001-0000001')).toContainEqual(['unp', 'DT000001-0001-0000001']);
    expect(shown(null)).toContainEqual(['unp', '–']);
  });

  it('the document shows its type, its sum and whose it is; a new partner is told', () => {
    expect(fieldsOf(draftFor([]))).toEqual([
      ['operationType', '19'],
      ['partner', 'Мария Иванова'],
      ['partnerIsNew', 'yes'],
      ['total', '37.00 EUR'],
    ]);
    const known = aPartner(5, { company: 'Мария Иванова', email: BUYER.email });
    expect(fieldsOf(draftFor([known]))).toContainEqual(['partnerIsNew', 'no']);
    expect(recordChange(draftFor([known]), 'EUR').document?.partner).toMatchObject({ id: 5 });
  });
});
