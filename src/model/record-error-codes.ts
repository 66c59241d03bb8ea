import { row } from './error-kind.ts';

/** Settings that point at a record which is not there or of another kind, or that turn everything off. */
export const RECORD_ERROR_CODES = {
  'settings.good.gone': row('setting', 'goodId'),
  'settings.good.deleted': row('setting', 'goodId', 'name'),
  'settings.good.keepsStock': row('setting', 'goodId', 'name'),
  'settings.partner.gone': row('setting', 'partnerId'),
  'settings.partner.deleted': row('setting', 'partnerId', 'name'),
  'settings.partnerGroup.gone': row('setting', 'groupId'),
  'settings.nothingOn': row('setting'),
} as const;
