const LIVING = 'coalesce(Deleted, 0) = 0 AND ID > 1';
const DOCUMENT = 'Acct > 0 AND PartnerID <> 0';

/**
 * Living goods that share a bar code of any column with another; the third column may hold several
 * (facts section 12). Weighing patterns are no bar codes.
 */
const SHARED_BARCODES = `WITH RECURSIVE
  living AS (SELECT ID, BarCode1, BarCode2, replace(coalesce(BarCode3, ''), ' ', '') AS list FROM goods WHERE ${LIVING}),
  parts(ID, code, rest) AS (
    SELECT ID, '', list || ',' FROM living WHERE list <> ''
    UNION ALL
    SELECT ID, substr(rest, 1, instr(rest, ',') - 1), substr(rest, instr(rest, ',') + 1) FROM parts WHERE rest <> ''),
  codes AS MATERIALIZED (
    SELECT ID, replace(BarCode1, ' ', '') AS code FROM living
    UNION SELECT ID, replace(BarCode2, ' ', '') FROM living
    UNION SELECT ID, code FROM parts),
  plain AS MATERIALIZED (
    SELECT ID, code FROM codes
    WHERE code <> '' AND NOT (code NOT GLOB '*[^0-9WCL.]*' AND code GLOB '*[WCL.]*'))
  SELECT count(DISTINCT ID) AS n FROM plain
  WHERE code IN (SELECT code FROM plain GROUP BY code HAVING count(*) > 1)`;

/** What can make trouble (facts of the database, section 15): name → the number of records, as `n`. */
export const HAZARDS: Readonly<Record<string, string>> = {
  duplicateCodes: `SELECT coalesce(sum(goods), 0) AS n FROM (
    SELECT count(*) AS goods FROM goods WHERE ${LIVING} AND trim(Code) <> '' GROUP BY trim(Code) HAVING count(*) > 1)`,
  duplicateBarcodes: SHARED_BARCODES,
  goodsWithoutCode: `SELECT count(*) AS n FROM goods WHERE ${LIVING} AND trim(coalesce(Code, '')) = ''`,
  goodsWithoutVatGroup: `SELECT count(*) AS n FROM goods WHERE ${LIVING} AND
    NOT EXISTS (SELECT 1 FROM vatgroups v WHERE v.ID = goods.TaxGroup)`,
  goodsWithoutGroup: `SELECT count(*) AS n FROM goods WHERE ${LIVING} AND
    NOT EXISTS (SELECT 1 FROM goodsgroups p WHERE p.ID = abs(goods.GroupID))`,
  goodsWithoutPrice: `SELECT count(*) AS n FROM goods WHERE ${LIVING} AND coalesce(PriceOut2, 0) <= 0`,
  groupsWithoutParent: `SELECT count(*) AS n FROM goodsgroups c WHERE length(trim(Code)) > 3 AND
    NOT EXISTS (SELECT 1 FROM goodsgroups p WHERE p.Code = substr(trim(c.Code), 1, length(trim(c.Code)) - 3))`,
  linesWithoutPartner: `SELECT count(*) AS n FROM operations WHERE ${DOCUMENT} AND
    NOT EXISTS (SELECT 1 FROM partners p WHERE p.ID = operations.PartnerID)`,
  linesWithoutGood: `SELECT count(*) AS n FROM operations WHERE ${DOCUMENT} AND
    NOT EXISTS (SELECT 1 FROM goods g WHERE g.ID = operations.GoodID)`,
  negativeStock: 'SELECT count(*) AS n FROM store WHERE Qtty < 0',
  doubleNumbers: `SELECT count(*) AS n FROM (SELECT OperType, Acct FROM operations WHERE ${DOCUMENT}
    GROUP BY OperType, Acct HAVING count(DISTINCT PartnerID) > 1)`,
};
