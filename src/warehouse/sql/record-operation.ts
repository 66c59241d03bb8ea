import { linesWithGoods } from '../../model/operation.ts';
import type { OperationDraft, RecordedOutcome, UnpRequest } from '../../model/operation.ts';
import type { GoodId } from '../../model/good.ts';
import type { PartnerId } from '../../model/partner.ts';
import { SyncError } from '../../model/sync-error.ts';
import { addGoods } from './add-goods.ts';
import { writeDocuments } from './documents/write-documents.ts';
import { claimKeyRow, drawNumber } from './next-number.ts';
import { findGoods } from './read-goods.ts';
import type { Recording } from './recording.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';
import { standsNoted } from './remembered/remembered-documents.ts';
import { takeOwnUnp } from './remembered/own-unp.ts';
import type { DrawnUnp } from './unp-sequence.ts';
import { newPartner } from './write-partner.ts';

/** Thrown to leave the transaction when the order is claimed already; never leaves this room. */
export class AlreadyClaimed extends Error {}

/**
 * Writes one document inside an open transaction (I3): claim, new goods, number, УНП, partner, and its rows.
 * Keys are taken in that order by everybody, so that no two wait for each other. Throws `AlreadyClaimed` when
 * the claim exists, and what `writeDocuments` refuses.
 */
export async function writeOperation(
  database: WarehouseDatabase,
  planned: OperationDraft,
  recording: Recording,
): Promise<RecordedOutcome> {
  const { engine, facts } = recording;
  await claim(database, planned, engine);
  const goodIds = await newGoods(database, planned, recording);
  const draft = { ...planned, lines: linesWithGoods(planned, goodIds) };
  const number = await drawNumber(database, engine, {
    operationType: draft.operationType,
    locationId: draft.locationId,
    isPerLocation: facts.hasNumbersPerLocation,
  });
  const unp = draft.unp === null ? null : await drawUnp(database, draft.unp, { draft, recording });
  const partnerId = await partnerOf(database, draft, engine);
  const [outcome] = await writeDocuments(database, [{ draft, number, unp, partnerId, goodIds }], recording);
  if (outcome === undefined) throw new TypeError('a document has no outcome');
  return outcome;
}

/** The claim that decides who writes the document; throws `AlreadyClaimed` where somebody has it. */
async function claim(database: WarehouseDatabase, draft: OperationDraft, engine: SqlEngine): Promise<void> {
  const { origin, again } = draft;
  if (!(await claimKeyRow(database, engine, again?.claimKey ?? origin.claimKey))) throw new AlreadyClaimed();
  if (again === undefined) return;
  // The first claim may have outlived its document. Whoever wrote another one since holds it too, so the
  // notes tell once this line is past.
  await claimKeyRow(database, engine, origin.claimKey);
  if (await standsNoted(database, engine, origin)) throw new AlreadyClaimed();
}

/** Decided on because no good had their code: one that has it by now is not made a second time. */
async function newGoods(
  database: WarehouseDatabase,
  { newGoods: drafts = [], origin }: OperationDraft,
  { engine, facts }: Recording,
): Promise<readonly GoodId[]> {
  if (drafts.length === 0) return [];
  const codes = drafts.map(({ code }) => code);
  const [twin] = (await findGoods(database, { codes, priceGroup: 0 })).filter((good) => !good.isDeleted);
  if (twin === undefined) return addGoods(database, { drafts, engine, facts });
  const about = { order: origin.orderNumber, code: twin.code, good: twin.id };
  throw new SyncError('order.good.appeared', about);
}

/** The next number of the device; of a document that is lost, the УНП that it had (A9). */
async function drawUnp(
  database: WarehouseDatabase,
  request: UnpRequest,
  { draft, recording }: { readonly draft: OperationDraft; readonly recording: Recording },
): Promise<DrawnUnp> {
  const { again } = draft;
  if (again === undefined) return recording.sequence.draw(database, request);
  return takeOwnUnp(database, recording.engine, again);
}

async function partnerOf(
  database: WarehouseDatabase,
  draft: OperationDraft,
  engine: SqlEngine,
): Promise<PartnerId> {
  const { partner } = draft;
  if (partner.kind === 'new')
    return newPartner(database, engine, { partner: partner.partner, operatorId: draft.operatorId });
  const row = await database
    .selectFrom('partners')
    .select('ID')
    .where('ID', '=', partner.id)
    .executeTakeFirst();
  if (row !== undefined) return partner.id;
  throw new SyncError('order.partner.gone', { order: draft.origin.orderNumber, partner: partner.id });
}
