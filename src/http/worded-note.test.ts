import { describe, expect, it } from 'vitest';
import { wordedChangeNote } from './worded-note.ts';
import type { NoteKind } from '../model/setting-change.ts';

function told(kind: NoteKind, field: string, after: string | null, before: string | null = null) {
  const worded = wordedChangeNote({ kind, field, before, after }, 'bg');
  return [worded.what, worded.before, worded.after];
}

describe('what people have changed and answered, in words', () => {
  it('settings: choices by their words, records by their numbers, yes and no', () => {
    expect(told('setting', 'deliveryGood', '4', 'null')).toEqual(['Стока за доставка', null, '№ 4']);
    expect(told('setting', 'interface', 'xml', 'rest')[2]).not.toBe('xml');
    expect(told('setting', 'groups', '[2,10]')[2]).toBe('№ 2, № 10');
    expect(told('setting', 'withoutSupto', 'true', 'false').slice(1)).toEqual(['не', 'да']);
    expect(told('setting', 'firstOrder', '1088')[2]).toBe('1088');
    expect(told('setting', 'groups', '[2,10,1…')[2]).toBe('№ [2,10,1…');
  });

  it('a number is written in one manner of the language', () => {
    const note = (kind: NoteKind, field: string, after: string) =>
      wordedChangeNote({ kind, field, before: null, after }, 'en');
    expect(note('setting', 'deliveryGood', '2').after).toBe('No. 2');
    expect(note('order', 'order:9 decline', 'x').what).toBe('Order no. 9');
    expect(note('pair', 'importFromHere', '7').after).toBe('No. 7');
  });

  it('answers: an order, a good, a word, a cause, a question', () => {
    expect(told('order', 'order:92 decline', 'шега')).toEqual([
      'Поръчка № 92',
      null,
      'няма да се внася: шега',
    ]);
    expect(told('order', 'order:92 decline', null)[2]).toBe('пак се внася');
    expect(told('order', 'order:92 refundWay', 'card')[2]).toBe('парите се връщат по карта');
    expect(told('link', 'good:45', 'product:7')).toEqual(['Стока № 45', null, 'продукт № 7']);
    expect(told('link', 'good:45', null)[2]).toBe('развързана');
    expect(told('word', 'orderStatus: Отказана', 'cancelled')).toEqual([
      'състояние на поръчка: Отказана',
      null,
      'отказана',
    ]);
    expect(told('attention', 'orderCurrency', 'dismiss: знам', '3').slice(1)).toEqual([
      'записи: 3',
      'оставено: знам',
    ]);
    expect(told('pair', 'answer', 'moved')).toEqual(['Отговор на въпроса', null, 'същият е']);
    expect(told('pair', 'importFromHere', '1087')[2]).toBe('№ 1087');
  });
});
