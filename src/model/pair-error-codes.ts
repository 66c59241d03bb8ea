import { row } from './error-kind.ts';

const COMPARED = ['profile', 'before', 'now', 'agree', 'compared'] as const;

/** What stands in the way of a changed pair of shop and warehouse (Q3, Q4). */
export const PAIR_ERROR_CODES = {
  'pair.shop.looksMoved': row('setting', ...COMPARED),
  'pair.shop.looksOther': row('setting', ...COMPARED),
  'pair.shop.changed': row('setting', ...COMPARED),
  'pair.shop.knownBefore': row('setting', ...COMPARED, 'document', 'order'),
  'pair.shop.otherProfile': row('setting', 'profile', 'other', 'identity', 'agree', 'compared'),
  'pair.shop.sharedImport': row('setting', 'profile', 'other', 'identity'),
  'pair.shop.toldAddress': row('setting', 'profile', 'other', 'identity', 'address'),
  'pair.warehouse.looksMoved': row('setting', ...COMPARED),
  'pair.warehouse.looksOther': row('setting', ...COMPARED),
  'pair.warehouse.changed': row('setting', ...COMPARED),
  'pair.memory.copied': row('setting', 'profile', 'before', 'now'),
  'pair.otherAnswer': row('setting', 'profile', 'answers'),
  'pair.nothingAsked': row('setting', 'profile'),
} as const;
