import { MantineThemeProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { pageWords } from '../../src/texts/page.ts';
import type { Language } from '../../src/texts/text.ts';
import { makeAnswers } from '../answers.ts';
import { Api } from '../api.ts';
import type { SessionAnswer } from '../../src/api/session.ts';
import { asFault, PageContext } from '../context.ts';
import { mayOf } from '../may.ts';
import { NewPassword, SignIn } from '../pages/sign-in/sign-in.tsx';
import { spokenTheme } from '../theme.ts';
import { piecesOf } from '../route.ts';
import { Frame } from './frame.tsx';
import { fetchPlace } from './where.ts';

const api = new Api();

/**
 * A one-time link signs in before anything is shown, and leaves no trace in the address but the place that it
 * leads to: `#link=TOKEN/server/NAME`.
 */
function takeLink(): string | null {
  const match = /^#link=([\w-]+)(\/.*)?$/.exec(location.hash);
  if (match === null) return null;
  history.replaceState(null, '', `${location.pathname}${match[2] === undefined ? '' : `#${match[2]}`}`);
  return match[1] ?? null;
}

/** Whoever was given another role while his page is open is offered what he may do now, from a refusal on. */
function useNewRole(session: SessionAnswer | null, put: (session: SessionAnswer) => void): void {
  useEffect(() => {
    api.onRefused = () => {
      if (session === null) return;
      void api
        .ask('/api/session', {})
        .then(put)
        .catch(() => undefined);
    };
  }, [session, put]);
}

/**
 * The session, or the one that a link opens, once the place is here that the address leads to: it is fetched
 * while it is asked who looks, for most may go there.
 */
async function openSession(link: string | null): Promise<SessionAnswer> {
  const place = piecesOf(location.hash);
  void fetchPlace(place, () => true);
  const session = await (link === null
    ? api.ask('/api/session', {})
    : api.tell('post', '/api/link', {}, { token: link }));
  await fetchPlace(place, mayOf(session));
  return session;
}

/** Who is signed in, and in which language: found out once, and kept. */
export function App() {
  const [language, setLanguage] = useState<Language>('bg');
  const [session, setSession] = useState<SessionAnswer | null>(null);
  const [isReady, setIsReady] = useState(false);
  const [notice, setNotice] = useState('');
  const [answers] = useState(makeAnswers);

  const enter = useCallback(
    (opened: SessionAnswer | null): void => {
      api.csrfToken = opened?.csrfToken ?? 'login';
      if (opened !== null) {
        api.language = opened.account.language;
        setLanguage(opened.account.language);
      }
      // What one person was answered is not for the next.
      answers.clear();
      setNotice('');
      setSession(opened);
    },
    [answers],
  );

  useEffect(() => {
    const link = takeLink();
    openSession(link)
      .then(enter)
      .catch((error: unknown) => {
        if (link !== null) setNotice(asFault(error, pageWords('bg')).what);
      })
      .finally(() => setIsReady(true));
  }, [enter]);

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  // A page that was left open overnight: who signs in again is where he was, for its address has stayed.
  useEffect(() => {
    api.onSignedOut = () => {
      if (session === null) return;
      enter(null);
      setNotice(pageWords(language).signIn.ended);
    };
  }, [session, language, enter]);

  useNewRole(session, setSession);

  const page = useMemo(
    () => ({
      api,
      words: pageWords(language),
      language,
      session,
      may: mayOf(session),
      setSession: enter,
      toggleLanguage: () => {
        const next = language === 'bg' ? 'en' : 'bg';
        api.language = next;
        // What was answered in it before may be of long ago; what is shown stays until it is answered anew.
        answers.removeQueries({ predicate: ({ queryKey: [, spoken] }) => spoken === next });
        setLanguage(next);
        if (session !== null) void api.send('PUT', '/api/session/language', { language: next });
      },
    }),
    [language, session, enter, answers],
  );

  const spoken = useMemo(() => spokenTheme(page.words), [page.words]);

  // A moment: nothing is drawn that would have to make room again.
  if (!isReady) return null;
  return (
    <PageContext value={page}>
      <MantineThemeProvider theme={spoken}>
        <QueryClientProvider client={answers}>
          {session === null ? (
            <SignIn notice={notice} />
          ) : session.account.mustChange ? (
            <NewPassword />
          ) : (
            <Frame />
          )}
        </QueryClientProvider>
      </MantineThemeProvider>
    </PageContext>
  );
}
