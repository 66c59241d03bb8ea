import { PAGE as BG } from './bg/page.ts';
import { PAGE as EN } from './en/page.ts';
import type { PageWords } from './page-words.ts';
import type { Language } from './text.ts';

/** The page's words in a language. */
export function pageWords(language: Language): PageWords {
  return language === 'bg' ? BG : EN;
}
