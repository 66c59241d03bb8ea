import type { Change, Plan, PlanChoice, TaskPlan } from '../../model/plan.ts';

/** What a price that was split off is called after its good (`splitPrice`). */
const PRICE = /:price$/;

/**
 * The part of a plan that a person approves. A price that was split off goes only with the rest of its good:
 * with the price alone the good would count as sent, and its other fields would never follow (E5).
 */
export function chosenPart(plan: Plan, choice: PlanChoice): Plan {
  return { ...plan, tasks: plan.tasks.map((task) => chosenOf(task, choice)) };
}

function chosenOf(task: TaskPlan, choice: PlanChoice): TaskPlan {
  const held = new Set((task.held ?? []).map(({ key }) => key));
  const [kinds, besides, except] = [new Set(choice.kinds), new Set(choice.besides), new Set(choice.except)];
  const isChosen = ({ key, kind }: Pick<Change, 'key' | 'kind'>): boolean => {
    if (except.has(key)) return false;
    return besides.has(key) || (kinds.has(kind) && (choice.isHeldToo || !held.has(key)));
  };
  const chosen = new Set(task.changes.filter(isChosen).map(({ key }) => key));
  for (const key of chosen) if (PRICE.test(key)) chosen.add(key.replace(PRICE, ''));
  return { ...task, changes: task.changes.filter(({ key }) => chosen.has(key)) };
}
