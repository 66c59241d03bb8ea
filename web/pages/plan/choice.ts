import type { KindCount, PlannedChange, PostedChoice } from '../../../src/api/plan.ts';

export type Kind = KindCount['kind'];
type Pick1 = Pick<PlannedChange, 'key' | 'kind' | 'isHeld'>;

/** What of a plan a person has chosen: whole kinds, and what he turned the other way one by one. */
export interface Choice {
  readonly kinds: ReadonlySet<Kind>;
  readonly isHeldToo: boolean;
  readonly turned: ReadonlyMap<string, Pick1>;
}

/** Everything but what a guard holds. */
export function wholeChoice(kinds: readonly KindCount[]): Choice {
  return { kinds: new Set(kinds.map(({ kind }) => kind)), isHeldToo: false, turned: new Map() };
}

function isByRule({ kinds, isHeldToo }: Choice, { kind, isHeld }: Pick1): boolean {
  return kinds.has(kind) && (isHeldToo || !isHeld);
}

export function isChosen(choice: Choice, change: Pick1): boolean {
  return isByRule(choice, change) !== choice.turned.has(change.key);
}

/** One change chosen, or not any more. */
export function turn(choice: Choice, { key, kind, isHeld }: Pick1): Choice {
  const turned = new Map(choice.turned);
  if (!turned.delete(key)) turned.set(key, { key, kind, isHeld });
  return { ...choice, turned };
}

/** All of a kind chosen, or none; what was turned one by one follows. */
export function withKind(choice: Choice, kind: Kind, isOn: boolean): Choice {
  const kinds = new Set(choice.kinds);
  if (isOn) kinds.add(kind);
  else kinds.delete(kind);
  const turned = new Map([...choice.turned].filter(([, each]) => each.kind !== kind));
  return { ...choice, kinds, turned };
}

/** What guards hold approved as well, or not. */
export function withHeld(choice: Choice, isHeldToo: boolean): Choice {
  const turned = new Map([...choice.turned].filter(([, each]) => !each.isHeld));
  return { ...choice, isHeldToo, turned };
}

/** How many changes of a kind are chosen, and how many of them the kind's own tick takes. */
export function ofKind(
  choice: Choice,
  { kind, count, held }: KindCount,
): { readonly chosen: number; readonly most: number } {
  const most = choice.isHeldToo ? count : count - held;
  let chosen = choice.kinds.has(kind) ? most : 0;
  for (const each of choice.turned.values())
    if (each.kind === kind) chosen += isByRule(choice, each) ? -1 : 1;
  return { chosen, most };
}

/** How many changes are chosen. */
export function chosenCount(choice: Choice, kinds: readonly KindCount[]): number {
  return kinds.reduce((sum, kind) => sum + ofKind(choice, kind).chosen, 0);
}

/** The choice as the program takes it. */
export function postedChoice(choice: Choice): PostedChoice {
  const turned = [...choice.turned.values()];
  return {
    kinds: [...choice.kinds],
    isHeldToo: choice.isHeldToo,
    besides: turned.filter((each) => !isByRule(choice, each)).map(({ key }) => key),
    except: turned.filter((each) => isByRule(choice, each)).map(({ key }) => key),
  };
}
