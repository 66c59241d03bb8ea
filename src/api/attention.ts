import { z } from 'zod';
import { AnyObject, call, ProfileParams } from './call.ts';

export const ATTENTION_CALLS = {
  attention: call({
    method: 'get',
    path: '/api/profiles/{name}/attention',
    summary: 'what waits for a person, with the reason and what to do',
    needs: 'operator',
    params: ProfileParams,
    answer: z.array(AnyObject),
  }),
  questions: call({
    method: 'get',
    path: '/api/profiles/{name}/questions',
    summary: 'of what waits for a person: what stops everything until it is answered',
    needs: 'operator',
    params: ProfileParams,
    answer: z.array(AnyObject),
  }),
  release: call({
    method: 'post',
    path: '/api/profiles/{name}/attention/release',
    summary: 'try one item, or all, again in the next run',
    needs: 'operator',
    params: ProfileParams,
    body: z.object({ item: z.union([z.int(), z.literal('all')]) }),
    answer: z.object({ released: z.number() }),
  }),
} as const;
