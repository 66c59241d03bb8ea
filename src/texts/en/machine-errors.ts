import type { ErrorText } from '../texts.ts';

const LOOK_AGAIN = 'Nothing is lost: the next run tries again.';

/** Errors of the machine: files, folders, ports. */
export const MACHINE_ERRORS = {
  'file.notFound': { what: 'There is no file {file}.', remedy: 'Check the path.' },
  'file.malformed': { what: 'The file {file} cannot be read: {problem}.', remedy: 'Mend or remove it.' },
  'state.newer': {
    what: 'The data folder is from a newer version of the program ({version}).',
    remedy: 'Update the program; the data were not touched.',
  },
  'state.unreadable': {
    what: 'The data folder {folder} cannot be opened: {problem}.',
    remedy: 'Check disk and rights, or restore a backup.',
  },
  'state.readOnly': { what: 'The folder {folder} cannot be written to.', remedy: 'Give the right to write.' },
  'state.full': { what: 'There is no room on the disk for {folder}.', remedy: 'Make room. ' + LOOK_AGAIN },
  'state.busy': { what: 'The folder {folder} is held by another process.', remedy: LOOK_AGAIN },
} as const satisfies Readonly<Record<string, ErrorText>>;
