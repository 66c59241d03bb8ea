import { z } from 'zod';
import { WORD_KINDS } from '../model/shop-words.ts';
import { call, Done, ProfileParams } from './call.ts';
import { Labelled, list } from './values.ts';

/** A word of the shop with what it means here, and what it may mean. */
export const WordRow = z
  .object({
    kind: z.enum(WORD_KINDS),
    kindLabel: z.string(),
    /** As the shop writes it; '' = it writes nothing there. */
    word: z.string(),
    /** The word for people. */
    shown: z.string(),
    count: z.int(),
    /** ISO 8601, UTC; '' = never. */
    firstSeen: z.string(),
    lastSeen: z.string(),
    /** The newest order that used it; 0 = none. */
    example: z.int(),
    /** What was decided of it. */
    meaning: z.string().nullable(),
    source: z.enum(['person', 'arithmetic', 'answers']).nullable(),
    /** What is worked with; null = nobody knows. */
    inUse: z.string().nullable(),
    proposed: z.string().nullable(),
    choices: list(Labelled),
    /** Orders that show how the shop reckons. */
    shownBy: list(z.int()),
  })
  .meta({ id: 'Word' });
export type WordRow = z.infer<typeof WordRow>;

export const WORD_CALLS = {
  words: call({
    method: 'get',
    path: '/api/profiles/{name}/words',
    summary: "the shop's own words with their meanings, and what each may mean",
    needs: 'reader',
    params: ProfileParams,
    answer: list(WordRow),
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
