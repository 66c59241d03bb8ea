import type { WarehouseAnswer } from '../../../src/api/setup.ts';

type Group = WarehouseAnswer['groups'][number];

/** A group with those below it. */
export interface GroupNode {
  readonly group: Group;
  readonly children: readonly GroupNode[];
}

/** Letters of one level in a group's code. */
const LETTERS = 3;

/** The tree that the codes spell, three letters a level; a group whose upper one is missing stands on top. */
export function groupTree(groups: readonly Group[]): readonly GroupNode[] {
  const inTree = groups
    .filter(({ code }) => /^([A-Z]{3})+$/.test(code))
    .toSorted((left, right) => (left.code < right.code ? -1 : 1));
  const codes = new Set(inTree.map(({ code }) => code));
  const upper = (code: string): string => {
    for (let end = code.length - LETTERS; end > 0; end -= LETTERS)
      if (codes.has(code.slice(0, end))) return code.slice(0, end);
    return '';
  };
  const below = new Map<string, Group[]>();
  for (const group of inTree) {
    const place = upper(group.code);
    below.set(place, [...(below.get(place) ?? []), group]);
  }
  const nodes = (code: string): readonly GroupNode[] =>
    (below.get(code) ?? []).map((group) => ({ group, children: nodes(group.code) }));
  return nodes('');
}

/** A group's number and those below it. */
export function nodeIds(node: GroupNode): readonly number[] {
  return [node.group.id, ...node.children.flatMap(nodeIds)];
}

/** All that is chosen: a group takes those below it along (S13). */
export function takenIds(tree: readonly GroupNode[], chosen: readonly number[]): ReadonlySet<number> {
  const taken = new Set(chosen);
  const walk = (node: GroupNode, isTaken: boolean): void => {
    const isIn = isTaken || taken.has(node.group.id);
    if (isIn) taken.add(node.group.id);
    for (const child of node.children) walk(child, isIn);
  };
  for (const node of tree) walk(node, false);
  return taken;
}

/**
 * What is chosen after `ids`, a whole branch, were ticked or not. A branch that is no longer wanted leaves with
 * the groups above it, which would take it along; what stands beside it stays.
 */
export function afterTick(
  tree: readonly GroupNode[],
  chosen: readonly number[],
  { ids, isOn }: { readonly ids: readonly number[]; readonly isOn: boolean },
): readonly number[] {
  const next = new Set(takenIds(tree, chosen));
  const off = new Set(isOn ? [] : ids);
  const leave = (node: GroupNode): boolean => {
    const isLeft = node.children.map(leave).includes(true) || off.has(node.group.id);
    if (isLeft) next.delete(node.group.id);
    return isLeft;
  };
  for (const node of tree) leave(node);
  for (const id of ids) {
    if (isOn) next.add(id);
    else next.delete(id);
  }
  return [...next].toSorted((left, right) => left - right);
}

/** Goods in a group and below it. */
export function nodeGoods(node: GroupNode): number {
  return node.children.reduce((sum, child) => sum + nodeGoods(child), node.group.goods);
}

/** What of the tree holds the typed words; a group that does is kept with all below it. */
export function keptBranches(nodes: readonly GroupNode[], typed: string): readonly GroupNode[] {
  const text = typed.trim().toLocaleLowerCase('bg');
  if (text === '') return nodes;
  return nodes.flatMap((node) => {
    if (node.group.name.toLocaleLowerCase('bg').includes(text)) return [node];
    const children = keptBranches(node.children, typed);
    return children.length === 0 ? [] : [{ ...node, children }];
  });
}
