import type { ErrorText } from '../texts.ts';

const LOOK_AGAIN = 'Nothing is lost: the next run tries again.';

/** Errors of the machine: files, folders, ports. */
export const MACHINE_ERRORS = {
  'file.notFound': { what: 'There is no file {file}.', remedy: 'Check the path.' },
  'file.malformed': { what: 'The file {file} cannot be read: {problem}.', remedy: 'Mend or remove it.' },
  'file.isLink': {
    what: '{file} is a symbolic link; nothing is written through it.',
    remedy: 'Choose another name, or remove the link.',
  },
  'file.isFolder': { what: '{file} is a folder, and a file is wanted.', remedy: 'Name a file.' },
  'file.notFolder': {
    what: '{file} will not do: a file stands where its path has a folder.',
    remedy: 'Name another path.',
  },
  'file.folderMissing': {
    what: 'There is no folder to write {file} into.',
    remedy: 'Make the folder or name another path. Nothing was written.',
  },
  'file.notAllowed': {
    what: 'There is no permission for {file}, or its disk is read-only.',
    remedy: 'Give the user whom the program runs as the permission, or name another place.',
  },
  'file.notWritten': {
    what: '{file} cannot be written ({problem}).',
    remedy: 'Check the path and the disk. Nothing was written by half.',
  },
  'file.diskFull': {
    what: 'The disk has no room for {file}.',
    remedy: 'Make room and repeat. Nothing was written by half.',
  },
  'file.diskFailed': {
    what: 'The disk failed at {file} (input/output error).',
    remedy: 'Check the disk and the way to it before you go on.',
  },
  'port.notAllowed': {
    what: 'The port {port} is for programs of the system only.',
    remedy: 'Choose another above 1024 with --port.',
  },
  'host.notHere': {
    what: 'The address {host} is not of this machine ({reason}).',
    remedy: 'Name an address of this machine with --host, such as 127.0.0.1 or 0.0.0.0.',
  },
  'sandbox.portTaken': {
    what: 'The port {port} for the sandbox shop is taken ({reason}).',
    remedy: 'Stop the program that holds it, or choose another with --port.',
  },
  'sandbox.contentMalformed': {
    what: 'The file {file} is no content for a sandbox shop: {problem}.',
    remedy: 'Mend the place that is named. Without --content the shop makes content of its own.',
  },
  'sandbox.storeUnreadable': {
    what: 'The sandbox shop in the folder {folder} cannot be opened: {problem}.',
    remedy: 'Name an empty folder, or one made by "skladbridge sandbox --store FOLDER".',
  },
  'demo.alreadyRunning': {
    what: 'The port {port} of the shop of the demo in {folder} is taken: another demo is probably at work there.',
    remedy: 'Stop the other demo with Ctrl-C, or choose another folder with --dir.',
  },
  'data.leftHere': {
    what: 'The current folder has a memory of an earlier version ({found}), but data are kept in one place now: {folder}. There is no memory there yet.',
    remedy: 'Move the folder there, or name it with --data. No new memory was begun.',
  },
  'state.newer': {
    what: 'The memory is from a newer version of the program ({version}), and this one goes up to {mine}. The data were not touched.',
    remedy:
      'Install the newer version again. To go back to the older one: "skladbridge restore FILE --yes" with the copy from before the upgrade (backups/version-{mine}.db in the data folder).',
  },
  'state.unreadable': {
    what: 'The data folder {folder} cannot be opened: {problem}.',
    remedy: 'Check disk and rights, or restore a backup.',
  },
  'state.readOnly': { what: 'The memory {folder} cannot be written to.', remedy: 'Give the right to write.' },
  'state.full': { what: 'There is no room on the disk for {folder}.', remedy: 'Make room. ' + LOOK_AGAIN },
  'state.diskFailed': {
    what: 'The disk of the data folder {folder} fails ({problem}).',
    remedy: 'Check the disk, and make a backup on another one before you go on.',
  },
  'state.busy': { what: 'The memory {folder} is held by another process.', remedy: LOOK_AGAIN },
  'state.database.malformed': {
    what: 'The address of the database in {variable} cannot be read.',
    remedy:
      'Write it as postgres://user:password@server:5432/database. Letters such as @ and / in the password are written %40 and %2F.',
  },
  'state.database.unreachable': {
    what: 'The database {place} that keeps the memory of the program does not answer: {problem}.',
    remedy: 'Check that the server runs and can be reached from here. ' + LOOK_AGAIN,
  },
  'state.database.refused': {
    what: 'The database {place} does not let the program in: {problem}.',
    remedy: 'Check name, password and database in SKLADBRIDGE_DATABASE, and the rights of the user.',
  },
  'state.database.tooOld': {
    what: 'PostgreSQL {version} is too old: {needed} or newer is needed.',
    remedy: 'Upgrade the server, and start the program again.',
  },
  'state.database.encoding': {
    what: 'The database {place} keeps text as {encoding}; UTF8 is needed.',
    remedy: "Make a new database: CREATE DATABASE skladbridge ENCODING 'UTF8' TEMPLATE template0.",
  },
  'state.database.foreign': {
    what: 'The database {place} has tables of another program under the same names. Nothing was touched.',
    remedy: 'Make a database for this program alone, an empty one.',
  },
  'state.database.behind': {
    what: 'The memory is of version {version}, and this program works with {mine}; the role of pages cannot bring it up.',
    remedy:
      'Run “skladbridge migrate --page-role skladbridge_page” as the owner of the database, and start the page again.',
  },
  'state.database.formerAtWork': {
    what: 'Processes of a former version still work with the memory ({workers}), and cannot work with it once it is brought up (version {version} → {mine}). Nothing was touched.',
    remedy:
      'Stop every process of the former version, its pages too, and repeat. One that was killed counts for 20 seconds more, for longer with a longer SKLADBRIDGE_HEARTBEAT.',
  },
  'state.database.pagesOnly': {
    what: 'The role at the database {place} is for pages alone: by it each firm sees its own.',
    remedy: 'For workers, commands and migrate name the owner of the tables in SKLADBRIDGE_DATABASE.',
  },
  'state.database.roleUnknown': {
    what: 'The database has no role {role}.',
    remedy: 'Make it by CREATE ROLE … LOGIN, and repeat the command.',
  },
  'state.database.roleFree': {
    what: 'The role {role} sees everything whatever it is denied: it is a superuser, passes by policies, or is a member of the owner.',
    remedy: 'Make a role for the pages: CREATE ROLE … LOGIN NOSUPERUSER NOBYPASSRLS.',
  },
} as const satisfies Readonly<Record<string, ErrorText>>;
