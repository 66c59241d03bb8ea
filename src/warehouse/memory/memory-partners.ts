import type { OperationDraft } from '../../model/operation.ts';
import type { Partner, PartnerDraft, PartnerId } from '../../model/partner.ts';
import { SyncError } from '../../model/sync-error.ts';
import { BLANK, columnText, isDeleted, numberOf, textOf } from './memory-cells.ts';
import type { MemoryDatabase } from './memory-database.ts';

const SERVICE_PARTNER = 1;
const RETAIL_PRICES = 1;

/** Partners that are not deleted, the service one left out, ids ascending. */
export function partnersOf(database: MemoryDatabase): readonly Partner[] {
  return database
    .rows('partners')
    .filter((row) => numberOf(row, 'ID') > SERVICE_PARTNER && !isDeleted(row))
    .map((row) => ({
      id: numberOf(row, 'ID') as PartnerId,
      company: textOf(row, 'Company'),
      companyNumber: textOf(row, 'Bulstat'),
      vatNumber: textOf(row, 'TaxNo'),
      email: textOf(row, 'eMail'),
      phones: [...new Set([textOf(row, 'Phone'), textOf(row, 'Phone2')])].filter((phone) => phone !== ''),
    }));
}

/** A new partner, all 33 columns named; every text in the ordinary and the printed column (I10). */
function insertPartner(
  database: MemoryDatabase,
  partner: PartnerDraft,
  about: { readonly operatorId: number; readonly now: string },
): PartnerId {
  const twice = {
    Company: columnText(partner.company),
    MOL: columnText(partner.contact),
    City: columnText(partner.city),
    Address: columnText(partner.address),
    Phone: columnText(partner.phone),
  };
  const printed = Object.fromEntries(Object.entries(twice).map(([name, text]) => [`${name}2`, text]));
  const blanks = ['BankName', 'BankCode', 'BankAcct', 'BankVATName', 'BankVATCode', 'BankVATAcct'].concat([
    'Code',
    'Fax',
    'CardNumber',
    'Note1',
    'Note2',
  ]);
  return database.insert('partners', {
    ...Object.fromEntries(blanks.map((column) => [column, BLANK])),
    ...twice,
    ...printed,
    eMail: columnText(partner.email),
    TaxNo: columnText(partner.vatNumber),
    Bulstat: columnText(partner.companyNumber),
    PriceGroup: RETAIL_PRICES,
    Discount: 0,
    Type: 0,
    IsVeryUsed: 0,
    UserID: about.operatorId,
    GroupID: partner.groupId,
    UserRealTime: about.now,
    Deleted: 0,
    PaymentDays: 0,
  }) as PartnerId;
}

/** The partner of a document: the chosen one, or a new one. Throws `order.partner.gone`. */
export function documentPartner(database: MemoryDatabase, draft: OperationDraft, now: string): PartnerId {
  const { partner, operatorId } = draft;
  if (partner.kind === 'new') return insertPartner(database, partner.partner, { operatorId, now });
  if (database.rows('partners').some((row) => row['ID'] === partner.id)) return partner.id;
  throw new SyncError('order.partner.gone', { order: draft.origin.orderNumber, partner: partner.id });
}
