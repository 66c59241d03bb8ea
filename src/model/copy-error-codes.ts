import { row } from './error-kind.ts';

/** What stands in the way of copies: backups of a memory, and a profile that moves to another one. */
export const COPY_ERROR_CODES = {
  'backup.fileExists': row('setting', 'file'),
  'backup.notWritten': row('setting', 'file', 'problem'),
  'backup.malformed': row('setting', 'file'),
  'backup.folderMalformed': row('setting', 'folder'),
  'backup.inDatabase': row('setting', 'place'),
  'move.passphraseShort': row('setting', 'least'),
  'move.notWritten': row('setting', 'file', 'problem'),
  'move.malformed': row('setting', 'file'),
  'move.passphraseWrong': row('setting', 'file'),
  'move.hereAlready': row('setting', 'name'),
  'move.outdated': row('setting', 'name', 'id'),
  'move.unpTaken': row('setting', 'unp', 'profile'),
  'move.away': row('setting', 'name', 'at'),
} as const;
