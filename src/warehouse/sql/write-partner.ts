import type { OperatorId } from '../../model/operator.ts';
import type { PartnerDraft, PartnerId } from '../../model/partner.ts';
import { BLANK, columnText } from './column-text.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';

/** Universal partner, retail prices: the vendor's own defaults (facts of the database, section 12). */
const RETAIL_PRICES = 1;

/**
 * A new partner, all 33 columns named; every text in the ordinary and the printed column (I10). Returns his
 * number.
 */
export async function insertPartner(
  database: WarehouseDatabase,
  engine: SqlEngine,
  what: { readonly partner: PartnerDraft; readonly operatorId: OperatorId },
): Promise<PartnerId> {
  const { partner } = what;
  const text = (value: string): string => columnText(value, engine.cleanText);
  const twice = {
    Company: text(partner.company),
    MOL: text(partner.contact),
    City: text(partner.city),
    Address: text(partner.address),
    Phone: text(partner.phone),
  };
  const result = await database
    .insertInto('partners')
    .values({
      ...twice,
      Company2: twice.Company,
      MOL2: twice.MOL,
      City2: twice.City,
      Address2: twice.Address,
      Phone2: twice.Phone,
      Code: BLANK,
      Fax: BLANK,
      eMail: text(partner.email),
      TaxNo: text(partner.vatNumber),
      Bulstat: text(partner.companyNumber),
      BankName: BLANK,
      BankCode: BLANK,
      BankAcct: BLANK,
      BankVATName: BLANK,
      BankVATCode: BLANK,
      BankVATAcct: BLANK,
      PriceGroup: RETAIL_PRICES,
      Discount: 0,
      Type: 0,
      IsVeryUsed: 0,
      UserID: what.operatorId,
      GroupID: partner.groupId,
      UserRealTime: engine.now,
      Deleted: 0,
      CardNumber: BLANK,
      Note1: BLANK,
      Note2: BLANK,
      PaymentDays: 0,
    })
    .executeTakeFirstOrThrow();
  return Number(result.insertId) as PartnerId;
}
