import { describe, expect, it } from 'vitest';
import type { AccountRole } from '../../src/model/account.ts';
import { callsFor } from '../../src/http/may.ts';
import { pageWords } from '../../src/texts/page.ts';
import { mayOf } from '../may.ts';
import { piecesOf } from '../route.ts';
import type { May } from '../may.ts';
import { titleOf } from './title.ts';
import { whereIs } from './where.ts';

const SERVERS = ['Магазин', 'Втори'];
const as = (role: AccountRole): May => mayOf({ may: [...callsFor(role, true)] });
const [OWNER, OPERATOR, HOSTER] = [as('owner'), as('operator'), as('hoster')] as const;

describe('where an address leads', () => {
  it('to the servers, to a place of one, to a record of the place', () => {
    expect(whereIs([], OPERATOR, null)).toMatchObject({ kind: 'top', place: 'servers' });
    expect(whereIs(['server', 'Магазин'], OPERATOR, SERVERS)).toMatchObject({
      kind: 'server',
      server: 'Магазин',
      place: 'overview',
      rest: [],
    });
    expect(whereIs(['server', 'Втори', 'orders', '123'], OPERATOR, SERVERS)).toMatchObject({
      place: 'orders',
      rest: ['123'],
    });
  });

  it('nowhere, and says what there is not: an unknown place, an unknown server, one for the owner alone', () => {
    expect(whereIs(['друго', 'нещо'], OWNER, SERVERS)).toMatchObject({
      kind: 'nowhere',
      missing: 'place',
      asked: 'друго/нещо',
    });
    expect(whereIs(['server', 'Трети', 'orders'], OWNER, SERVERS)).toMatchObject({
      missing: 'server',
      asked: 'Трети',
    });
    expect(whereIs(['server', 'Магазин', 'ордери'], OWNER, SERVERS)).toMatchObject({
      missing: 'place',
      server: 'Магазин',
    });
    expect(whereIs(['server', 'Магазин', 'settings'], OPERATOR, SERVERS).kind).toBe('nowhere');
    expect(whereIs(['server'], OWNER, SERVERS).kind).toBe('nowhere');
  });

  it('whoever looks after firms arrives at them: there are no servers of his, and nobody else sees them', () => {
    expect(whereIs([], HOSTER, null)).toMatchObject({ kind: 'top', place: 'firms' });
    expect(whereIs(['firms'], OWNER, []).kind).toBe('nowhere');
    expect(whereIs(['servers'], HOSTER, []).kind).toBe('nowhere');
  });

  it('the firm is everybody’s: there stand one’s own account and sessions', () => {
    expect(whereIs(['firm', 'sessions'], OPERATOR, SERVERS)).toMatchObject({
      kind: 'top',
      place: 'firm',
      rest: ['sessions'],
    });
  });

  it('an address from before still leads to its place; servers that are not known yet are believed', () => {
    expect(whereIs(['accounts'], OWNER, SERVERS)).toMatchObject({ kind: 'top', place: 'firm' });
    expect(whereIs(['server', 'Нов', 'plan'], OPERATOR, null)).toMatchObject({ place: 'plan' });
  });

  it('pieces are read as they were written, and one that cannot be is left as it stands', () => {
    expect(piecesOf('#/server/%D0%90%2F%D0%91/orders/12')).toEqual(['server', 'А/Б', 'orders', '12']);
    expect(piecesOf('#/server/100%/orders')).toEqual(['server', '100%', 'orders']);
    expect(piecesOf('')).toEqual([]);
  });

  it('the title tells how much waits, the place, its record and the server', () => {
    const words = pageWords('bg');
    expect(titleOf(whereIs(['server', 'Магазин', 'orders', '123'], OWNER, SERVERS), 3, words)).toBe(
      '(3) Поръчки №\u00a0123 – Магазин – Skladbridge',
    );
    expect(titleOf(whereIs([], OWNER, SERVERS), 0, words)).toBe('Сървъри – Skladbridge');
    expect(titleOf(whereIs(['x'], OWNER, SERVERS), 0, words)).toBe('Тук няма нищо – Skladbridge');
  });
});
