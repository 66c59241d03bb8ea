import { OPERATION } from '../../model/operation-type.ts';
import type { DocumentLine } from './document-records.ts';
import { lineRecord } from './document-records.ts';
import type { HistoryBook } from './history-book.ts';
import type { PlacedGood } from './sample-goods.ts';
import type { HistoryParts } from './history-parts.ts';
import { lotsOf, NO_LOT } from './sample-lots.ts';
import { SAMPLE_LOCATION_IDS, SAMPLE_OPERATORS } from './sample-people.ts';
import { dayBefore, usesLots } from './sample-rows.ts';
import type { SampleOptions, SampleRows } from './sample-rows.ts';
import { startQuantity } from './sample-stock.ts';

const OPENING_LINES = 50;
const OPENING_DAY = 370;
const OFFICE = SAMPLE_OPERATORS.office.id;
/** Types whose number range a marker opens in every object (facts section 6). */
const MARKED = [1, 2, 3, 4, 5, 8, 11, 12, 13, 14, 15, 17, 19, 24, 26, 27, 28, 34, 36] as const;
const NO_GOOD = { id: 1, retail: 0, cost: 0, vatRate: 0, isMeasured: false, isTraded: false } as const;

/**
 * A row per object and type that says where its numbers begin (facts section 5): at 1, for all objects
 * together.
 */
export function writeMarkers(book: HistoryBook, options: SampleOptions): void {
  const day = dayBefore(options.today, OPENING_DAY);
  const line = { good: NO_GOOD, quantity: 0, discount: 0, place: NO_LOT };
  for (const location of SAMPLE_LOCATION_IDS) {
    for (const type of MARKED) {
      const about = { type, number: 0, sign: 0, partner: 0, location, operator: OFFICE };
      book.add('operations', lineRecord({ ...about, day, time: `${day} 08:00:00`, note: ' ' }, line));
    }
  }
}

function openingLines(parts: HistoryParts, good: PlacedGood, location: number): readonly DocumentLine[] {
  const places = usesLots(parts.options) ? lotsOf(good.id) : [NO_LOT];
  return places
    .map((place) => ({ good, quantity: startQuantity(parts.random, good, location), discount: 0, place }))
    .filter((line) => line.quantity > 0);
}

/** Deliveries with which the stock of every traded good begins. */
export function* writeOpening(book: HistoryBook, parts: HistoryParts): Generator<SampleRows> {
  const { random, goods, balance, options, partners } = parts;
  for (const good of goods) balance.trade(good.id);
  const day = dayBefore(options.today, OPENING_DAY);
  for (const location of SAMPLE_LOCATION_IDS) {
    for (let start = 0; start < goods.length; start += OPENING_LINES) {
      const part = goods.slice(start, start + OPENING_LINES);
      const lines = part.flatMap((good) => openingLines(parts, good, location));
      if (lines.length === 0) continue;
      const partner = random.between(partners.first, partners.lastSupplier);
      const about = {
        type: OPERATION.purchase,
        location,
        partner,
        operator: OFFICE,
        note: 'Начална наличност',
      };
      book.write({ ...about, day, time: `${day} 08:${random.between(10, 59)}:00` }, lines);
    }
    yield* book.take();
  }
}
