import { row } from './error-kind.ts';

/** What stands in the way of a person who comes to the page: sign-in and accounts. */
export const PAGE_ACCESS_ERROR_CODES = {
  'access.loginNeeded': row('access'),
  'access.notAllowed': row('access'),
  'access.tokenMissing': row('access'),
  'access.wrongPassword': row('access'),
  'access.lockedOut': row('access', 'seconds'),
  'access.busy': row('access'),
  'access.codeWrong': row('access'),
  'access.secondCodeNeeded': row('access'),
  'access.secondCodeWrong': row('access'),
  'access.passwordMustChange': row('access'),
  'access.linkUsed': row('access'),
  'account.nameTaken': row('setting', 'name'),
  'account.nameMalformed': row('setting', 'name'),
  'account.passwordWeak': row('setting'),
  'account.lastOwner': row('setting'),
  'account.notFound': row('setting', 'name'),
  'account.emailMalformed': row('setting', 'email'),
  'account.passwordSame': row('setting'),
  'session.notFound': row('setting'),
} as const;
