import { z } from 'zod';
import { COMPACTIONS, RETENTION_DAYS } from '../../model/retention.ts';
import { call } from '../call.ts';
import { Moment } from '../values.ts';

/** For how long the log of runs is kept. */
export const RetentionPlan = z.object({ days: z.int().min(RETENTION_DAYS.least).max(RETENTION_DAYS.most) });
export type RetentionPlan = z.infer<typeof RetentionPlan>;

/** What is kept, how much room it takes, and what was forgotten the last time. */
export const RetentionStatus = z
  .object({
    days: z.int(),
    bytes: z.int(),
    /** Of these what nothing stands in any more. */
    freeBytes: z.int(),
    last: z
      .object({
        at: Moment,
        runs: z.int(),
        events: z.int(),
        dismissed: z.int(),
        sessions: z.int(),
        logFiles: z.int(),
        compaction: z.enum(COMPACTIONS),
        freedBytes: z.int(),
      })
      .nullable(),
  })
  .meta({ id: 'RetentionStatus' });
export type RetentionStatus = z.infer<typeof RetentionStatus>;

export const CARE_CALLS = {
  retention: call({
    method: 'get',
    path: '/api/retention',
    summary: 'for how long the log of runs is kept, and what was forgotten the last time',
    needs: 'soleOwner',
    answer: RetentionStatus,
  }),
  setRetention: call({
    method: 'put',
    path: '/api/retention',
    summary: 'for how many days the log of runs is kept; what is older goes with the next forgetting',
    needs: 'soleOwner',
    body: RetentionPlan,
    answer: RetentionStatus,
  }),
  diagnosis: call({
    method: 'get',
    path: '/api/diagnosis',
    summary: 'one file for support: versions, settings without secrets, runs, both sides; names nobody',
    needs: 'soleOwner',
    media: 'application/octet-stream',
    answer: z.string(),
  }),
} as const;
