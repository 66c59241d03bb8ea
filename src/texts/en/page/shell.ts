import type { SHELL as Bulgarian } from '../../bg/page/shell.ts';
import type { SameWords } from '../../page-words.ts';

/** The frame of the page: places, account, language. */
export const SHELL: SameWords<typeof Bulgarian> = {
  servers: 'Servers',
  plan: 'Plan',
  orders: 'Orders',
  attention: 'Attention',
  goods: 'Goods',
  unp: 'УНП',
  words: 'Words',
  runs: 'Runs',
  overview: 'Home',
  settings: 'Settings',
  accounts: 'Users',
  signOut: 'Sign out',
  language: 'Български',
};
