import { z } from 'zod';
import { call, ProfileParams } from './call.ts';
import { Note } from './fault.ts';
import { list, Moment } from './values.ts';

/** What waits for a person: the record, the reason and what to do. */
export const AttentionRow = Note.extend({
  id: z.int(),
  since: Moment,
  lastSeenAt: Moment,
  /** Tried again by the next run. */
  isReleased: z.boolean(),
}).meta({ id: 'Attention' });
export type AttentionRow = z.infer<typeof AttentionRow>;

export const ATTENTION_CALLS = {
  attention: call({
    method: 'get',
    path: '/api/profiles/{name}/attention',
    summary: 'what waits for a person, with the reason and what to do',
    needs: 'operator',
    params: ProfileParams,
    answer: list(AttentionRow),
  }),
  questions: call({
    method: 'get',
    path: '/api/profiles/{name}/questions',
    summary: 'of what waits for a person: what stops everything until it is answered',
    needs: 'operator',
    params: ProfileParams,
    answer: list(AttentionRow),
  }),
  release: call({
    method: 'post',
    path: '/api/profiles/{name}/attention/release',
    summary: 'try one item, or all, again in the next run',
    needs: 'operator',
    params: ProfileParams,
    body: z.object({ item: z.union([z.int(), z.literal('all')]) }),
    answer: z.object({ released: z.int() }),
  }),
} as const;
