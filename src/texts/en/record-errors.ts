import type { RECORD_ERROR_CODES } from '../../model/record-error-codes.ts';
import type { ErrorText } from '../texts.ts';

/** Settings that point at a record which is not there, or is of another kind. */
export const RECORD_ERRORS: Readonly<Record<keyof typeof RECORD_ERROR_CODES, ErrorText>> = {
  'settings.good.gone': {
    what: 'Warehouse Pro has no good no. {goodId}.',
    remedy: 'Choose another one by name or code.',
  },
  'settings.good.deleted': {
    what: 'The good "{name}" (no. {goodId}) is deleted in Warehouse Pro.',
    remedy: 'Choose another one, or bring it back in Warehouse Pro.',
  },
  'settings.good.keepsStock': {
    what: '"{name}" (no. {goodId}) is a good with stock, and a service is needed here: every order would take stock.',
    remedy: 'Choose a service. If there is none, make one in Warehouse Pro as a good of the type "Service".',
  },
  'settings.partner.gone': {
    what: 'Warehouse Pro has no partner no. {partnerId}.',
    remedy: 'Choose another one by name, company number or telephone.',
  },
  'settings.partner.deleted': {
    what: 'The partner "{name}" (no. {partnerId}) is deleted in Warehouse Pro.',
    remedy: 'Choose another one, or bring him back in Warehouse Pro.',
  },
  'settings.partnerGroup.gone': {
    what: 'Warehouse Pro has no group of partners no. {groupId}.',
    remedy: 'Choose the group that new partners are made in.',
  },
  'settings.nothingOn': {
    what: 'Nothing is turned on: neither export nor import.',
    remedy: 'Turn on at least one of them in the settings.',
  },
};
