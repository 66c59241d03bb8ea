import type { UNP as Bulgarian } from '../../bg/page/unp.ts';
import type { SameWords } from '../../page-words.ts';

/** УНП. */
export const UNP: SameWords<typeof Bulgarian> = {
  device: 'Fiscal device',
  range: 'Range',
  lastNumber: 'Last number',
  pending: 'Not yet in the shop',
  noPending: 'All УНП are in the shop too.',
  noSupto: 'The warehouse has no SUPTO: orders come without УНП.',
};
