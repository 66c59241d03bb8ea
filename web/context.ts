import { createContext, use } from 'react';
import type { PageWords } from '../src/texts/page-words.ts';
import type { Language } from '../src/texts/text.ts';
import { ApiFault } from './api.ts';
import type { SessionAnswer } from '../src/api/session.ts';
import type { Api, Fault } from './api.ts';
import type { May } from './may.ts';

/** What every part of the page needs: the way to the program, the words, who is signed in. */
export interface Page {
  readonly api: Api;
  readonly words: PageWords;
  readonly language: Language;
  readonly session: SessionAnswer | null;
  /** What that person may do: nothing else is offered to him. */
  readonly may: May;
  readonly setSession: (session: SessionAnswer | null) => void;
  readonly toggleLanguage: () => void;
}

export const PageContext = createContext<Page | null>(null);

/** What the page has for its parts; only below `PageContext`. */
export function usePage(): Page {
  const page = use(PageContext);
  if (page === null) throw new Error('outside of the page');
  return page;
}

/** Whatever was thrown, as a fault that can be shown. */
export function asFault(error: unknown, words: PageWords): Fault {
  if (error instanceof ApiFault) return error.fault;
  return { status: 0, code: 'network', what: words.everywhere.closedConnection, remedy: '', fields: {} };
}
