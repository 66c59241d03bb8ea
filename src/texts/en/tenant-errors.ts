import type { ErrorText } from '../texts.ts';

/** Faults of firms that share a memory. */
export const TENANT_ERRORS = {
  'access.noTenant': {
    what: 'This user is in no firm.',
    remedy: 'Ask whoever looks after the program.',
  },
  'account.elsewhere': {
    what: '"{name}" works in another firm too: the password cannot be changed from here.',
    remedy: 'They can change it themselves; if it is forgotten, whoever looks after the program.',
  },
  'tenant.nameTaken': {
    what: 'There is a firm "{name}" already.',
    remedy: 'Choose another name.',
  },
  'tenant.nameMalformed': {
    what: '"{name}" cannot be a firm\'s name.',
    remedy: 'From 1 to 80 characters, without blanks at the ends.',
  },
  'tenant.notFound': {
    what: 'There is no firm "{name}" that you may choose.',
    remedy: 'Choose one of your firms (in a terminal "skladbridge tenant list" shows them).',
  },
  'tenant.needed': {
    what: 'There are several firms in this memory, and it is not clear which one the command is about.',
    remedy: 'Add --firm with the name of one of them: {names}.',
  },
  'tenant.unclear': {
    what: 'Several firms have a profile "{name}".',
    remedy: "Add --firm with the firm's name.",
  },
  'tenant.nameless': {
    what: 'The firm that has everything so far has no name yet.',
    remedy: 'Name it before you add another, such as by "skladbridge tenant rename - First".',
  },
  'tenant.needsDatabase': {
    what: 'A memory in a file is of one firm.',
    remedy: 'For more firms the memory is kept in PostgreSQL (docs/hosting.md).',
  },
  'tenant.hasOwner': {
    what: 'The firm “{name}” has an owner already.',
    remedy: 'Its people are added by him.',
  },
  'tenant.pageRole': {
    what: 'This page uses a role of the database that sees firms one at a time only.',
    remedy: "Look after firms at a page that is started as the database's owner, or by tenant in a terminal.",
  },
  'tenant.suspended': {
    what: 'The firm "{name}" is suspended.',
    remedy: 'Ask whoever looks after the program.',
  },
} satisfies Readonly<Record<string, ErrorText>>;
