import { row } from './error-kind.ts';

/** Of reporting: a shop that tells a hosted page how it stands, and of the page that is told. */
export const REPORT_ERROR_CODES = {
  'report.tokenWrong': row('access'),
  'report.otherSender': row('access'),
  'report.suspended': row('access'),
  'report.tooOften': row('busy', 'seconds'),
  'report.notSet': row('setting'),
  'report.tokenMissing': row('setting'),
  'report.tokenMalformed': row('setting'),
  'report.addressMalformed': row('setting', 'value'),
  'report.notSecure': row('setting', 'value'),
  'report.notSent': row('connection', 'host', 'reason'),
  'reportedShop.notFound': row('setting', 'id'),
  'reportedShop.nameTaken': row('setting', 'name'),
  'reportedShop.nameMalformed': row('setting', 'name'),
} as const;
