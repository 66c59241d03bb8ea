import type { PageWords } from '../../src/texts/page-words.ts';

function hour(text: string): string {
  return `${text.padStart(2, '0')}:00`;
}

/** A schedule as people say it; one that has no short name stands as it was typed. */
export function scheduleWords(text: string, words: PageWords): string {
  const trimmed = text.trim();
  if (trimmed === '') return words.servers.byHand;
  const every = (minutes: string): string => words.servers.everyMinutes.replace('{n}', minutes);
  if (/^\d+$/.test(trimmed)) return every(trimmed);
  const between = /^\*\/(\d+) (\d+)-(\d+) \* \* \*$/.exec(trimmed);
  if (between !== null) {
    const [, minutes = '', from = '', to = ''] = between;
    // The last start of `8-19` is before eight in the evening.
    return `${every(minutes)}, ${hour(from)}–${hour(String(Number(to) + 1))}`;
  }
  const daily = /^(\d+) (\d+) \* \* \*$/.exec(trimmed);
  if (daily !== null) {
    const [, minute = '', at = ''] = daily;
    return `${words.servers.everyDay} ${at.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  }
  return trimmed;
}
