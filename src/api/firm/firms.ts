import { z } from 'zod';
import { call, Done } from '../call.ts';
import { RunEnd } from '../changes.ts';
import { Cause } from '../home.ts';
import { Language, list, Moment, PageNumber } from '../values.ts';
import { FreshAccount } from './accounts.ts';

/** A shop as whoever looks after the firms sees it: how it stands, and nothing of what it sells to whom. */
export const FirmShop = z
  .object({
    name: z.string(),
    /** The worst there is to say (`src/sync/home/firm-standing.ts`). */
    standing: z.enum(['failed', 'late', 'waiting', 'held', 'stopped', 'new', 'working', 'well']),
    needsSomebody: z.boolean(),
    lastRun: z
      .object({
        startedAt: Moment,
        /** Null while it is at work. */
        end: RunEnd.nullable(),
        /** What ended it before its time. */
        code: z.string().nullable(),
        /** What is behind that code; its facts are the firm's own matter. */
        cause: Cause.nullable(),
      })
      .nullable(),
    /** When a task last came to its end. */
    lastSuccess: Moment.nullable(),
    /** As it is set; '' = by hand. */
    schedule: z.string(),
    /** For how long its next start is overdue; 0 = it is not; null = nothing is to start by itself. */
    lateMinutes: z.int().nullable(),
    /** Whether a side answered last; null = not known. */
    health: z.object({ shop: z.boolean().nullable(), warehouse: z.boolean().nullable() }),
    /** What waits for a person, by cause, the most first. */
    attention: list(z.object({ cause: Cause, count: z.int() })),
  })
  .meta({ id: 'FirmShop' });
export type FirmShop = z.infer<typeof FirmShop>;

/** A firm with its shops that are looked for, the worst first. */
export const FirmRow = z
  .object({
    id: z.int(),
    /** '' = the first one, as long as nobody has named it. */
    name: z.string(),
    suspendedAt: Moment.nullable(),
    hasOwner: z.boolean(),
    shops: list(FirmShop),
    /** Its own name is not what was looked for: those of its shops are. */
    isByShop: z.boolean(),
  })
  .meta({ id: 'Firm' });
export type FirmRow = z.infer<typeof FirmRow>;

/** What all firms come to, whatever is looked for. */
export const FirmSums = z
  .object({
    firms: z.int(),
    shops: z.int(),
    /** Shops in need of a person, and firms that have such. */
    needing: z.int(),
    needingFirms: z.int(),
    well: z.int(),
    /** A shop has failed or is late. */
    isBad: z.boolean(),
  })
  .meta({ id: 'FirmSums' });
export type FirmSums = z.infer<typeof FirmSums>;

/** Which firms a list is of. */
const FirmQuery = z.object({
  /** A part of the firm's name or of a shop's. */
  search: z.string().max(100).default(''),
  /** `yes`: those alone that have a shop in need of a person. */
  needs: z.enum(['', 'yes']).default(''),
  page: PageNumber,
});

const FirmPage = z
  .object({ found: z.int(), page: z.int(), pageSize: z.int(), sums: FirmSums, firms: list(FirmRow) })
  .meta({ id: 'FirmPage' });

const One = z.object({ id: z.string().regex(/^\d{1,9}$/) });
const Named = z.object({ name: z.string().max(200) });

export const FIRM_CALLS = {
  list: call({
    method: 'get',
    path: '/api/firms',
    summary: 'firms with how their shops stand, the worst first; those that fit a search best before others',
    needs: 'hoster',
    query: FirmQuery,
    answer: FirmPage,
  }),
  add: call({
    method: 'post',
    path: '/api/firms',
    summary: 'one more firm',
    needs: 'hoster',
    body: Named,
    answer: z.object({ id: z.int() }),
  }),
  rename: call({
    method: 'put',
    path: '/api/firms/{id}/name',
    summary: 'another name for a firm',
    needs: 'hoster',
    params: One,
    body: Named,
    answer: Done,
  }),
  suspend: call({
    method: 'put',
    path: '/api/firms/{id}/suspended',
    summary: 'let nobody of a firm in and start none of its schedules, or open it again',
    needs: 'hoster',
    params: One,
    body: z.object({ isSuspended: z.boolean() }),
    answer: Done,
  }),
  addOwner: call({
    method: 'post',
    path: '/api/firms/{id}/owner',
    summary: 'the first owner of a firm, with a password that has to be changed at the first sign-in',
    needs: 'hoster',
    params: One,
    body: z.object({ name: z.string().max(200), language: Language.default('bg') }),
    answer: FreshAccount,
  }),
} as const;
