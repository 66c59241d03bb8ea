import { describe, expect, it } from 'vitest';
import { CALLS } from '../api/api.ts';
import { callsFor } from './may.ts';

const START = 'post /api/profiles/{name}/run';
const SETTINGS = 'get /api/profiles/{name}';
const AUDIT = 'get /api/profiles/{name}/audit/{month}';
/** Places „Други магазини“ and „Отчитане“, and a new shop. */
const REPORTS = ['get /api/reporting/shops', 'get /api/reporting/line', 'post /api/reporting/shops'];
const BACKUPS = 'get /api/backups';

describe('what a session tells that it may', () => {
  it('the owner of the only firm everything that anybody of a firm may', () => {
    const inside = CALLS.filter(({ needs }) => !['public', 'reporter', 'hoster'].includes(needs));
    expect(callsFor('owner', true)).toEqual(inside.map(({ method, path }) => `${method} ${path}`));
  });

  it('where several firms share the memory nobody what is about all of it, and everything else as before', () => {
    const lost = callsFor('owner', true).filter((call) => !callsFor('owner', false).includes(call));
    expect(lost).toContain(BACKUPS);
    expect(lost).not.toContain(SETTINGS);
    for (const call of REPORTS) expect([call, lost.includes(call)]).toEqual([call, false]);
  });

  it('an operator starts and sees no settings, an accountant only looks and has the audit file', () => {
    const has = (role: 'operator' | 'accountant' | 'hoster') =>
      [START, SETTINGS, AUDIT, BACKUPS].map((call) => callsFor(role, true).includes(call));
    expect(has('operator')).toEqual([true, false, false, false]);
    expect(has('accountant')).toEqual([false, false, true, false]);
    expect(has('hoster')).toEqual([false, false, false, false]);
    expect(callsFor('hoster', true)).toContain('get /api/firms');
  });
});
