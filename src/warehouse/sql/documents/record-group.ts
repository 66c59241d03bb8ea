import type { OperationDraft, PartnerChoice, RecordedOutcome } from '../../../model/operation.ts';
import type { PartnerId } from '../../../model/partner.ts';
import { claimKeyRows, drawNumbers } from '../next-number.ts';
import type { Recording } from '../recording.ts';
import type { WarehouseDatabase } from '../sql-engine.ts';
import { newPartners } from '../write-partner.ts';
import { NotAsGroup } from './not-as-group.ts';
import { writeDocuments } from './write-documents.ts';

/**
 * Writes the documents of a group inside one open transaction, each kind of rows for all of them together:
 * the same as `writeOperation` one after the other. Keys are taken in its order: claims, numbers, УНП,
 * partners. Throws `NotAsGroup`, or whatever refuses one of them: the transaction is then left, and each is
 * written by itself.
 */
export async function writeGroup(
  database: WarehouseDatabase,
  drafts: readonly OperationDraft[],
  recording: Recording,
): Promise<readonly RecordedOutcome[]> {
  const { engine, facts, sequence } = recording;
  const { operationType, locationId, unp } = commonOf(drafts);
  const claims = drafts.map(({ origin }) => origin.claimKey);
  if (!(await claimKeyRows(database, engine, claims))) throw new NotAsGroup('an order is claimed');
  const numbers = await drawNumbers(database, engine, {
    operationType,
    locationId,
    isPerLocation: facts.hasNumbersPerLocation,
    count: drafts.length,
  });
  const unps = unp === null ? [] : await sequence.drawRow(database, unp, drafts.length);
  const partnerIds = await partnersOf(database, drafts, recording);
  const drawn = drafts.map((draft, index) => ({
    draft,
    number: numbers[index] ?? 0,
    unp: unps[index] ?? null,
    partnerId: partnerIds[index] ?? (0 as PartnerId),
    goodIds: [],
  }));
  return writeDocuments(database, drawn, recording);
}

/** By what numbers and УНП are drawn: the same for all of a group. */
function commonOf(
  drafts: readonly OperationDraft[],
): Pick<OperationDraft, 'operationType' | 'locationId' | 'unp'> {
  const kinds = new Set(
    drafts.map(({ operationType, locationId, unp }) => JSON.stringify([operationType, locationId, unp])),
  );
  const [first] = drafts;
  if (first === undefined || kinds.size > 1) throw new NotAsGroup('documents of several kinds');
  if (drafts.some(({ again, newGoods }) => again !== undefined || newGoods !== undefined))
    throw new NotAsGroup('a document of its own kind');
  return first;
}

/** The partners of all drafts, in their order; those that are new are made. */
async function partnersOf(
  database: WarehouseDatabase,
  drafts: readonly OperationDraft[],
  { engine }: Recording,
): Promise<readonly PartnerId[]> {
  const known = drafts.flatMap(({ partner }) => (partner.kind === 'existing' ? partner.id : []));
  const ids = [...new Set(known)];
  if (ids.length > 0) {
    const rows = await database.selectFrom('partners').select('ID').where('ID', 'in', ids).execute();
    const standing = new Set(rows.map((row) => row.ID));
    if (ids.some((id) => !standing.has(id))) throw new NotAsGroup('a partner is gone');
  }
  const buyers = drafts.flatMap(({ partner, operatorId }) =>
    partner.kind === 'new' ? { partner: partner.partner, operatorId } : [],
  );
  const made = [...(await newPartners(database, engine, buyers))];
  const idOf = (partner: PartnerChoice): PartnerId | undefined =>
    partner.kind === 'existing' ? partner.id : made.shift();
  return drafts.map(({ partner }) => {
    const id = idOf(partner);
    if (id === undefined) throw new NotAsGroup('a partner is missing');
    return id;
  });
}
