import { z } from 'zod';
import { REPORTED_PROFILES } from '../model/reporting.ts';
import { RUN_TRIGGERS } from '../model/run.ts';
import { call, Done } from './call.ts';
import { RunEnd } from './changes.ts';
import { Fault } from './fault.ts';
import { list, Moment } from './values.ts';

const Count = z.int().min(0);
/** A code or a task: this page may be of an older program than the shop, and know fewer. */
const Code = z.string().min(1).max(80);

const ReportedCounts = z.object({
  created: Count,
  updated: Count,
  unchanged: Count,
  skipped: Count,
  attention: Count,
  failed: Count,
});

/** A run as a shop tells of it. */
const ReportedRun = z
  .object({
    id: z.int().min(1),
    trigger: z.enum(RUN_TRIGGERS),
    startedAt: Moment,
    endedAt: Moment.nullable(),
    end: RunEnd,
    code: Code.nullable(),
    counts: z.record(Code, ReportedCounts).nullable(),
  })
  .meta({ id: 'ReportedRun' });

const ReportedSide = z.object({
  isWell: z.boolean().nullable(),
  at: Moment.nullable(),
  code: Code.nullable(),
});

/** How one profile of a shop stands; no orders, no goods, no people. */
const ReportedStanding = z
  .object({
    profile: z.int().min(1),
    name: z.string().min(1).max(80),
    isBusy: z.boolean(),
    lastRun: ReportedRun.nullable(),
    lastSuccess: z.record(Code, Moment),
    nextStart: Moment.nullable(),
    held: Code.nullable(),
    shop: ReportedSide,
    warehouse: ReportedSide,
    attention: z
      .array(z.object({ code: Code, count: z.int().min(1), newest: Moment }))
      .max(1000)
      .readonly(),
    ordersWaiting: Count,
    oldestWaiting: Moment.nullable(),
    unpLeft: z.int().nullable(),
  })
  .meta({ id: 'ReportedStanding' });

/** What an installation tells of itself. */
export const Report = z
  .object({
    sender: z.string().regex(/^[0-9a-f]{8}$/),
    sequence: z.int().min(1),
    sentAt: Moment,
    version: z.string().min(1).max(80),
    everyMinutes: z.int().min(1).max(1440),
    profiles: z.array(ReportedStanding).max(REPORTED_PROFILES).readonly(),
    runs: z
      .array(z.object({ profile: z.int().min(1), run: ReportedRun }))
      .max(2000)
      .readonly(),
  })
  .meta({ id: 'Report' });
export type Report = z.infer<typeof Report>;

/** A code in words, without what it is of: that does not leave the shop. */
const WordedCode = z
  .object({
    code: z.string(),
    text: z.string(),
    /** The side that was not reached; null: it is of something else. */
    away: z.enum(['shop', 'warehouse']).nullable(),
  })
  .meta({ id: 'WordedCode' });

const SideOfShop = z.object({
  isWell: z.boolean().nullable(),
  at: Moment.nullable(),
  why: WordedCode.nullable(),
});

/** A run of a reporting shop, for people. */
export const ShopRun = z
  .object({
    id: z.int(),
    trigger: z.enum(RUN_TRIGGERS),
    startedAt: Moment,
    endedAt: Moment.nullable(),
    end: RunEnd,
    why: WordedCode.nullable(),
    /** What its tasks did together; null of one that died without a word. */
    counts: ReportedCounts.nullable(),
  })
  .meta({ id: 'ShopRun' });
export type ShopRun = z.infer<typeof ShopRun>;

const Standing = z.enum(['silent', 'failed', 'waiting', 'held', 'stopped', 'new', 'revoked', 'well']);

/** One server of a reporting shop, for people. */
export const ShopServer = z
  .object({
    profile: z.int(),
    name: z.string(),
    standing: Standing,
    isBusy: z.boolean(),
    lastRun: ShopRun.nullable(),
    lastSuccess: list(z.object({ task: z.string(), label: z.string(), at: Moment })),
    nextStart: Moment.nullable(),
    held: WordedCode.nullable(),
    shop: SideOfShop,
    warehouse: SideOfShop,
    /** What waits for a person by cause, the newest first. */
    attention: list(z.object({ cause: z.string(), label: z.string(), count: z.int(), newest: Moment })),
    ordersWaiting: z.int(),
    oldestWaiting: Moment.nullable(),
    unpLeft: z.int().nullable(),
    /** Newest first; empty in the list of shops. */
    runs: list(ShopRun),
  })
  .meta({ id: 'ShopServer' });
