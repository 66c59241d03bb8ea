import { row } from './error-kind.ts';

/** Secrets and the keys that seal them (S22); what guests of a hoster may not ask for (`SKLADBRIDGE_HOSTED`). */
export const SECURITY_ERROR_CODES = {
  'secrets.keyMissing': row('access', 'folder'),
  'secrets.keyWrong': row('access', 'name'),
  'secrets.keyMalformed': row('setting'),
  'secrets.keyCommand': row('access', 'problem'),
  'secrets.newKeyNeeded': row('setting'),
  'secrets.newKeyUnused': row('setting'),
  'secrets.notSet': row('access', 'name'),
  'hosted.privateAddress': row('setting', 'host', 'address'),
  'hosted.localWarehouse': row('setting', 'address'),
  'hosted.namedInstance': row('setting', 'host'),
} as const;
