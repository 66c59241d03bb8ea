import { z } from 'zod';
import { SETTING_KEYS } from '../model/settings.ts';
import { WORD_KINDS } from '../model/shop-words.ts';
import { call, ProfileParams } from './call.ts';
import { Note } from './fault.ts';
import { Cause } from './home.ts';
import { list, Moment } from './values.ts';

const MOST_ITEMS = 10_000;

/** What waits for a person: the record, the reason and what to do. */
export const AttentionRow = Note.extend({
  id: z.int(),
  since: Moment,
  lastSeenAt: Moment,
  /** Tried again by the next run. */
  isReleased: z.boolean(),
}).meta({ id: 'Attention' });
export type AttentionRow = z.infer<typeof AttentionRow>;

/** How a person settles a cause where he is told of it (`src/model/attention-causes.ts`). */
export const SettlementView = z
  .object({
    kind: z.enum([
      'choose',
      'word',
      'settings',
      'warehouse',
      'shop',
      'goods',
      'order',
      'plan',
      'run',
      'missing',
      'question',
      'seen',
      'again',
    ]),
    /** Of `choose` and `settings`: which setting. */
    setting: z.enum(SETTING_KEYS).nullable(),
    /** Of `choose`: what is chosen. */
    record: z.enum(['good', 'partner']).nullable(),
  })
  .meta({ id: 'Settlement' });
export type SettlementView = z.infer<typeof SettlementView>;

/** What waits with one cause: one answer settles all of it. */
export const AttentionGroup = z
  .object({
    /** Names the group for as long as it stands. */
    key: z.string(),
    cause: Cause,
    settle: SettlementView,
    /** The word of the shop that is asked about; '' = the one that is unexplained. */
    word: z.object({ kind: z.enum(WORD_KINDS), word: z.string() }).nullable(),
    mayDismiss: z.boolean(),
    newest: Moment,
    count: z.int(),
    /** The newest of them. */
    rows: list(AttentionRow),
  })
  .meta({ id: 'AttentionGroup' });
export type AttentionGroup = z.infer<typeof AttentionGroup>;

/** What a person has put aside: it waits again when its facts change. */
export const DismissedRow = AttentionRow.extend({
  cause: Cause,
  dismissedAt: Moment,
  /** '' = whoever sat at the terminal. */
  by: z.string(),
  reason: z.string(),
}).meta({ id: 'DismissedAttention' });
export type DismissedRow = z.infer<typeof DismissedRow>;

export const AttentionBoard = z
  .object({ groups: list(AttentionGroup), dismissed: list(DismissedRow) })
  .meta({ id: 'AttentionBoard' });
export type AttentionBoard = z.infer<typeof AttentionBoard>;

/** What somebody has answered. */
export const AnswerRow = z
  .object({
    id: z.int(),
    at: Moment,
    /** '' = whoever sat at the terminal. */
    who: z.string(),
    kind: z.enum(['again', 'dismiss', 'show', 'missing', 'pair', 'word', 'link', 'order', 'setting']),
    /** Of what: a cause, or the record, word or setting in words. */
    cause: Cause.nullable(),
    what: z.string(),
    /** Of how many records; null where it is not of some. */
    count: z.int().nullable(),
    /** The answer, or why something was put aside. */
    answer: z.string(),
  })
  .meta({ id: 'AttentionAnswer' });
export type AnswerRow = z.infer<typeof AnswerRow>;

const Items = z.array(z.int().min(1)).min(1).max(MOST_ITEMS);

export const ATTENTION_CALLS = {
  attention: call({
    method: 'get',
    path: '/api/profiles/{name}/attention',
    summary: 'what waits for a person, with the reason and what to do',
    needs: 'reader',
    params: ProfileParams,
    answer: list(AttentionRow),
  }),
  board: call({
    method: 'get',
    path: '/api/profiles/{name}/attention/groups',
    summary: 'the same by cause, each with what settles it, and what was put aside',
    needs: 'reader',
    params: ProfileParams,
    answer: AttentionBoard,
  }),
  questions: call({
    method: 'get',
    path: '/api/profiles/{name}/questions',
    summary: 'of what waits for a person: what stops everything until it is answered',
    needs: 'reader',
    params: ProfileParams,
    answer: list(AttentionRow),
  }),
  answer: call({
    method: 'post',
    path: '/api/profiles/{name}/attention/answer',
    summary: 'try a group or some items again, put them aside with a reason, or let them wait again',
    needs: 'operator',
    params: ProfileParams,
    body: z.object({
      to: z.union([z.object({ group: z.string().max(300) }), z.object({ items: Items })]),
      answer: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('again') }),
        z.object({ kind: z.literal('dismiss'), reason: z.string().trim().min(1).max(300) }),
        z.object({ kind: z.literal('show') }),
      ]),
    }),
    answer: z.object({ answered: z.int() }),
  }),
  answers: call({
    method: 'get',
    path: '/api/profiles/{name}/attention/answers',
    summary: 'what was answered, by whom and when, the latest first',
    needs: 'reader',
    params: ProfileParams,
    answer: list(AnswerRow),
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
