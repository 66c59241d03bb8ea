import { z } from 'zod';
import { call, ProfileParams } from './call.ts';
import { list, Moment } from './values.ts';

/** A УНП that the shop does not hold yet. */
export const PendingUnp = z.object({
  order: z.int(),
  document: z.int().nullable(),
  unp: z.string(),
  recordedAt: Moment.nullable(),
});
export type PendingUnp = z.infer<typeof PendingUnp>;

/** What is known of the numbers of a server's device. */
export const UnpAnswer = z
  .object({
    isSupto: z.boolean(),
    device: z.string(),
    /** Range of the device, both ends included. */
    from: z.int(),
    to: z.int(),
    /** The last one used; '' = none. */
    last: z.string(),
    pending: list(PendingUnp),
  })
  .meta({ id: 'Unp' });
export type UnpAnswer = z.infer<typeof UnpAnswer>;

export const UNP_CALLS = {
  unp: call({
    method: 'get',
    path: '/api/profiles/{name}/unp',
    summary: 'the fiscal device, its last number, УНП that the shop does not hold yet',
    needs: 'operator',
    params: ProfileParams,
    answer: UnpAnswer,
  }),
} as const;
