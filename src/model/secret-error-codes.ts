import { row } from './error-kind.ts';

/** Secrets and the keys that seal them (S22). */
export const SECRET_ERROR_CODES = {
  'secrets.keyMissing': row('access', 'folder'),
  'secrets.keyWrong': row('access', 'name'),
  'secrets.keyMalformed': row('setting'),
  'secrets.keyCommand': row('access', 'problem'),
  'secrets.newKeyNeeded': row('setting'),
  'secrets.newKeyUnused': row('setting'),
  'secrets.notSet': row('access', 'name'),
} as const;
