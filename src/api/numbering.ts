import { z } from 'zod';
import { call, ProfileParams } from './call.ts';
import { Note } from './fault.ts';
import { list } from './values.ts';

/** What importing from here on means, or has meant. */
export const FromHere = z
  .object({
    /** The series goes on after this order; 0 = the shop has none that we know. */
    beginsAfter: z.int(),
    toImport: z.int(),
    /** Orders of the shop that are those we know. */
    same: z.int(),
    /** Orders of ours that the shop has no more; null before the series is opened. */
    past: z.int().nullable(),
    /** Orders without a number: they cannot be compared (Q10). */
    numberless: list(Note),
  })
  .meta({ id: 'FromHere' });
export type FromHere = z.infer<typeof FromHere>;

export const NUMBERING_CALLS = {
  importFromHere: call({
    method: 'post',
    path: '/api/profiles/{name}/import-from-here',
    summary: 'where order numbers begin again: import the shop’s orders from here on as a new series',
    needs: 'owner',
    params: ProfileParams,
    body: z.object({ confirmed: z.boolean() }),
    answer: FromHere,
  }),
} as const;
