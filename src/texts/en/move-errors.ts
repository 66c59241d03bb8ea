import type { ErrorText } from '../texts.ts';

/** Errors of moving a profile. */
export const MOVE_ERRORS = {
  'move.passphraseShort': {
    what: 'The passphrase of the file is too short: it needs at least {least|character|characters}.',
    remedy: 'Choose a longer one. It seals the passwords and keys of the profile in the file.',
  },
  'move.notWritten': {
    what: 'The file {file} cannot be written ({problem}).',
    remedy:
      'If the profile is no longer in the list, it is closed but not lost: check the folder, its permissions and the free space, and repeat “skladbridge profile export NAME FILE”. To keep it here, take it back with “skladbridge profile restore NAME --moved-back”.',
  },
  'move.malformed': {
    what: '{file} is not a whole file of a profile.',
    remedy:
      'Choose a file made by “skladbridge profile export NAME FILE”, and copy it again. The memory was not changed.',
  },
  'move.passphraseWrong': {
    what: 'The passphrase does not open the file {file}.',
    remedy: 'Enter the passphrase that the file was made with. The memory was not changed.',
  },
  'move.hereAlready': {
    what: 'The profile of the file is here already: "{name}".',
    remedy: 'The file was taken in once and is not needed any more. Delete it: it holds names of buyers.',
  },
  'move.outdated': {
    what: 'The file is older than what this memory knows of the removed profile "{name}" (no. {id}).',
    remedy:
      'Take in the newest file of the profile. If the profile is to go on here, take it back with “skladbridge profile restore {name} --id {id} --moved-back”, but only if it works nowhere else.',
  },
  'move.unpTaken': {
    what: 'УНП {unp} of the file belongs to an order of the profile "{profile}" here.',
    remedy:
      'A number belongs to one order. Check whether both profiles are on one fiscal device, and which memory is the true one. Nothing was taken in.',
  },
  'move.away': {
    what: 'The profile "{name}" was moved away on {at} and may be at work in its new place.',
    remedy:
      'Two profiles that import the orders of one shop get in each other’s way. If you are sure that the other one is stopped, or that the file was taken in nowhere, take this one back with “skladbridge profile restore {name} --moved-back”.',
  },
} satisfies Readonly<Record<string, ErrorText>>;
