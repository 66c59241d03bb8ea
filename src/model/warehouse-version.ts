/**
 * Editions of Warehouse Pro that a profile can name, by their numbers (S2): the second is the first one with
 * SUPTO on, built beside it, not after it. The database does not tell which one it is.
 */
export const WAREHOUSE_BUILDS = ['3.07.056', '3.07.100'] as const;
export type WarehouseBuild = (typeof WAREHOUSE_BUILDS)[number];

/** The edition with SUPTO on. */
export const SUPTO_EDITION: WarehouseBuild = '3.07.100';
const NEEDED_DATABASE = '3.07';

function numbers(version: string): readonly number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0);
}

/** Dotted numbers compared part by part; a missing part is 0. Negative, zero or positive. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [numbers(left), numbers(right)];
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** True with SUPTO on: user, device and УНП exist (S7, S23). */
export function hasSupto(build: WarehouseBuild): boolean {
  return compareVersions(build, SUPTO_EDITION) >= 0;
}

/** True when the structure is 3.07 or newer (S2). */
export function isDatabaseNewEnough(databaseVersion: string): boolean {
  return compareVersions(databaseVersion, NEEDED_DATABASE) >= 0;
}