export type ShopServer = z.infer<typeof ShopServer>;

/** A shop that reports, and how it stands. */
export const ReportingShop = z
  .object({
    id: z.int(),
    name: z.string(),
    createdAt: Moment,
    standing: Standing,
    /** Of the server that stands worst; null: it is of the shop as a whole. */
    worst: z.string().nullable(),
    why: WordedCode.nullable(),
    /** What waits for a person at all its servers. */
    attention: z.int(),
    heardAt: Moment.nullable(),
    everyMinutes: z.int(),
    version: z.string(),
    servers: list(ShopServer),
  })
  .meta({ id: 'ReportingShop' });
export type ReportingShop = z.infer<typeof ReportingShop>;

/** A shop with the token by which it is to report: it is shown once. */
const FreshToken = z.object({ id: z.int(), name: z.string(), token: z.string() }).meta({ id: 'FreshToken' });
export type FreshToken = z.infer<typeof FreshToken>;

/** Where a firm reports; null = nowhere. Of the token only that there is one. */
export const ReportLine = z
  .object({
    line: z
      .object({
        address: z.string(),
        everyMinutes: z.int(),
        answeredAt: Moment.nullable(),
        fault: Fault.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'ReportLine' });
export type ReportLine = z.infer<typeof ReportLine>;

const One = z.object({ id: z.string().regex(/^\d{1,9}$/) });

export const REPORT_CALLS = {
  report: call({
    method: 'post',
    path: '/api/reports',
    summary: 'a shop tells how it stands, by its token; twice and late are no news',
    needs: 'reporter',
    body: Report,
    answer: z.object({ isNews: z.boolean(), sequence: z.int() }),
  }),
  shops: call({
    method: 'get',
    path: '/api/reporting/shops',
    summary: 'shops that report here, the worst first',
    needs: 'reader',
    answer: list(ReportingShop),
  }),
  shop: call({
    method: 'get',
    path: '/api/reporting/shops/{id}',
    summary: 'one of them, with the last runs of its servers',
    needs: 'reader',
    params: One,
    answer: ReportingShop,
  }),
  add: call({
    method: 'post',
    path: '/api/reporting/shops',
    summary: 'add a shop that is to report here; its token is shown once',
    needs: 'owner',
    body: z.object({ name: z.string().max(200) }),
    answer: FreshToken,
  }),
  renew: call({
    method: 'post',
    path: '/api/reporting/shops/{id}/token',
    summary: 'another token in the place of the one before',
    needs: 'owner',
    params: One,
    answer: FreshToken,
  }),
  revoke: call({
    method: 'delete',
    path: '/api/reporting/shops/{id}/token',
    summary: 'nobody reports by its token any more; what was told stays',
    needs: 'owner',
    params: One,
    answer: Done,
  }),
  remove: call({
    method: 'delete',
    path: '/api/reporting/shops/{id}',
    summary: 'remove a reporting shop with all that it told',
    needs: 'owner',
    params: One,
    answer: Done,
  }),
  line: call({
    method: 'get',
    path: '/api/reporting/line',
    summary: 'where the firm reports, and what came of it last',
    needs: 'owner',
    answer: ReportLine,
  }),
  setLine: call({
    method: 'put',
    path: '/api/reporting/line',
    summary: 'report to a page; a token that is not typed stays, where the address does',
    needs: 'owner',
    body: z.object({
      address: z.string().max(500),
      everyMinutes: z.int().min(1).max(1440),
      token: z.string().max(200).nullable(),
    }),
    answer: ReportLine,
  }),
  stopLine: call({
    method: 'delete',
    path: '/api/reporting/line',
    summary: 'report nowhere any more, and forget the token',
    needs: 'owner',
    answer: Done,
  }),
} as const;
