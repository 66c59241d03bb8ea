import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Rooms of tests in which a file may take minutes, the longest first. */
const HEAVY_ROOMS = [
  'test/crash/',
  'test/engines/',
  'test/property/',
  'test/browser/',
  'test/unp/',
  'test/otherwise/',
  'test/e2e/',
  'test/flows/',
] as const;

function rank(specification: TestSpecification): number {
  const found = HEAVY_ROOMS.findIndex((room) => specification.moduleId.includes(`/${room}`));
  return found === -1 ? HEAVY_ROOMS.length : found;
}

/**
 * Starts the files of the heavy rooms first, so that no core stands idle at the end beside one long file. vitest
 * itself goes by the times of the last run, and a fresh clone has none. Within a room its own order stays.
 */
export class HeavyRoomsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((left, right) => rank(left) - rank(right));
  }
}
