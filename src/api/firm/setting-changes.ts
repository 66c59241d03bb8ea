import { z } from 'zod';
import { NOTE_KINDS } from '../../model/setting-change.ts';
import { call } from '../call.ts';
import { list, Moment } from '../values.ts';

/** One change of a setting, an answer or an account: who, when, before and after. */
export const ListedChange = z
  .object({
    id: z.int(),
    at: Moment,
    /** '' = whoever sat at the terminal. */
    who: z.string(),
    /** '' = the whole program. */
    profile: z.string(),
    kind: z.enum(NOTE_KINDS),
    /** In words where the program has some for it; so are the values. */
    label: z.string(),
    field: z.string(),
    before: z.string().nullable(),
    after: z.string().nullable(),
  })
  .meta({ id: 'SettingChange' });
export type ListedChange = z.infer<typeof ListedChange>;

export const CHANGE_CALLS = {
  list: call({
    method: 'get',
    path: '/api/changes',
    summary: 'who changed what and when, the latest first; of secrets only that they were',
    needs: 'owner',
    query: z.object({
      /** Of one server; '' = of all and of the program. */
      profile: z.string().max(200).default(''),
      /** `at` and `id` of the last one that is shown, for those before it. */
      at: z.string().max(40).default(''),
      id: z.coerce.number().int().min(0).default(0),
    }),
    answer: z.object({ changes: list(ListedChange), hasMore: z.boolean() }),
  }),
} as const;
