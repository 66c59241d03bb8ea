import { z } from 'zod';
import { PAIR_ANSWERS } from '../model/pair.ts';
import { call, ProfileParams } from './call.ts';
import { Fault } from './fault.ts';

/** A side that changed, or a memory that was copied (Q8), for a person to judge. */
export const QuestionView = Fault.extend({
  side: z.enum(['shop', 'warehouse', 'installation']),
  /** Addresses as they were typed; of a copy, the machines of the other run and of this one. */
  before: z.string(),
  now: z.string(),
  /** Records of the other side that agree with what is remembered of them, and that do not. */
  evidence: z.object({ agree: z.int(), differ: z.int() }),
  looksLike: z.enum(['same', 'another', 'unknown']),
  /** Before a first run: a document of another identity that seems to be an order of this shop. */
  known: z.object({ document: z.string(), order: z.int() }).nullable(),
}).meta({ id: 'PairQuestion' });
export type QuestionView = z.infer<typeof QuestionView>;
const Question = QuestionView.nullable();

export const PAIR_CALLS = {
  look: call({
    method: 'get',
    path: '/api/profiles/{name}/pair',
    summary:
      'what has to be said of a changed shop or warehouse, or of a copied memory, before anything is written; null = nothing',
    needs: 'reader',
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
