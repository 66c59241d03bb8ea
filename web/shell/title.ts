import { useEffect } from 'react';
import type { PageWords } from '../../src/texts/page-words.ts';
import { usePage } from '../context.ts';
import type { Where } from './where.ts';
import { numbered } from '../formats.ts';

const NAME = 'Skladbridge';

/** What the browser's tab says: how much waits, which place, which server: `(3) Поръчки № 123 – Магазин – Skladbridge`. */
export function titleOf(where: Where, attention: number, words: PageWords): string {
  const labels: Readonly<Record<string, string>> = words.shell;
  const place = where.kind === 'nowhere' ? words.shell.notFound : (labels[where.place] ?? where.place);
  const [record] = where.kind === 'nowhere' ? [] : where.rest;
  const isNumber = record !== undefined && /^\d+$/.test(record);
  const pieces = [
    isNumber ? `${place} ${numbered(record, words)}` : place,
    ...(where.server === null ? [] : [where.server]),
    NAME,
  ];
  return `${attention > 0 ? `(${attention}) ` : ''}${pieces.join(' – ')}`;
}

/** Keeps the title of the document told. */
export function useTitle(where: Where, attention: number): void {
  const { words } = usePage();
  const title = titleOf(where, attention, words);
  useEffect(() => {
    document.title = title;
  }, [title]);
}
