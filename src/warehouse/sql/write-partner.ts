import { sql } from 'kysely';
import { sha256 } from '../../lib/hash.ts';
import type { OperatorId } from '../../model/operator.ts';
import type { PartnerDraft, PartnerId } from '../../model/partner.ts';
import { BLANK, columnText } from './column-text.ts';
import { claimKeyRow } from './next-number.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';

/** Universal partner, retail prices: the vendor's own defaults (facts of the database, section 12). */
const RETAIL_PRICES = 1;

interface NewPartner {
  readonly partner: PartnerDraft;
  readonly operatorId: OperatorId;
}

/** `ZPAR-<hash>`: of everything that tells one buyer from another (Q8). */
function buyerKey({ company, companyNumber, vatNumber, email, phone }: PartnerDraft): string {
  const told = JSON.stringify([company, companyNumber, vatNumber, email, phone]);
  return `ZPAR-${sha256(told).slice(0, 16)}`;
}

/**
 * The partner of a buyer whom nobody has found: made once, also where two imports meet him at the same time,
 * by his key in NextAcct (Q8). The second waits for the first one's transaction and takes his partner; one
 * that a person has deleted or changed since is made anew. Call inside the document's transaction.
 */
export async function newPartner(
  database: WarehouseDatabase,
  engine: SqlEngine,
  what: NewPartner,
): Promise<PartnerId> {
  const isFirst = await claimKeyRow(database, engine, buyerKey(what.partner));
  const standing = isFirst ? null : await standingPartner(database, engine, what.partner);
  return standing ?? insertPartner(database, engine, what);
}

async function standingPartner(
  database: WarehouseDatabase,
  engine: SqlEngine,
  { company, companyNumber, vatNumber, email, phone }: PartnerDraft,
): Promise<PartnerId | null> {
  const text = (value: string): string => columnText(value, engine.cleanText);
  const row = await database
    .selectFrom('partners')
    .select('ID')
    .where('Company', '=', text(company))
    .where('Bulstat', '=', text(companyNumber))
    .where('TaxNo', '=', text(vatNumber))
    .where('eMail', '=', text(email))
    .where('Phone', '=', text(phone))
    .where(sql<boolean>`coalesce(${sql.ref('Deleted')}, 0) = 0`)
    .orderBy('ID', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : (row.ID as PartnerId);
}

/**
 * A new partner, all 33 columns named; every text in the ordinary and the printed column (I10). Returns his
 * number.
 */
async function insertPartner(
  database: WarehouseDatabase,
  engine: SqlEngine,
  what: NewPartner,
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
