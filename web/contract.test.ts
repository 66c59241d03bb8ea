import { describe, expect, it } from 'vitest';
import { filledPath } from './contract.ts';
import { pagesOf } from './rows.ts';
import { remedyFor, toldHere } from './parts/remedy.ts';
import { mayOf } from './may.ts';
import { callsFor } from '../src/http/may.ts';
import { pageWords } from '../src/texts/page.ts';

describe('a call of the contract', () => {
  it('fills the places of its path and makes the rest its query, without what is empty', () => {
    const path = '/api/profiles/{name}/orders';
    const values = { name: 'А/Б', page: 2, search: '', stage: undefined };
    expect(filledPath(path, values)).toBe('/api/profiles/%D0%90%2F%D0%91/orders?page=2');
    expect(filledPath('/api/profiles', {})).toBe('/api/profiles');
  });
});

describe('rows in view', () => {
  it('are fetched with their pages, and the first page tells how many there are', () => {
    expect(pagesOf(0, 40, 100)).toEqual([0]);
    expect(pagesOf(90, 130, 100)).toEqual([0, 1]);
    expect(pagesOf(99_950, 99_999, 100)).toEqual([0, 999]);
  });
});

describe('a fault', () => {
  const words = pageWords('bg');
  const owner = { words, may: () => true };
  const operator = { words, may: mayOf({ may: [...callsFor('operator', true)] }) };

  it('leads to where it is mended at this server, the most exact place first', () => {
    expect(remedyFor('shop.credentials', 'Магазин', owner)?.href).toBe(
      `#/server/${encodeURIComponent('Магазин')}/settings`,
    );
    expect(remedyFor('run.firstNeedsPlan', 'М', owner)?.label).toBe('Преглед');
    expect(remedyFor('profile.notFound', null, owner)?.href).toBe('#/');
    expect(remedyFor('shop.credentials', null, owner)).toBeNull();
    expect(remedyFor('network', 'М', owner)).toBeNull();
  });

  it('leads nobody to where he is not let in', () => {
    expect(remedyFor('shop.credentials', 'Магазин', operator)).toBeNull();
    expect(remedyFor('order.empty', 'Магазин', operator)?.label).toBe('За внимание');
  });

  it('never tells a person of the page to type a command', () => {
    expect(toldHere('Вижте списъка с „skladbridge runs“.')).toBe('');
    expect(toldHere('Изберете друг с --port.')).toBe('');
    expect(toldHere('Проверете адреса на магазина.')).toBe('Проверете адреса на магазина.');
    const beside = 'Изключете „Импорт“ („skladbridge profile edit М --set import=no“) или го премахнете.';
    expect(toldHere(beside)).toBe('Изключете „Импорт“ или го премахнете.');
  });
});
