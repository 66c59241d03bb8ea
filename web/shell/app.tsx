import { Alert, AppShell, Badge, Button, Container, Group, Loader, Text, Title } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Api } from '../api.ts';
import type { SessionAnswer } from '../api.ts';
import { asFault, linkTo, PageContext, usePage, useRoute } from '../context.ts';
import { Accounts } from '../pages/firm/accounts.tsx';
import { Server } from './server.tsx';
import { Servers } from '../pages/servers/servers.tsx';
import { SignIn } from '../pages/sign-in/sign-in.tsx';
import { pageWords } from '../../src/texts/page.ts';
import type { Language } from '../../src/texts/text.ts';

const api = new Api();

/** A one-time link signs in before anything is shown, and leaves no trace in the address. */
function takeLink(): string | null {
  const match = /^#link=([\w-]+)$/.exec(location.hash);
  if (match === null) return null;
  history.replaceState(null, '', location.pathname);
  return match[1] ?? null;
}

export function App() {
  const [language, setLanguage] = useState<Language>('bg');
  const [session, setSession] = useState<SessionAnswer | null>(null);
  const [isReady, setIsReady] = useState(false);
  const [notice, setNotice] = useState('');

  const enter = useCallback((opened: SessionAnswer | null): void => {
    api.csrfToken = opened?.csrfToken ?? 'login';
    if (opened !== null) {
      api.language = opened.account.language;
      setLanguage(opened.account.language);
    }
    setSession(opened);
  }, []);

  useEffect(() => {
    const link = takeLink();
    const opening =
      link === null
        ? api.get<SessionAnswer>('/api/session')
        : api.send<SessionAnswer>('POST', '/api/link', { token: link });
    opening
      .then(enter)
      .catch((error: unknown) => {
        if (link !== null) setNotice(asFault(error, pageWords('bg')).what);
      })
      .finally(() => setIsReady(true));
  }, [enter]);

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const page = useMemo(
    () => ({
      api,
      words: pageWords(language),
      language,
      session,
      setSession: enter,
      toggleLanguage: () => {
        const next = language === 'bg' ? 'en' : 'bg';
        api.language = next;
        setLanguage(next);
        if (session !== null) void api.send('PUT', '/api/session/language', { language: next });
      },
    }),
    [language, session, enter],
  );

  if (!isReady) return <Loader m="xl" />;
  return (
    <PageContext value={page}>
      {notice === '' ? null : (
        <Alert color="red" m="md">
          {notice}
        </Alert>
      )}
      {session === null ? <SignIn /> : <Inside />}
    </PageContext>
  );
}

function Inside() {
  const { words, session, setSession, api: way, toggleLanguage } = usePage();
  const [first, name, tab] = useRoute();
  const isOwner = session?.account.role === 'owner';
  const leave = async (): Promise<void> => {
    await way.send('DELETE', '/api/session');
    setSession(null);
  };
  return (
    <AppShell header={{ height: 56 }} padding={{ base: 'xs', sm: 'md' }}>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Title order={1} size="h3">
              <Text component="a" href={linkTo()} inherit c="pine.8">
                Skladbridge
              </Text>
            </Title>
            {isOwner ? (
              <Button
                component="a"
                href={linkTo('accounts')}
                variant="subtle"
                size="compact-sm"
                visibleFrom="sm"
              >
                {words.shell.accounts}
              </Button>
            ) : null}
          </Group>
          <Group gap="xs" wrap="nowrap">
            <Badge variant="light" visibleFrom="sm">
              {session?.account.name}
            </Badge>
            <Button variant="subtle" size="compact-sm" onClick={toggleLanguage}>
              {words.shell.language}
            </Button>
            <Button variant="default" size="compact-sm" onClick={() => void leave()}>
              {words.shell.signOut}
            </Button>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Main>
        <Container size="xl" px={0}>
          {first === 'accounts' && isOwner ? (
            <Accounts />
          ) : first === 'server' && name !== undefined ? (
            <Server key={name} name={name} tab={tab ?? 'overview'} />
          ) : (
            <Servers />
          )}
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}
