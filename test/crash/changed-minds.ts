import { hasDocument } from '../../src/model/order-stage.ts';
import { documents } from '../support/invariants.ts';
import type { FoundDocument } from '../support/invariants.ts';
import { MOODS, TOLD } from '../support/shop-moods.ts';
import type { Mood } from '../support/shop-moods.ts';
import { DEVICE } from '../support/world.ts';
import { MADE_CODE } from './crash-place.ts';
import type { CrashPlace, Remembered } from './crash-place.ts';

/** Longer than the time that a lost request may still be under way. */
const LATER_MS = 10 * 60_000;
const ALL_MOODS = Object.keys(MOODS) as readonly Mood[];

/**
 * After a kill the shop changes its mind about every order that was due, in each way that there is; another
 * process goes on. Told as sentences is what must not be (I4, I14, I18): a document that the memory does not
 * know, an order dismissed with one, a person who is not told, a УНП that the shop does not get, a second
 * document. The place is as the kill has left it, before and after.
 */
export async function changeMinds(place: CrashPlace): Promise<readonly string[]> {
  const wrong: string[] = [];
  await place.rememberKilled();
  for (const mood of ALL_MOODS) {
    await place.putBackKilled();
    for (const number of place.due) MOODS[mood](place.world, number);
    for (const laterMs of [0, 0, LATER_MS]) await place.run(laterMs, ['import-orders']);
    const found = await violationsOf(place, mood);
    place.world.sandbox.requests.reset();
    await place.run(LATER_MS, ['import-orders']);
    if (place.world.sandbox.requests.writes() > 0) found.push('a third run still writes to the shop');
    wrong.push(...found.map((sentence) => `then ${mood}: ${sentence}`));
  }
  await place.putBackKilled();
  return wrong;
}

async function violationsOf(place: CrashPlace, mood: Mood): Promise<string[]> {
  const rows = await place.warehouse.look();
  const found = documents({ rows });
  const after = await place.remembered();
  const receipts = rows('SELECT Description FROM ecrreceipts WHERE ReceiptType = 8 AND ECRID = ?', DEVICE);
  const drawn = found.flatMap((document) => document.unp ?? []);
  const kept = receipts.map((row) => String(row['Description'])).toSorted();
  const orphans = rows(
    'SELECT ID FROM goods WHERE Code = ? AND ID NOT IN (SELECT GoodID FROM operations)',
    MADE_CODE,
  );
  return [
    ...(orphans.length === 0 ? [] : ['a good stands without the document that it was made for']),
    ...(JSON.stringify(kept) === JSON.stringify(drawn.toSorted())
      ? []
      : ['the УНП rows are not those of the documents']),
    ...place.due.flatMap((order) => orderViolations(place, { mood, order, found, after })),
  ];
}

function orderViolations(
  place: CrashPlace,
  what: {
    readonly mood: Mood;
    readonly after: Remembered;
    readonly order: number;
    readonly found: readonly FoundDocument[];
  },
): readonly string[] {
  const { mood, order } = what;
  const [document, ...more] = what.found.filter((each) => each.order === order);
  const entry = what.after.entries.find(({ orderNumber }) => orderNumber === order);
  const wrong: string[] = [];
  const expect = (isSo: boolean, sentence: string): void => {
    if (!isSo) wrong.push(`order ${order} ${sentence}`);
  };
  expect(more.length === 0, 'has two documents');
  if (document === undefined) {
    expect(
      entry === undefined || !hasDocument(entry.stage),
      'is remembered with a document that is not there',
    );
    const isIn = mood === 'edited' || mood === 'of another number of lines';
    expect(!isIn, 'is lost');
    if (mood === 'cancelled') expect(entry?.stage === 'dismissed', `is ${entry?.stage ?? 'unknown'}`);
    return wrong;
  }
  expect(
    entry !== undefined && hasDocument(entry.stage),
    `has a document and is ${entry?.stage ?? 'unknown'}`,
  );
  expect(
    entry?.documentNumber === document.number && entry.unp === document.unp,
    'has another document or УНП',
  );
  const record = place.world.sandbox.store.get('orders', order);
  if (record !== null)
    expect((record['orderUniqueSaleNumber'] ?? null) === document.unp, 'has another УНП in the shop');
  const total = Math.round(Number(record?.['orderTotal']) * 100);
  const isOfNow = (mood === 'edited' || mood === 'of another number of lines') && total === document.total;
  const item = what.after.attention.find((each) => each.subject === `order:${order}`);
  if (!isOfNow) {
    expect(item?.code === TOLD[mood], `is told as ${item?.code ?? 'nothing'}`);
    expect(item?.facts['document'] === `19/${document.number}`, 'is told without its document');
  }
  return wrong;
}
