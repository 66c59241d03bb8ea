import type { PageWords } from '../page-words.ts';
import { NAMES } from './names.ts';
import { ATTENTION } from './page/attention.ts';
import { EVERYWHERE } from './page/everywhere.ts';
import { FIRM } from './page/firm.ts';
import { FIRMS } from './page/firms.ts';
import { FIRST_RUN } from './page/first-run.ts';
import { GOODS } from './page/goods.ts';
import { HOME } from './page/home.ts';
import { ORDERS } from './page/orders.ts';
import { PALETTE } from './page/palette.ts';
import { PLAN } from './page/plan.ts';
import { QUESTIONS } from './page/questions.ts';
import { REPORTING } from './page/reporting.ts';
import { RUNS } from './page/runs.ts';
import { SERVERS } from './page/servers.ts';
import { SETTINGS } from './page/settings.ts';
import { SHELL } from './page/shell.ts';
import { SHOP_WORDS } from './page/shop-words.ts';
import { SIGN_IN } from './page/sign-in.ts';
import { UNP } from './page/unp.ts';
import { WORK } from './page/work.ts';

/** The words of the page by places, and the names that the whole program shares. */
export const PAGE: PageWords = {
  everywhere: EVERYWHERE,
  shell: SHELL,
  palette: PALETTE,
  servers: SERVERS,
  reporting: REPORTING,
  home: HOME,
  work: WORK,
  plan: PLAN,
  orders: ORDERS,
  attention: ATTENTION,
  goods: GOODS,
  unp: UNP,
  shopWords: SHOP_WORDS,
  runs: RUNS,
  settings: SETTINGS,
  firstRun: FIRST_RUN,
  firm: FIRM,
  firms: FIRMS,
  signIn: SIGN_IN,
  questions: QUESTIONS,
  names: NAMES,
};
