import { describe, expect, it } from 'vitest';
import { afterTick, groupTree, keptBranches, nodeGoods, nodeIds, takenIds } from './group-nodes.ts';

const group = (id: number, code: string, name: string, goods: number) => ({ id, code, name, goods });
const GROUPS = [
  group(1, '-1', 'Служебна', 4),
  group(3, 'AAAAAA', 'Сирена', 2),
  group(2, 'AAA', 'Храни', 1),
  group(4, 'AABAAA', 'Без горна', 7),
  group(5, 'AAAAAAAAA', 'Меки', 3),
];

describe('the tree of groups (S13)', () => {
  it('is spelled by the codes; one whose upper group is missing stands on top; the service group is left out', () => {
    const tree = groupTree(GROUPS);
    expect(tree.map(({ group: { id } }) => id)).toEqual([2, 4]);
    const [food] = tree;
    expect(food === undefined ? [] : [nodeIds(food), nodeGoods(food)]).toEqual([[2, 3, 5], 6]);
  });

  it('a chosen group takes those below it along, and no longer does once one of them is not wanted', () => {
    const tree = groupTree([...GROUPS, group(6, 'AAAAAB', 'Млека', 5)]);
    expect(takenIds(tree, [2])).toEqual(new Set([2, 3, 5, 6]));
    expect(afterTick(tree, [2, 99], { ids: [3, 5], isOn: false })).toEqual([6, 99]);
    expect(afterTick(tree, [6], { ids: [3, 5], isOn: true })).toEqual([3, 5, 6]);
    expect(afterTick(tree, [2, 4], { ids: [2, 3, 4, 5, 6], isOn: false })).toEqual([]);
  });

  it('is searched by name, with the way to what is found', () => {
    const [food] = keptBranches(groupTree(GROUPS), 'МЕК');
    expect(food === undefined ? [] : nodeIds(food)).toEqual([2, 3, 5]);
    expect(keptBranches(groupTree(GROUPS), 'храни')).toHaveLength(1);
    expect(keptBranches(groupTree(GROUPS), 'xyz')).toEqual([]);
  });
});
