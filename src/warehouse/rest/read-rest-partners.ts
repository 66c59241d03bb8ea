import type { Partner, PartnerId } from '../../model/partner.ts';
import type { AskedOnce } from './asked-once.ts';
import type { RestClient } from './rest-client.ts';
import { parser, PARTNER, sorted } from './wire.ts';

/** All partners that are not deleted, ids ascending; one batch, or none. */
export async function* readRestPartners(
  client: RestClient,
  { asked, signal }: { readonly asked: AskedOnce; readonly signal: AbortSignal },
): AsyncGenerator<readonly Partner[]> {
  const rows = await client.all('/Partners', { parse: parser(PARTNER), signal });
  asked.partnersRead(rows);
  const living = sorted(rows).filter((row) => !row.deleted);
  if (living.length === 0) return;
  yield living.map((row) => ({
    id: row.id as PartnerId,
    company: row.company,
    companyNumber: row.tax_id,
    vatNumber: row.vat_id,
    email: row.email,
    phones: [...new Set([row.phone, row.phone2])].filter((phone) => phone !== ''),
  }));
}
