import { describe, expect, it } from 'vitest';
import { pageWords } from '../../src/texts/page.ts';
import { piecesOf } from '../route.ts';
import { titleOf } from './title.ts';
import { whereIs } from './where.ts';

const SERVERS = ['Магазин', 'Втори'];

describe('where an address leads', () => {
  it('to the servers, to a place of one, to a record of the place', () => {
    expect(whereIs([], 'operator', null)).toMatchObject({ kind: 'top', place: 'servers' });
    expect(whereIs(['server', 'Магазин'], 'operator', SERVERS)).toMatchObject({
      kind: 'server',
      server: 'Магазин',
      place: 'overview',
      rest: [],
    });
    expect(whereIs(['server', 'Втори', 'orders', '123'], 'operator', SERVERS)).toMatchObject({
      place: 'orders',
      rest: ['123'],
    });
  });

  it('nowhere, and says what there is not: an unknown place, an unknown server, one for the owner alone', () => {
    expect(whereIs(['друго', 'нещо'], 'owner', SERVERS)).toMatchObject({
      kind: 'nowhere',
      missing: 'place',
      asked: 'друго/нещо',
    });
    expect(whereIs(['server', 'Трети', 'orders'], 'owner', SERVERS)).toMatchObject({
      missing: 'server',
      asked: 'Трети',
    });
    expect(whereIs(['server', 'Магазин', 'ордери'], 'owner', SERVERS)).toMatchObject({
      missing: 'place',
      server: 'Магазин',
    });
    expect(whereIs(['server', 'Магазин', 'settings'], 'operator', SERVERS).kind).toBe('nowhere');
    expect(whereIs(['server'], 'owner', SERVERS).kind).toBe('nowhere');
  });

  it('whoever looks after firms and is in none arrives at his own account: there are no servers of his', () => {
    expect(whereIs([], 'hoster', null)).toMatchObject({ kind: 'top', place: 'firm' });
    expect(whereIs(['servers'], 'hoster', []).kind).toBe('nowhere');
  });

  it('the firm is everybody’s: there stand one’s own account and sessions', () => {
    expect(whereIs(['firm', 'sessions'], 'operator', SERVERS)).toMatchObject({
      kind: 'top',
      place: 'firm',
      rest: ['sessions'],
    });
  });

  it('an address from before still leads to its place; servers that are not known yet are believed', () => {
    expect(whereIs(['accounts'], 'owner', SERVERS)).toMatchObject({ kind: 'top', place: 'firm' });
    expect(whereIs(['server', 'Нов', 'plan'], 'operator', null)).toMatchObject({ place: 'plan' });
  });

  it('pieces are read as they were written, and one that cannot be is left as it stands', () => {
    expect(piecesOf('#/server/%D0%90%2F%D0%91/orders/12')).toEqual(['server', 'А/Б', 'orders', '12']);
    expect(piecesOf('#/server/100%/orders')).toEqual(['server', '100%', 'orders']);
    expect(piecesOf('')).toEqual([]);
  });

  it('the title tells how much waits, the place, its record and the server', () => {
    const words = pageWords('bg');
    expect(titleOf(whereIs(['server', 'Магазин', 'orders', '123'], 'owner', SERVERS), 3, words)).toBe(
      '(3) Поръчки №\u00a0123 – Магазин – Skladbridge',
    );
    expect(titleOf(whereIs([], 'owner', SERVERS), 0, words)).toBe('Сървъри – Skladbridge');
    expect(titleOf(whereIs(['x'], 'owner', SERVERS), 0, words)).toBe('Тук няма нищо – Skladbridge');
  });
});
