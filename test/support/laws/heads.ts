import { isInside } from './source.ts';
import type { ParsedFile, Violation } from './source.ts';

/** Files and folders at the head of a folder of adapters: what is promised to `app`, and what each adapter must keep. */
export const HEADS = [
  'src/warehouse/warehouse.ts',
  'src/warehouse/warehouse-records.ts',
  'src/shop/shop.ts',
  'src/state/state.ts',
  'src/state/parts',
] as const;

/** Each method of a head says in its own comment who may repeat it; a caller must not have to guess. */
export function headViolations({ path, methods }: ParsedFile): readonly Violation[] {
  if (!HEADS.some((head) => isInside(path, head))) return [];
  return methods
    .filter(({ doc }) => !/\brepeat/i.test(doc))
    .map(({ name, line, doc }) => ({
      law: doc === '' ? 'heads promise' : 'heads say who repeats',
      path,
      what: `${name} at line ${line}`,
    }));
}
