import { packText } from '../../lib/packed-text.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { ProfileId } from '../../model/profile.ts';
import type { RunEvent } from '../../model/run.ts';
import type { Erasure, PastKey } from '../state.ts';
import { rawOf } from './archive/archive.ts';
import { eventColumns } from './lists/run-events.ts';
import { eraseSights } from './lists/sights.ts';
import { dropPlan } from './plans/plan-memory.ts';
import type { StateDatabase } from './schema.ts';

const ERASED = '[заличено]';
const TEXTS_AT_ONCE = 1000;

interface StoredText {
  readonly id: number;
  readonly text: string;
}

/**
 * Erases a customer's contact data from archive, reports and attention list, inside of a transaction (I16). A
 * plan that is kept may name him, and is forgotten.
 */
export async function eraseCustomer(
  transaction: StateDatabase,
  id: ProfileId,
  erasure: Erasure,
): Promise<void> {
  await dropPlan(transaction, id);
  await eraseVersions(transaction, id, erasure);
  await eraseSights(transaction, id, erasure);
  await eraseReasons(transaction, id, erasure);
  await eraseTexts(erasure, {
    read: (after) =>
      transaction
        .selectFrom('run_events as e')
        .innerJoin('runs as r', 'r.id', 'e.run_id')
        .select(['e.id', 'e.event as text'])
        .where('r.profile_id', '=', id)
        .where('e.id', '>', after)
        .orderBy('e.id')
        .limit(TEXTS_AT_ONCE)
        .execute(),
    write: ({ id: event, text }) =>
      transaction.updateTable('run_events').set(erasedColumns(text)).where('id', '=', event).execute(),
  });
  await eraseTexts(erasure, {
    read: (after) =>
      transaction
        .selectFrom('attention')
        .select(['id', 'facts as text'])
        .where('profile_id', '=', id)
        .where('id', '>', after)
        .orderBy('id')
        .limit(TEXTS_AT_ONCE)
        .execute(),
    write: ({ id: item, text }) =>
      transaction.updateTable('attention').set({ facts: text }).where('id', '=', item).execute(),
  });
}

/** What a change is looked up by is of its text; its record is the same one. */
function erasedColumns(text: string) {
  const { subject: _record, ...columns } = eventColumns(JSON.parse(text) as RunEvent);
  return columns;
}

/**
 * Why people have put these orders aside or declined them: what they have typed may name the buyer in words
 * that nobody can look for, so it goes as a whole.
 */
async function eraseReasons(transaction: StateDatabase, id: ProfileId, erasure: Erasure): Promise<void> {
  const { name } = await transaction
    .selectFrom('profiles')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  for (const number of erasure.numbers) {
    await transaction
      .updateTable('attention')
      .set({ dismissed_reason: ERASED })
      .where('profile_id', '=', id)
      .where('subject', '=', `order:${number}`)
      .where('dismissed_reason', 'is not', null)
      .execute();
    await transaction
      .updateTable('setting_changes')
      .set({ value_after: ERASED })
      .where('profile', '=', name)
      .where('kind', '=', 'order')
      .where('field', '=', `order:${number} decline`)
      .where('value_after', 'is not', null)
      .execute();
    await eraseAnswers(transaction, name, number);
    await eraseDecline(transaction, id, number);
  }
}

/** Why this order was put aside, alone or among others: those stand behind their number. */
async function eraseAnswers(transaction: StateDatabase, profile: string, number: OrderNumber): Promise<void> {
  await transaction
    .updateTable('setting_changes')
    .set({ value_after: `dismiss: ${ERASED}` })
    .where('profile', '=', profile)
    .where('kind', '=', 'attention')
    .where('value_after', 'like', 'dismiss: %')
    .where((where) =>
      where.or([
        where('value_before', 'like', `% order:${number}`),
        where('value_before', 'like', `% order:${number} %`),
      ]),
    )
    .execute();
}

/** The reason beside an order that a person has declined. */
async function eraseDecline(transaction: StateDatabase, id: ProfileId, number: OrderNumber): Promise<void> {
  const row = await transaction
    .selectFrom('orders')
    .select('reason')
    .where('profile_id', '=', id)
    .where('order_number', '=', number)
    .executeTakeFirst();
  const reason = row?.reason == null ? null : (JSON.parse(row.reason) as LedgerEntry['reason']);
  if (reason === null || reason.facts['why'] === undefined) return;
  const erased = { ...reason, facts: { ...reason.facts, why: ERASED } };
  await transaction
    .updateTable('orders')
    .set({ reason: JSON.stringify(erased) })
    .where('profile_id', '=', id)
    .where('order_number', '=', number)
    .execute();
}

async function eraseVersions(transaction: StateDatabase, id: ProfileId, erasure: Erasure): Promise<void> {
  for (const number of erasure.numbers) {
    const rows = await transaction
      .selectFrom('archive')
      .select(['version', 'raw', 'packed'])
      .where('profile_id', '=', id)
      .where('order_number', '=', number)
      .where('erased_at', 'is', null)
      .execute();
    for (const row of rows) {
      const packed = packText(erasure.eraseRaw(rawOf(row)));
      await transaction
        .updateTable('archive')
        .set({ raw: '', packed, erased_at: erasure.nowIso })
        .where('profile_id', '=', id)
        .where('order_number', '=', number)
        .where('version', '=', row.version)
        .execute();
    }
  }
  for (const key of erasure.past) await erasePast(transaction, id, { key, erasure });
}

async function erasePast(
  transaction: StateDatabase,
  id: ProfileId,
  what: { readonly key: PastKey; readonly erasure: Erasure },
): Promise<void> {
  const { key, erasure } = what;
  const rows = await transaction
    .selectFrom('past_archive')
    .select(['version', 'raw', 'packed'])
    .where('profile_id', '=', id)
    .where('series', '=', key.series)
    .where('order_number', '=', key.orderNumber)
    .where('erased_at', 'is', null)
    .execute();
  for (const row of rows)
    await transaction
      .updateTable('past_archive')
      .set({ raw: '', packed: packText(erasure.eraseRaw(rawOf(row))), erased_at: erasure.nowIso })
      .where('profile_id', '=', id)
      .where('series', '=', key.series)
      .where('order_number', '=', key.orderNumber)
      .where('version', '=', row.version)
      .execute();
}

async function eraseTexts(
  erasure: Erasure,
  where: {
    readonly read: (after: number) => Promise<readonly StoredText[]>;
    readonly write: (row: StoredText) => Promise<unknown>;
  },
): Promise<void> {
  // As they stand inside of JSON.
  const texts = erasure.texts.map((text) => JSON.stringify(text).slice(1, -1));
  let after = 0;
  for (;;) {
    const rows = await where.read(after);
    for (const row of rows) {
      const text = texts.reduce((left, each) => left.replaceAll(each, ERASED), row.text);
      if (text !== row.text) await where.write({ id: row.id, text });
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}
