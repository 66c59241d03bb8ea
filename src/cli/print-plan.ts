import type { Plan, TaskPlan } from '../model/plan.ts';
import { formatCount, formatCounted } from '../texts/format.ts';
import { errorText, fill, noticeText, numberedLabel, reasonText } from '../texts/text.ts';
import { changeLine, documentLines } from './print-changes.ts';
import { plainText } from './terminal/plain-text.ts';
import type { CliSession } from './session.ts';

/** Changes of one task that a terminal shows; a saved plan holds them all. */
const SHOWN = 200;

function taskLines(task: TaskPlan, session: CliSession): readonly string[] {
  const { texts } = session;
  const shown = task.changes.filter((change) => change.kind !== 'link').slice(0, SHOWN);
  const hidden = task.changes.filter((change) => change.kind !== 'link').length - shown.length;
  const changes = shown.flatMap((change) => [
    `  ${changeLine(change, null, session)}`,
    ...(change.document === undefined
      ? []
      : documentLines(change.document, { ...session, currency: change.currency ?? '' }).map(
          (line) => `      ${line}`,
        )),
  ]);
  return [
    `▸ ${texts.tasks[task.task]}`,
    ...task.notices.map((notice) => `  · ${plainText(noticeText(texts, notice))}`),
    ...changes,
    ...(hidden > 0
      ? [`  ${fill(texts.phrases['plan.more'], { n: formatCount(hidden, session.language) })}`]
      : []),
    ...task.skipped.map(
      (skipped) =>
        `  – ${plainText(numberedLabel(skipped.label, texts))}: ${reasonText(texts, skipped.reason)}`,
    ),
    ...task.attention.flatMap((note) => {
      const { what, remedy } = errorText(texts, note);
      return [`  ! ${plainText(what)}`, `    ${remedy}`];
    }),
    `  ${summaryText(task, session)}`,
  ];
}

function summaryText({ changes, attention, skipped, unchanged }: TaskPlan, session: CliSession): string {
  const { texts, language } = session;
  return fill(texts.phrases['plan.summary'], {
    changes: formatCounted(changes.length, 'change', language),
    attention: formatCounted(attention.length, 'attention', language),
    skipped: formatCount(skipped.length, language),
    unchanged: formatCount(unchanged, language),
  });
}

/** A plan as people read it, like a diff (spec section 4). */
export function planLines(plan: Plan, session: CliSession): readonly string[] {
  const { texts } = session;
  const isAsked = plan.tasks.some((task) => task.attention.length > 0);
  const isEmpty = plan.tasks.every((task) => task.changes.length === 0);
  return [
    fill(texts.phrases['plan.title'], { profile: plan.profile }),
    ...plan.tasks.flatMap((task) => taskLines(task, session)),
    ...(isEmpty ? [texts.phrases[isAsked ? 'plan.onlyAttention' : 'plan.empty']] : []),
  ];
}
