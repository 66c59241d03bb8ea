import { z } from 'zod';
import { UNP_SIDES } from '../model/issued-unp.ts';
import { LAST_SEQUENCE } from '../model/unp.ts';
import { call, ProfileParams } from './call.ts';
import { Stage } from './orders.ts';
import { DayOrNone, list, Moment, PageNumber, XLSX } from './values.ts';

const Sequence = z.coerce.number().int().min(1).max(LAST_SEQUENCE).optional().meta({ type: 'integer' });

/** Which numbers a list is of. */
export const UnpFilterQuery = z.object({
  /** Serial of a device; '' = all. */
  device: z.string().max(8).default(''),
  /** On which side they stand; '' = on whichever. */
  side: z.enum(['', ...UNP_SIDES]).default(''),
  /** A part of the УНП, of the order's number or the document's. */
  search: z.string().max(100).default(''),
  /** Days on which their documents were written, both included. */
  from: DayOrNone,
  to: DayOrNone,
  /** Sequences, both included; left out = no end. */
  first: Sequence,
  last: Sequence,
});

export const UnpSide = z.enum(UNP_SIDES);
export type UnpSide = z.infer<typeof UnpSide>;

/** A number that an order has. */
export const UnpRow = z
  .object({
    unp: z.string(),
    device: z.string(),
    sequence: z.int(),
    order: z.int(),
    /** Of a series of order numbers that the shop has begun anew since (Q6). */
    isPast: z.boolean(),
    stage: Stage,
    operationType: z.int().nullable(),
    document: z.int().nullable(),
    recordedAt: Moment.nullable(),
    /** When the shop was seen to hold it; null = not yet. */
    acknowledgedAt: Moment.nullable(),
    side: UnpSide,
  })
  .meta({ id: 'UnpRow' });
export type UnpRow = z.infer<typeof UnpRow>;

export const UnpPage = z
  .object({ found: z.int(), pageSize: z.int(), numbers: list(UnpRow) })
  .meta({ id: 'UnpPage' });
export type UnpPage = z.infer<typeof UnpPage>;

/** What is known of the numbers of a server's device. */
export const UnpAnswer = z
  .object({
    isSupto: z.boolean(),
    device: z.string(),
    /** Range of the device, both ends included. */
    from: z.int(),
    to: z.int(),
    /** The last one used in the range; '' = none. */
    last: z.string(),
    /** Numbers that orders of this server have, whichever device. */
    used: z.int(),
    /** Numbers that are left in the range. */
    left: z.int(),
    /** Nine tenths of the range are used (A6). */
    isNearEnd: z.boolean(),
    /** Numbers that the shop does not hold yet. */
    waiting: z.int(),
    /** Numbers whose document is not in the warehouse any more. */
    missing: z.int(),
    /** Every device that orders have numbers of. */
    devices: list(z.object({ device: z.string(), count: z.int(), first: z.int(), last: z.int() })),
    /** Numbers in a row, both ends included, that no order of any server has; 200 at most. */
    gaps: list(z.object({ from: z.int(), to: z.int() })),
  })
  .meta({ id: 'Unp' });
export type UnpAnswer = z.infer<typeof UnpAnswer>;

/** Who else uses the device, as the warehouse shows it. */
export const UnpUseView = z
  .object({
    /** Rows with its numbers that are not of this program; 0 = nobody else numbers on it. */
    foreignRows: z.int(),
    /** The highest among those. */
    foreignLast: z.int(),
    /** Receipts that a till has printed on it. */
    receiptRows: z.int(),
    /** The highest in the range, whosever it is. */
    lastInRange: z.int(),
  })
  .meta({ id: 'UnpUse' });
export type UnpUseView = z.infer<typeof UnpUseView>;

export const UNP_CALLS = {
  unp: call({
    method: 'get',
    path: '/api/profiles/{name}/unp',
    summary: 'the fiscal device, what is used and left of its range, gaps',
    needs: 'reader',
    params: ProfileParams,
    answer: UnpAnswer,
  }),
  numbers: call({
    method: 'get',
    path: '/api/profiles/{name}/unp/numbers',
    summary: 'the numbers that orders have, on both sides; the highest first',
    needs: 'reader',
    params: ProfileParams,
    query: UnpFilterQuery.extend({ page: PageNumber }),
    answer: UnpPage,
  }),
  numbersCsv: call({
    method: 'get',
    path: '/api/profiles/{name}/unp/numbers.csv',
    summary: 'the same as CSV, for a spreadsheet',
    needs: 'reader',
    params: ProfileParams,
    query: UnpFilterQuery,
    media: 'text/csv',
    answer: z.string(),
  }),
  numbersXlsx: call({
    method: 'get',
    path: '/api/profiles/{name}/unp/numbers.xlsx',
    summary: 'the same as an Excel workbook',
    needs: 'reader',
    params: ProfileParams,
    query: UnpFilterQuery,
    media: XLSX,
    answer: z.string(),
  }),
  use: call({
    method: 'get',
    path: '/api/profiles/{name}/unp/use',
    summary: 'who else uses the device, as the warehouse shows it; asks the warehouse',
    needs: 'reader',
    params: ProfileParams,
    answer: UnpUseView,
  }),
} as const;
