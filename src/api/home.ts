import { z } from 'zod';
import { CAUSE_NAMES } from '../model/attention-causes.ts';
import { call, ProfileParams } from './call.ts';
import { Fault } from './fault.ts';
import { Stage } from './orders.ts';
import { RunRow } from './runs.ts';
import { DecimalText, list, Moment } from './values.ts';

/** How many orders stand at each stage; one that none stands at is left out. */
export const StageCounts = z.partialRecord(Stage, z.int());
export type StageCounts = z.infer<typeof StageCounts>;

/** An amount in a currency, as the shop writes it. */
export const Amount = z.object({ currency: z.string(), sum: DecimalText }).meta({ id: 'Amount' });
export type Amount = z.infer<typeof Amount>;

/** What some days brought; orders that were cancelled before they came in are not among them. */
export const Figures = z
  .object({
    orders: z.int(),
    /** The greatest first; several only while a shop changes its currency. */
    turnover: list(Amount),
    /** Of the orders: those with a document, and those whose УНП the shop holds too. */
    documents: z.int(),
    unpOnBoth: z.int(),
  })
  .meta({ id: 'Figures' });
export type Figures = z.infer<typeof Figures>;

/** What one day brought, and what was sent to the shop on it. */
export const DayView = Figures.extend({
  /** Europe/Sofia. */
  day: z.iso.date(),
  sentGoods: z.int(),
  sentQuantities: z.int(),
}).meta({ id: 'Day' });
export type DayView = z.infer<typeof DayView>;

/** What is behind something that waits for a person. */
export const Cause = z.enum(CAUSE_NAMES);
export type Cause = z.infer<typeof Cause>;

/** What a person looks for first. */
export const Home = z
  .object({
    /** Never run; at work; failed, or a side silent; stopped; waits for a person; schedule held; all well. */
    standing: z.enum(['new', 'working', 'failed', 'stopped', 'waiting', 'held', 'well']),
    /** Of `failed` and `held`: why. */
    reason: Fault.nullable(),
    lastRun: RunRow.nullable(),
    /** When a run came to its end last. */
    lastSuccess: Moment.nullable(),
    attention: z.int(),
    /** What waits for a person, by cause, the newest first. */
    waits: list(z.object({ cause: Cause, count: z.int(), newest: Moment })),
    stages: StageCounts,
    today: Figures,
    week: Figures,
    /** The seven days before. */
    weekBefore: Figures,
    /** Thirty days, the oldest first, today last. */
    days: list(DayView),
    /**
     * What a run that is started now would most likely come to. `changes` null: no plan is newer than the
     * last run; `seconds` null: none has come to its end yet.
     */
    forecast: z.object({ changes: z.int().nullable(), seconds: z.number().nullable() }),
  })
  .meta({ id: 'Home' });
export type Home = z.infer<typeof Home>;

export const HOME_CALLS = {
  home: call({
    method: 'get',
    path: '/api/profiles/{name}/home',
    summary: 'what a person looks for first: how it stands and why, today and seven days, what waits',
    needs: 'reader',
    params: ProfileParams,
    answer: Home,
  }),
} as const;
