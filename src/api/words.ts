import { z } from 'zod';
import { AnyObject, call, Done, ProfileParams } from './call.ts';

export const WORD_CALLS = {
  words: call({
    method: 'get',
    path: '/api/profiles/{name}/words',
    summary: "the shop's own words with their meanings, and what each may mean",
    needs: 'operator',
    params: ProfileParams,
    answer: z.array(AnyObject),
  }),
  decideWord: call({
    method: 'put',
    path: '/api/profiles/{name}/words',
    summary: 'what a word means from the next run on; an empty meaning takes it back',
    needs: 'owner',
    params: ProfileParams,
    body: z.object({ kind: z.string().max(40), word: z.string().max(200), meaning: z.string().max(40) }),
    answer: Done,
  }),
} as const;
