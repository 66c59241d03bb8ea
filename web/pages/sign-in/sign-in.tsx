import { Button, Container, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Fault, SessionAnswer } from '../../api.ts';
import { asFault, useLoaded, usePage } from '../../context.ts';
import { FaultNote } from '../../parts/fault-note.tsx';

/** Signing in; on the first start, making the owner's account with the code of the terminal. */
export function SignIn() {
  const { api, words, setSession, language, toggleLanguage } = usePage();
  const { value: start } = useLoaded<{ readonly isNew: boolean }>('/api/start');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const isNew = start?.isNew === true;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setIsBusy(true);
    try {
      const body = isNew ? { name, password, code, language } : { name, password };
      setSession(await api.send<SessionAnswer>('POST', isNew ? '/api/setup' : '/api/login', body));
    } catch (error) {
      setFault(asFault(error, words));
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <Container size={420} py={{ base: 'xl', sm: 80 }} component="main">
      <Stack gap="xs" align="center" mb="lg">
        <Title order={1} c="pine.8">
          Skladbridge
        </Title>
        <Text c="gray.7" ta="center">
          Microinvest Склад Pro ↔ Seliton
        </Text>
      </Stack>
      <Paper withBorder shadow="sm" p="lg" radius="md">
        <form onSubmit={(event) => void submit(event)}>
          <Stack>
            <Title order={2} size="h4">
              {isNew ? words.signIn.firstAccount : words.signIn.signIn}
            </Title>
            {isNew ? (
              <TextInput
                label={words.signIn.code}
                description={words.signIn.codeHint}
                value={code}
                onChange={(event) => setCode(event.currentTarget.value)}
                autoComplete="one-time-code"
                required
              />
            ) : null}
            <TextInput
              label={words.everywhere.name}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              autoComplete="username"
              required
            />
            <PasswordInput
              label={words.everywhere.password}
              description={isNew ? words.everywhere.passwordHint : undefined}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              autoComplete={isNew ? 'new-password' : 'current-password'}
              required
            />
            <FaultNote fault={fault} />
            <Button type="submit" loading={isBusy}>
              {isNew ? words.everywhere.create : words.signIn.signIn}
            </Button>
          </Stack>
        </form>
      </Paper>
      <Group justify="center" mt="md">
        <Button variant="subtle" onClick={toggleLanguage}>
          {words.shell.language}
        </Button>
      </Group>
    </Container>
  );
}
