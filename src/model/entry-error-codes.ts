import { row } from './error-kind.ts';

/** Why a warehouse does not answer, or lets nobody in. */
export const ENTRY_ERROR_CODES = {
  'warehouse.unreachable': row('connection', 'address', 'reason'),
  'warehouse.starting': row('connection', 'address', 'reason'),
  'warehouse.accessRefused': row('access', 'address'),
  'warehouse.entryRefused': row('access', 'address', 'reason'),
  'warehouse.databaseUnknown': row('setting', 'address'),
  'warehouse.driverMissing': row('setting', 'engine', 'package'),
  'warehouse.certificate': row('access', 'address', 'reason'),
  'warehouse.oldEncryption': row('access', 'address', 'reason'),
  'warehouse.encryptionRequired': row('setting', 'address', 'reason'),
} as const;
