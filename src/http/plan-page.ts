import type { GroupCount, KindCount, PlanPage, PlanTask } from '../api/plan.ts';
import type { KeptPlan } from '../app/work/work.ts';
import { firstOfPlan } from '../model/plan.ts';
import type { Change, ChangeKind, Plan, TaskPlan } from '../model/plan.ts';
import { numberedLabel, reasonText, textsOf } from '../texts/text.ts';
import type { Language } from '../texts/text.ts';
import { wordedChange, wordedNote, wordedNotice } from './worded-change.ts';

const PAGE = 100;

/** Which changes of a plan are asked for; '' = all. */
export interface PlanFilter {
  readonly page: number;
  readonly search: string;
  readonly kind: string;
  readonly group: string;
  readonly held: '' | 'yes';
}

/** Keys of the changes that a guard holds. */
export function heldKeys(plan: Plan): ReadonlySet<string> {
  return new Set(plan.tasks.flatMap(({ held = [] }) => held.map(({ key }) => key)));
}

function isWanted(change: Change, held: ReadonlySet<string>, filter: PlanFilter): boolean {
  if (filter.kind !== '' && change.kind !== filter.kind) return false;
  if (filter.group !== '' && String(change.groupId) !== filter.group) return false;
  if (filter.held === 'yes' && !held.has(change.key)) return false;
  const needle = filter.search.toLowerCase();
  return needle === '' || `${change.label} ${change.subject}`.toLowerCase().includes(needle);
}

function planTask(made: TaskPlan, language: Language): PlanTask {
  const { task, changes, unchanged, attention, skipped, notices, held = [] } = made;
  const texts = textsOf(language);
  const holds = new Map<string, number>();
  for (const { by } of held) holds.set(by, (holds.get(by) ?? 0) + 1);
  return {
    task,
    changes: changes.length,
    unchanged,
    attention: attention.map((note) => ({
      ...wordedNote(note, language),
      holds: holds.get(note.subject) ?? 0,
    })),
    skipped: skipped.map(({ subject, label, reason }) => ({
      subject,
      label: numberedLabel(label, texts),
      reason,
      reasonLabel: reasonText(texts, reason),
    })),
    notices: notices.map((notice) => wordedNotice(notice, language)),
  };
}

function kindCounts(
  changes: readonly Change[],
  held: ReadonlySet<string>,
  language: Language,
): readonly KindCount[] {
  const counts = new Map<ChangeKind, { count: number; held: number }>();
  for (const { kind, key } of changes) {
    const known = counts.get(kind) ?? { count: 0, held: 0 };
    counts.set(kind, { count: known.count + 1, held: known.held + (held.has(key) ? 1 : 0) });
  }
  return [...counts].map(([kind, count]) => ({ kind, label: textsOf(language).changes[kind], ...count }));
}

function groupCounts(changes: readonly Change[], { groups = [] }: Plan): readonly GroupCount[] {
  const counts = new Map<number, number>();
  for (const { groupId } of changes)
    if (groupId !== undefined) counts.set(groupId, (counts.get(groupId) ?? 0) + 1);
  return groups.map(({ id, name }) => ({ id, name, count: counts.get(id) ?? 0 }));
}

/** A page of a plan as people look at it, with what it comes to in all. */
export function planPage({ madeAt, of, plan }: KeptPlan, language: Language, filter: PlanFilter): PlanPage {
  const changes = plan.tasks.flatMap((task) => task.changes);
  const held = heldKeys(plan);
  const found = changes.filter((change) => isWanted(change, held, filter));
  const start = (filter.page - 1) * PAGE;
  return {
    madeAt,
    of,
    total: changes.length,
    found: found.length,
    pageSize: PAGE,
    kinds: kindCounts(changes, held, language),
    groups: groupCounts(changes, plan),
    changes: found.slice(start, start + PAGE).map((change) => ({
      ...wordedChange(change, language),
      isHeld: held.has(change.key),
    })),
    first: firstOfPlan(plan),
    tasks: plan.tasks.map((task) => planTask(task, language)),
  };
}
