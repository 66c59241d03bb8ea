import type { FaultBox } from '../faults.ts';
import type { FaultKind } from './ways.ts';

/** What a client asked for, and how much of it there is at the most. */
export interface AskedPage {
  readonly limit: number;
  readonly greatest: number;
  readonly offset: number;
  /** Only greater numbers; 0 = from the beginning. */
  readonly after?: number;
}

/** The numbers that a page answers with, of those that fit, ascending or as a client sorted them. */
export function pageOf(ids: readonly number[], asked: AskedPage, faults: FaultBox): readonly number[] {
  const isOn = (kind: FaultKind): boolean => faults.way(kind) !== null;
  const after = isOn('startIgnored') ? 0 : (asked.after ?? 0) - (isOn('boundaryIncluded') ? 1 : 0);
  const above = after > 0 ? ids.filter((id) => id > after) : ids;
  const sorted = isOn('newestFirst') ? above.toSorted((left, right) => right - left) : above;
  const offset = isOn('samePageAgain') ? 0 : faults.shiftedOffset(asked.offset);
  const limit = isOn('limitIgnored') ? asked.greatest : Math.min(asked.limit, asked.greatest);
  return sorted.slice(offset, offset + Math.min(limit, faults.greatestPage()));
}

/** JSON with its lists as PHP writes those that it has filtered. */
export function withPhpLists(value: unknown): unknown {
  if (Array.isArray(value)) {
    const rows = value.map((row) => withPhpLists(row));
    if (rows.length === 0) return null;
    return rows.length === 1 ? rows[0] : Object.fromEntries(rows.map((row, at) => [String(2 * at), row]));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withPhpLists(each)]));
}
