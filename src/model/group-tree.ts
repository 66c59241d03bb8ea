import type { GoodsGroup, GoodsGroupId } from './good.ts';

/** Letters of one level in a group's code (facts/warehouse-pro.md section 11). */
const LEVEL = 3;
const SERVICE_CODE = '-1';

/**
 * The chosen groups with all their subgroups (S13). Unknown ids are left out; the service group is only
 * itself.
 */
export function withSubgroups(
  groups: readonly GoodsGroup[],
  chosen: readonly number[],
): ReadonlySet<GoodsGroupId> {
  const wanted = new Set(chosen);
  const roots = groups.filter((group) => wanted.has(group.id));
  const prefixes = roots.map((group) => group.code).filter((code) => code !== SERVICE_CODE && code !== '');
  const found = new Set(roots.map((group) => group.id));
  for (const group of groups) {
    if (prefixes.some((prefix) => group.code.startsWith(prefix))) found.add(group.id);
  }
  return found;
}

/**
 * Names from the root down to every group. A level whose group does not exist is left out of the path; the
 * service group has its own name as its path.
 */
export function groupPaths(groups: readonly GoodsGroup[]): ReadonlyMap<GoodsGroupId, readonly string[]> {
  const byCode = new Map(groups.map((group) => [group.code, group]));
  return new Map(
    groups.map((group) => {
      if (group.code === SERVICE_CODE) return [group.id, [group.name]];
      const path: string[] = [];
      for (let end = LEVEL; end <= group.code.length; end += LEVEL) {
        const level = end >= group.code.length ? group : byCode.get(group.code.slice(0, end));
        if (level !== undefined) path.push(level.name);
      }
      return [group.id, path.length === 0 ? [group.name] : path];
    }),
  );
}
