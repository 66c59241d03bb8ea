import { dayBefore, rowsOf } from './sample-rows.ts';
import type { SampleOptions, SampleRows } from './sample-rows.ts';

/** Lot 1 is the service row of every installation. */
const FIRST_LOT = 2;
const LOTS = 240;
/** Days between two lots in expiry, and how long before it a lot was made. */
const EXPIRY_STEP = 3;
const SHELF_LIFE = 365;
/** The newest stock stands on the second lot, half the list further. */
const LATER = LOTS / 2;

export interface LotPlace {
  readonly lot: string;
  readonly lotId: number;
  readonly lotOrder: number;
}

/** What stands in Store and Operations where no lots are kept (facts section 5). */
export const NO_LOT: LotPlace = { lot: ' ', lotId: 1, lotOrder: 1 };

function serial(index: number): string {
  return `П-${String(index + 1).padStart(4, '0')}`;
}

/** Rows of the lots, with expiry dates over the next two years. */
export function sampleLots(options: SampleOptions): SampleRows {
  const records = Array.from({ length: LOTS }, (_, index) => ({
    ID: FIRST_LOT + index,
    SerialNo: serial(index),
    EndDate: `${dayBefore(options.today, -(index + 1) * EXPIRY_STEP)} 00:00:00`,
    ProductionDate: `${dayBefore(options.today, SHELF_LIFE - index * EXPIRY_STEP)} 00:00:00`,
    Location: ' ',
  }));
  return rowsOf('lots', records);
}

/** The two lots that a good may stand on; the first is the older one. */
export function lotsOf(goodId: number): readonly [LotPlace, LotPlace] {
  const older = goodId % LATER;
  const place = (index: number, lotOrder: number): LotPlace => ({
    lot: serial(index),
    lotId: FIRST_LOT + index,
    lotOrder,
  });
  return [place(older, 1), place(older + LATER, 2)];
}
