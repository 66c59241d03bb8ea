import { z } from 'zod';
import { call, ProfileParams } from './call.ts';
import { Stage } from './orders.ts';
import { RunRow } from './runs.ts';
import { list } from './values.ts';

/** How many orders stand at each stage; one that none stands at is left out. */
export const StageCounts = z.partialRecord(Stage, z.int());
export type StageCounts = z.infer<typeof StageCounts>;

/** What a person looks for first, with the last runs. */
export const Summary = z
  .object({
    attention: z.int(),
    stages: StageCounts,
    /** Up to which order number everything was read. */
    cursor: z.int(),
    isBusy: z.boolean(),
    /** Newest first; `seconds` null while one goes on. */
    runs: list(RunRow.extend({ seconds: z.number().nullable() })),
  })
  .meta({ id: 'Summary' });
export type Summary = z.infer<typeof Summary>;

export const HOME_CALLS = {
  summary: call({
    method: 'get',
    path: '/api/profiles/{name}/summary',
    summary: 'what a person looks for first, with the last thirty runs',
    needs: 'operator',
    params: ProfileParams,
    answer: Summary,
  }),
} as const;
