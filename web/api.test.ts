import { describe, expect, it } from 'vitest';
import { saidIn } from './api.ts';

const TOLD = {
  what: 'Няма такъв файл.',
  remedy: 'Проверете пътя.',
  language: 'bg',
  other: { what: 'There is no such file.', remedy: 'Check the path.' },
} as const;

describe('a fault that is shown while the language is switched', () => {
  it('is read in the language of the page, there and back', () => {
    expect(saidIn(TOLD, 'bg').what).toBe('Няма такъв файл.');
    expect(saidIn(TOLD, 'en')).toMatchObject({ what: 'There is no such file.', remedy: 'Check the path.' });
  });

  it('stays as it is where the program told it in one language', () => {
    const alone = { what: 'HTTP 502', remedy: '' };
    expect(saidIn(alone, 'en')).toBe(alone);
  });
});
