import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AttentionBoard, DismissedItem } from '../../app/app.ts';
import { causeOf, causeNamed } from '../../model/attention-causes.ts';
import type { Settlement } from '../../model/attention-causes.ts';
import type { SettingChange } from '../../model/setting-change.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { Language } from '../../texts/text.ts';
import { faultOf, languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { routeOf } from '../route-of.ts';
import { wordedChangeNote } from '../worded-note.ts';
import { ATTENTION_CALLS } from '../../api/attention.ts';
import type {
  AnswerRow,
  AttentionGroup,
  AttentionRow,
  DismissedRow,
  SettlementView,
} from '../../api/attention.ts';

const MOST_ITEMS = 10_000;

type Waiting = Awaited<ReturnType<HttpParts['app']['attention']>>[number];

/** An item in the language of whoever asked. */
export function wordedItem(
  { id, subject, since, lastSeenAt, isReleased, ...why }: Waiting,
  language: Language,
): AttentionRow {
  const { code, facts } = why;
  return { id, subject, since, lastSeenAt, isReleased, ...faultOf(new SyncError(code, facts), language) };
}

function settlementView(settle: Settlement): SettlementView {
  return { setting: null, record: null, ...settle };
}

function wordedGroup(
  { key, cause, settle, word, mayDismiss, newest, count, items }: AttentionBoard['groups'][number],
  language: Language,
): AttentionGroup {
  const rows = items.map((item) => wordedItem(item, language));
  return { key, cause, settle: settlementView(settle), word, mayDismiss, newest, count, rows };
}

function wordedDismissed(item: DismissedItem, language: Language): DismissedRow {
  const { at: dismissedAt, by, reason } = item.dismissal;
  return { ...wordedItem(item, language), cause: causeOf(item.code), dismissedAt, by, reason };
}

/** What was answered, as the log keeps it, in words. */
function wordedAnswer(change: SettingChange, language: Language): AnswerRow {
  const { id, at, who, kind, field, before, after } = change;
  const told = { id, at, who, cause: null, count: null };
  if (kind === 'setting' || kind === 'pair' || kind === 'word' || kind === 'link' || kind === 'order') {
    const { what, after: answer } = wordedChangeNote(change, language);
    return { ...told, kind, what, answer: answer ?? '' };
  }
  if (field === 'missing') return { ...told, kind: 'missing', what: '', answer: '' };
  const [, answer = 'again', reason = ''] = /^(dismiss|show|again)(?:: (.*))?$/s.exec(after ?? '') ?? [];
  return {
    ...told,
    what: field,
    kind: answer === 'dismiss' || answer === 'show' ? answer : 'again',
    cause: causeNamed(field),
    count: before === null ? null : Number.parseInt(before, 10),
    answer: reason,
  };
}

function answerRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(routeOf(ATTENTION_CALLS.board), async (context) => {
    const language = languageOf(context);
    const { groups, dismissed } = await app.answers.board(context.req.valid('param').name);
    return context.json(
      {
        groups: groups.map((group) => wordedGroup(group, language)),
        dismissed: dismissed.map((item) => wordedDismissed(item, language)),
      },
      200,
    );
  });
  hono.openapi(routeOf(ATTENTION_CALLS.answer), async (context) => {
    const { to, answer } = context.req.valid('json');
    const answered = await app.answers.answer(context.req.valid('param').name, to, answer);
    return context.json({ answered }, 200);
  });
  hono.openapi(routeOf(ATTENTION_CALLS.answers), async (context) => {
    const language = languageOf(context);
    const found = await app.answers.history(context.req.valid('param').name);
    return context.json(
      found.map((change) => wordedAnswer(change, language)),
      200,
    );
  });
}

/** What waits for a person, which of it stops everything (Q3, Q4, Q6), and what he says to it. */
export function attentionRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { app } = parts;
  answerRoutes(hono, parts);
  hono.openapi(routeOf(ATTENTION_CALLS.attention), async (context) => {
    const language = languageOf(context);
    const items = await app.attention(context.req.valid('param').name);
    return context.json(
      items.slice(0, MOST_ITEMS).map((item) => wordedItem(item, language)),
      200,
    );
  });
  hono.openapi(routeOf(ATTENTION_CALLS.questions), async (context) => {
    const language = languageOf(context);
    const items = await app.questions(context.req.valid('param').name);
    return context.json(
      items.map((item) => wordedItem(item, language)),
      200,
    );
  });
  hono.openapi(routeOf(ATTENTION_CALLS.release), async (context) => {
    const released = await app.release(context.req.valid('param').name, context.req.valid('json').item);
    return context.json({ released }, 200);
  });
}
