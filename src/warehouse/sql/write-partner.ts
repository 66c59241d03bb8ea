import { sql } from 'kysely';
import { sha256 } from '../../lib/hash.ts';
import type { OperatorId } from '../../model/operator.ts';
import type { PartnerDraft, PartnerId } from '../../model/partner.ts';
import { BLANK, columnText } from './column-text.ts';
import { insertRows } from './documents/insert-rows.ts';
import { NotAsGroup } from './documents/not-as-group.ts';
import { claimKeyRow, claimKeyRows } from './next-number.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';

/** Universal partner, retail prices: the vendor's own defaults (facts of the database, section 12). */
const RETAIL_PRICES = 1;

const insertCards = insertRows('partners');

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

/**
 * The partners of buyers whom nobody has found, in the buyers' order; those who are told by the same are one
 * (Q8). Throws `NotAsGroup` where somebody has met one of them before, and where they cannot be told apart as
 * they are written. Call inside the documents' transaction.
 */
export async function newPartners(
  database: WarehouseDatabase,
  engine: SqlEngine,
  what: readonly NewPartner[],
): Promise<readonly PartnerId[]> {
  if (what.length === 0) return [];
  const made = new Map<string, NewPartner>();
  for (const each of what) {
    const key = buyerKey(each.partner);
    if (!made.has(key)) made.set(key, each);
  }
  // In one order whoever comes: two that meet the same buyers never wait for each other.
  const keys = [...made.keys()].toSorted();
  if (!(await claimKeyRows(database, engine, keys))) throw new NotAsGroup('a buyer was met before');
  const ids = await insertPartners(database, engine, [...made.values()]);
  return what.map((each) => {
    const id = ids.get(JSON.stringify(toldTexts(engine, each.partner)));
    if (id === undefined) throw new NotAsGroup('a partner is not as he was written');
    return id;
  });
}

/** Answers the numbers of partners by what tells them apart, as it is written. */
async function insertPartners(
  database: WarehouseDatabase,
  engine: SqlEngine,
  what: readonly NewPartner[],
): Promise<ReadonlyMap<string, PartnerId>> {
  const before = await database
    .selectFrom('partners')
    .select((row) => row.fn.max('ID').as('last'))
    .executeTakeFirst();
  const rows = what.map((each) => partnerRow(engine, each));
  await insertCards(database, rows, engine.rowsAtOnce);
  const standing = await database
    .selectFrom('partners')
    .select(['ID', 'Company', 'Bulstat', 'TaxNo', 'eMail', 'Phone'])
    .where('ID', '>', before?.last ?? 0)
    .execute();
  const ids = new Map<string, PartnerId>();
  for (const { ID, Company, Bulstat, TaxNo, eMail, Phone } of standing) {
    const told = JSON.stringify([Company, Bulstat, TaxNo, eMail, Phone]);
    if (ids.has(told)) throw new NotAsGroup('two partners are written alike');
    ids.set(told, ID as PartnerId);
  }
  return ids;
}

/** What tells one buyer from another, as it is written into his columns. */
function toldTexts(
  engine: SqlEngine,
  { company, companyNumber, vatNumber, email, phone }: PartnerDraft,
): readonly [string, string, string, string, string] {
  const text = (value: string): string => columnText(value, engine.cleanText);
  return [text(company), text(companyNumber), text(vatNumber), text(email), text(phone)];
}

async function standingPartner(
  database: WarehouseDatabase,
  engine: SqlEngine,
  partner: PartnerDraft,
): Promise<PartnerId | null> {
  const [company, companyNumber, vatNumber, email, phone] = toldTexts(engine, partner);
  const row = await database
    .selectFrom('partners')
    .select('ID')
    .where('Company', '=', company)
    .where('Bulstat', '=', companyNumber)
    .where('TaxNo', '=', vatNumber)
    .where('eMail', '=', email)
    .where('Phone', '=', phone)
    .where(sql<boolean>`coalesce(${sql.ref('Deleted')}, 0) = 0`)
    .orderBy('ID', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : (row.ID as PartnerId);
}

/** A new partner; returns his number. */
async function insertPartner(
  database: WarehouseDatabase,
  engine: SqlEngine,
  what: NewPartner,
): Promise<PartnerId> {
  const result = await database
    .insertInto('partners')
    .values(partnerRow(engine, what))
    .executeTakeFirstOrThrow();
  return Number(result.insertId) as PartnerId;
}

/** All 33 columns of a partner, named; every text in the ordinary and the printed column (I10). */
function partnerRow(engine: SqlEngine, { partner, operatorId }: NewPartner) {
  const text = (value: string): string => columnText(value, engine.cleanText);
  const twice = {
    Company: text(partner.company),
    MOL: text(partner.contact),
    City: text(partner.city),
    Address: text(partner.address),
    Phone: text(partner.phone),
  };
  return {
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
    UserID: operatorId,
    GroupID: partner.groupId,
    UserRealTime: engine.now,
    Deleted: 0,
    CardNumber: BLANK,
    Note1: BLANK,
    Note2: BLANK,
    PaymentDays: 0,
  };
}
