import type { SETTINGS as Bulgarian } from '../../bg/page/settings.ts';
import type { SameWords } from '../../page-words.ts';

/** Settings. */
export const SETTINGS: SameWords<typeof Bulgarian> = {
  test: 'Test the connection',
  evidence: 'Collect evidence',
  evidenceHint:
    'One file for judging what is assumed: reads only, no names, telephones, e-mails or addresses',
  testHint: 'Asks warehouse and shop, writes nothing.',
  works: 'works',
  notTried: 'not tried',
  secretSet: 'is set; type a new one to replace it',
  secretNotSet: 'is not set',
  priceWholesale: 'wholesale price',
  priceRetail: 'retail price',
  priceGroup: 'price group',
  nextStarts: 'Next starts',
  scheduleHint: 'Minutes (15) or a cron expression (*/15 8-19 * * *), time zone Sofia',
  chooseFirst: 'The warehouse did not answer; choices are shown by number.',
  changedElsewhere: 'Saved by another window. Reload to see the new values; what is typed here stays.',
};
