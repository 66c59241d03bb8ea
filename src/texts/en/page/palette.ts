import type { PALETTE as Bulgarian } from '../../bg/page/palette.ts';
import type { SameWords } from '../../page-words.ts';

/** Everything by its name. */
export const PALETTE: SameWords<typeof Bulgarian> = {
  placeholder: 'An order, a good, a place, a setting or an action',
  nothing: 'Nothing goes by that name.',
  actions: 'Actions',
  page: 'The page',
};
