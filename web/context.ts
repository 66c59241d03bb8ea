import { createContext, use, useCallback, useEffect, useState } from 'react';
import { ApiFault } from './api.ts';
import type { Api, Fault, SessionAnswer } from './api.ts';
import type { PageWords } from '../src/texts/page-words.ts';
import type { Language } from '../src/texts/text.ts';

/** What every part of the page needs: the way to the program, the words, who is signed in. */
export interface Page {
  readonly api: Api;
  readonly words: PageWords;
  readonly language: Language;
  readonly session: SessionAnswer | null;
  readonly setSession: (session: SessionAnswer | null) => void;
  readonly toggleLanguage: () => void;
}

export const PageContext = createContext<Page | null>(null);

export function usePage(): Page {
  const page = use(PageContext);
  if (page === null) throw new Error('outside of the page');
  return page;
}

export function asFault(error: unknown, words: PageWords): Fault {
  if (error instanceof ApiFault) return error.fault;
  return { status: 0, code: 'network', what: words.everywhere.closedConnection, remedy: '', fields: {} };
}

export interface Loaded<T> {
  readonly value: T | null;
  readonly fault: Fault | null;
  readonly reload: () => Promise<void>;
}

/** What a path answers, asked again when it changes, every so many milliseconds, and on demand. */
export function useLoaded<T>(path: string | null, everyMs: number | null = null): Loaded<T> {
  const { api, words, setSession, language } = usePage();
  const [value, setValue] = useState<T | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const reload = useCallback(async (): Promise<void> => {
    if (path === null) return;
    try {
      setValue(await api.get<T>(path));
      setFault(null);
    } catch (error) {
      const found = asFault(error, words);
      setFault(found);
      if (found.status === 401) setSession(null);
    }
    // The language decides in which words the answer comes.
  }, [api, path, words, setSession, language]);
  useEffect(() => {
    void reload();
    if (everyMs === null) return undefined;
    const timer = setInterval(() => void reload(), everyMs);
    return () => clearInterval(timer);
  }, [reload, everyMs]);
  return { value, fault, reload };
}

/** The part of the address behind `#/`, in pieces; a link changes it, the page follows. */
export function useRoute(): readonly string[] {
  const read = (): readonly string[] =>
    location.hash
      .replace(/^#\/?/, '')
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const follow = (): void => setRoute(read());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}

export function linkTo(...parts: readonly string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

const MOMENT = new Intl.DateTimeFormat('bg-BG', {
  timeZone: 'Europe/Sofia',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** A moment as people here write it; Europe/Sofia. */
export function momentText(iso: string | null | undefined): string {
  return iso === null || iso === undefined || iso === '' ? '' : MOMENT.format(new Date(iso));
}
