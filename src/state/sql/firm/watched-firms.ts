import type { TenantId } from '../../../model/tenant.ts';
import type { WatchedFirms } from '../../state.ts';
import type { StateDatabase } from '../schema.ts';

/** Of settings as they are kept: an hour of the day's mail, and not none. */
const WITH_DIGEST = '%"digestAt":"__:__"%';

type Rows = readonly { readonly tenant_id: TenantId }[];

const idsOf = (rows: Rows): ReadonlySet<TenantId> => new Set(rows.map((row) => row.tenant_id));

/** What is watched for which firm, of all at once: thousands would be asked each minute otherwise. */
export async function readWatchedFirms(database: StateDatabase): Promise<WatchedFirms> {
  const digests = await database
    .selectFrom('profiles')
    .select('tenant_id')
    .distinct()
    .where('removed_at', 'is', null)
    .where('settings', 'like', WITH_DIGEST)
    .execute();
  const reporting = await database.selectFrom('report_lines').select('tenant_id').execute();
  const reportedTo = await database.selectFrom('reported_shops').select('tenant_id').distinct().execute();
  return { digests: idsOf(digests), reporting: idsOf(reporting), reportedTo: idsOf(reportedTo) };
}
