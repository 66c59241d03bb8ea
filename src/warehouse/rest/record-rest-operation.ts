import { OPERATION } from '../../model/operation-type.ts';
import { compare, round, toNumber } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import { linesWithGoods } from '../../model/operation.ts';
import type { OperationDraft, RecordOutcome } from '../../model/operation.ts';
import type { PartnerDraft, PartnerId } from '../../model/partner.ts';
import { SyncError } from '../../model/sync-error.ts';
import { addItems } from './add-items.ts';
import type { AskedOnce } from './asked-once.ts';
import { findByNote, sumOfRows } from './noted-documents.ts';
import { pricesToSend } from './prices-to-send.ts';
import type { ServerArithmetic } from './prices-to-send.ts';
import type { RestClient } from './rest-client.ts';
import { OPERATION_ROW, PARTNER } from './wire.ts';
import type { OperationWire } from './wire.ts';

const NOTE_LENGTH = 255;

/**
 * The partner of a new document. A new one carries the order's claim in his second note, so that a repeated
 * attempt finds him instead of making a twin (I10).
 */
async function partnerOf(
  client: RestClient,
  draft: OperationDraft,
  { asked, signal }: { readonly asked: AskedOnce; readonly signal: AbortSignal },
): Promise<PartnerId> {
  const { partner, origin } = draft;
  const parse = (row: unknown) => PARTNER.parse(row);
  if (partner.kind === 'existing') {
    if (asked.isPartner(partner.id) === true) return partner.id;
    const known = await client.one('/Partner', { parameters: { id: partner.id }, parse, signal });
    if (known !== null) return partner.id;
    throw new SyncError('order.partner.gone', { order: origin.orderNumber, partner: partner.id });
  }
  const mark = origin.claimKey;
  const known = asked.partnerWith(mark);
  const own = known === undefined ? await partnerWith(client, mark, signal) : known;
  if (own !== null) return own;
  const body = partnerBody(partner.partner, mark);
  const answer = await client.write('/Partner', { body, order: origin.orderNumber, signal });
  const id = parse(answer).id as PartnerId;
  asked.partnerMade(id, mark);
  return id;
}

async function partnerWith(client: RestClient, mark: string, signal: AbortSignal): Promise<PartnerId | null> {
  const parse = (row: unknown) => PARTNER.parse(row);
  const made = await client.all('/Partners', { parameters: { note2: mark }, parse, signal });
  return (made.find((row) => row.note2 === mark && !row.deleted)?.id as PartnerId | undefined) ?? null;
}

function partnerBody(partner: PartnerDraft, mark: string): Readonly<Record<string, string | number>> {
  const { company, contact, city, address, phone, email, companyNumber, vatNumber, groupId } = partner;
  return {
    company,
    company2: company,
    mol: contact,
    mol2: contact,
    city,
    city2: city,
    address,
    address2: address,
    phone,
    phone2: phone,
    email,
    tax_id: companyNumber,
    vat_id: vatNumber,
    group_id: groupId,
    price_group: 1,
    note2: mark,
  };
}

function rowsOf(draft: OperationDraft, partnerId: PartnerId, prices: readonly Decimal[]): readonly unknown[] {
  return draft.lines.map((line, index) => ({
    operation_type: draft.operationType,
    good_id: String(line.goodId),
    partner_id: partnerId,
    object_id: draft.locationId,
    operator_id: draft.operatorId,
    user_id: draft.operatorId,
    qtty: toNumber(line.quantity),
    price_out: toNumber(prices[index] ?? line.unitPrice),
    discount: toNumber(line.discountPercent),
    currency_id: 1,
    date: draft.date,
    note: noteOf(draft),
  }));
}

/** The server's column holds 255 characters; a remark has what room the note leaves. */
function noteOf({ note, remark }: OperationDraft): string {
  return remark === '' ? note : `${note}; ${remark}`.slice(0, NOTE_LENGTH).trim();
}

/** What the saved document comes to, when that is not what was meant (I8); null when it is. */
function savedDifference(
  draft: OperationDraft,
  rows: readonly OperationWire[],
  includesVat: boolean,
): Decimal | null {
  const found = sumOfRows(rows, includesVat);
  const isSame = rows.length === draft.lines.length && compare(found, round(draft.total, 2)) === 0;
  return isSame ? null : found;
}

/** Decided on because none had their code: a good that has it by now is not made a second time. */
async function refuseTwins({ newGoods = [], origin }: OperationDraft, goodIdOf: GoodFinder): Promise<void> {
  for (const { code } of newGoods) {
    const good = await goodIdOf(code);
    if (good !== null) throw new SyncError('order.good.appeared', { order: origin.orderNumber, code, good });
  }
}

/** The living good with a code; null: there is none. */
type GoodFinder = (code: string) => Promise<GoodId | null>;

/**
 * Writes one document by one request, after it was looked for by its note (I4). Rejects `unp.notPossible` and
 * `warehouse.salesNotPossible` for what the interface has no place for, `warehouse.api.wouldNotAddUp` before
 * anything is sent when the server's own VAT would make another total; `warehouse.record.answerLost` when it
 * is not known whether the document stands: then look for its note, never send it again blindly.
 */
export async function recordRestOperation(
  client: RestClient,
  draft: OperationDraft,
  what: {
    /** `currency`: of its sums. */
    readonly server: ServerArithmetic & { readonly currency: string };
    readonly goodIdOf: GoodFinder;
    readonly asked: AskedOnce;
    readonly signal: AbortSignal;
  },
): Promise<RecordOutcome> {
  const { signal, server, goodIdOf, asked } = what;
  if (draft.unp !== null) throw new SyncError('unp.notPossible');
  if (draft.operationType === OPERATION.sale) throw new SyncError('warehouse.salesNotPossible');
  const how = { includesVat: server.includesVat, signal };
  const [standing] = asked.takeUnnoted(draft.origin) ? [] : await findByNote(client, draft.origin, how);
  if (standing !== undefined) return { kind: 'alreadyRecorded', operation: standing.operation };
  const order = draft.origin.orderNumber;
  await refuseTwins(draft, goodIdOf);
  const sending = pricesToSend(draft, server);
  if ('found' in sending) {
    const facts = { order, expected: draft.total, found: sending.found, currency: server.currency };
    throw new SyncError('warehouse.api.wouldNotAddUp', facts);
  }
  const partnerId = await partnerOf(client, draft, { asked, signal });
  signal.throwIfAborted();
  // Last of all before the document: only a loss between these two requests leaves a good without it.
  const goodIds = await addItems(client, draft.newGoods ?? [], { order, signal });
  const placed = { ...draft, lines: linesWithGoods(draft, goodIds) };
  const body = rowsOf(placed, partnerId, sending.prices);
  const answer = await client.write('/Operation', { body, order, signal });
  const rows = Array.isArray(answer) ? answer.map((row) => OPERATION_ROW.safeParse(row)) : [];
  const saved = rows.flatMap((row) => (row.success ? [row.data] : []));
  const [first] = saved;
  // A success that cannot be read: the document stands, but its number is not known yet.
  if (first === undefined || first.document_number <= 0)
    throw new SyncError('warehouse.record.answerLost', { order });
  const { operationType } = draft;
  const operation = { operationType, documentNumber: first.document_number, unp: null };
  const found = savedDifference(draft, saved, server.includesVat);
  // The document stands, whatever it comes to: it is told, never written again.
  return { kind: 'recorded', operation, partnerId, goodIds, ...(found === null ? {} : { cameTo: found }) };
}
