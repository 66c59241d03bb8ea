import type { FIRM as Bulgarian } from '../../bg/page/firm.ts';
import type { SameWords } from '../../page-words.ts';

/** The firm: who comes in. */
export const FIRM: SameWords<typeof Bulgarian> = {
  role: 'Role',
  owner: 'owner',
  operator: 'operator',
};
