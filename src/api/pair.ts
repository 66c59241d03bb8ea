import { z } from 'zod';
import { PAIR_ANSWERS } from '../model/pair.ts';
import { AnyObject, call, ProfileParams } from './call.ts';

const Question = AnyObject.nullable();

export const PAIR_CALLS = {
  look: call({
    method: 'get',
    path: '/api/profiles/{name}/pair',
    summary:
      'what has to be said of a changed shop or warehouse, or of a copied memory, before anything is written; null = nothing',
    needs: 'operator',
    params: ProfileParams,
    answer: z.object({ question: Question }),
  }),
  answer: call({
    method: 'post',
    path: '/api/profiles/{name}/pair',
    summary:
      'say that a changed shop or warehouse is the same one (moved) or another one, a copied memory the original or the copy',
    needs: 'owner',
    params: ProfileParams,
    body: z.object({ answer: z.enum(PAIR_ANSWERS) }),
    answer: z.object({ isFormer: z.boolean(), question: Question }),
  }),
} as const;
