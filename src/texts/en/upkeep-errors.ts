import type { ErrorText } from '../texts.ts';

/** Errors of backups, comparison and undo. */
export const UPKEEP_ERRORS = {
  'backup.fileExists': { what: 'The file {file} exists already.', remedy: 'Choose another file name.' },
  'backup.notWritten': {
    what: 'The file {file} cannot be written ({problem}).',
    remedy: 'Check the folder, its permissions and the free space. Nothing was half-written.',
  },
  'backup.folderMalformed': {
    what: '"{folder}" is not a whole path of a folder.',
    remedy: 'Write it from its beginning, such as /mnt/backup or D:\\Backup.',
  },
  'backup.inDatabase': {
    what: 'The memory is in the database {place}: the database itself makes and restores backups of the whole.',
    remedy: "Back it up with pg_dump, or with the server's own archive. See docs/hosting.md.",
  },
  'backup.malformed': {
    what: '{file} is not a whole backup of Skladbridge.',
    remedy: 'Choose a file made by “skladbridge backup FILE”. The memory was not changed.',
  },
  'undo.nothing': {
    what: 'Run {run} changed nothing in the shop.',
    remedy: 'See the runs with “skladbridge runs NAME”.',
  },
  'archive.customer.unknown': {
    what: 'There is no order of “{customer}”.',
    remedy: 'Check the e-mail address, the telephone or the number of the order.',
  },
  'audit.month.wrong': {
    what: '“{month}” is no month that a file can be made for.',
    remedy: 'Write a month that has ended, such as 2026-10.',
  },
  'audit.month.empty': {
    what: 'No order was delivered in {month}.',
    remedy: 'A file without orders cannot be filed in this form; ask your accountant.',
  },
  'audit.head.wrong': {
    what: 'The setting “{key}” is missing or wrong (now: {value}).',
    remedy: 'Fill it in: without it the file is not valid.',
  },
  'audit.order.documentGone': {
    what: 'Order no. {order} was recorded by an older version, and its document is no longer in the warehouse.',
    remedy:
      'No file was made: the lines of the order are not known. Restore the document, or ask your accountant.',
  },
  'audit.order.refused': {
    what: 'Order no. {order} cannot go into the audit file ({problem}).',
    remedy: 'No file was made. See the order, and the rule in docs/audit-file.md.',
  },
} as const satisfies Readonly<Record<string, ErrorText>>;
