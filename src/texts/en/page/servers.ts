import type { SERVERS as Bulgarian } from '../../bg/page/servers.ts';
import type { SameWords } from '../../page-words.ts';

/** The list of servers and of those removed. */
export const SERVERS: SameWords<typeof Bulgarian> = {
  newServer: 'New',
  edit: 'Edit',
  copy: 'Copy',
  removedHint: 'Their orders, archive and runs are kept.',
  removedAt: 'Removed',
  movedAt: 'Moved',
  movedHint: 'It works in its new place. What was recorded before the move stays here.',
  restore: 'Restore',
  restoreHint:
    'The server comes back with its settings and ledger. Set its secrets anew, and make a plan before the first start.',
  exportArchive: 'Archive',
  lastRun: 'Last run',
  nextRun: 'Next run',
  never: 'not yet',
  idle: 'ready',
  needsPlan: 'needs a first plan',
  noServers: 'No servers yet. Press “New” and fill in the form.',
  typeName: 'Type the name to confirm',
  newName: 'Name of the new server',
  warehouse: 'Warehouse',
  shop: 'Shop',
  answers: 'answers',
  silent: 'does not answer',
  notAsked: 'not asked yet',
};
