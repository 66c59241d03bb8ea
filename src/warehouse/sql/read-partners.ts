import { sql } from 'kysely';
import type { Partner, PartnerId } from '../../model/partner.ts';
import { readText } from './column-text.ts';
import type { WarehouseDatabase } from './sql-engine.ts';

const PARTNERS_AT_ONCE = 2000;

/** Partners that are not deleted, the service partner too, by keyset pages. */
export async function* readPartners(database: WarehouseDatabase): AsyncGenerator<readonly Partner[]> {
  let after = 0;
  for (;;) {
    const rows = await database
      .selectFrom('partners')
      .select(['ID', 'Company', 'Bulstat', 'TaxNo', 'eMail', 'Phone', 'Phone2'])
      .where('ID', '>', after)
      .where(sql<boolean>`coalesce(${sql.ref('Deleted')}, 0) = 0`)
      .orderBy('ID')
      .limit(PARTNERS_AT_ONCE)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map((row) => ({
      id: row.ID as PartnerId,
      company: readText(row.Company),
      companyNumber: readText(row.Bulstat),
      vatNumber: readText(row.TaxNo),
      email: readText(row.eMail),
      phones: [...new Set([readText(row.Phone), readText(row.Phone2)])].filter((phone) => phone !== ''),
    }));
    if (rows.length < PARTNERS_AT_ONCE) return;
    after = last.ID;
  }
}
