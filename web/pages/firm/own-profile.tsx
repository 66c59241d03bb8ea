import { Button, Card, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useAction } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { FormCard } from './form-card.tsx';
import { SecondFactor } from './second-factor.tsx';

/** One's own account: name, password, second factor. */
export function OwnProfile() {
  return (
    <>
      <Person />
      <Card withBorder>
        <PasswordForm />
      </Card>
      <SecondFactor />
    </>
  );
}

function Person() {
  const { api, words, session, setSession } = usePage();
  const account = session?.account;
  const [typed, setTyped] = useState({ name: account?.name ?? '', email: account?.email ?? '' });
  const [isSaved, setIsSaved] = useState(false);
  const save = useAction(async () => {
    await api.tell('put', '/api/session/person', {}, typed);
    setSession(await api.ask('/api/session', {}));
    setIsSaved(true);
  });
  const type = (more: Partial<typeof typed>): void => {
    setTyped({ ...typed, ...more });
    setIsSaved(false);
  };
  return (
    <FormCard
      title={words.firm.myself}
      action={save}
      button={words.everywhere.save}
      isFirst
      note={
        <Text size="sm" c="dimmed" mt="sm">
          {words.firm.role}: {words.firm[account?.role ?? 'operator']}
        </Text>
      }
      after={
        <Text size="sm" role="status">
          {isSaved ? words.everywhere.saved : ''}
        </Text>
      }
    >
      <TextInput
        label={words.everywhere.name}
        value={typed.name}
        onChange={(event) => type({ name: event.currentTarget.value })}
        autoComplete="username"
        required
      />
      <TextInput
        label={words.firm.email}
        description={words.firm.emailHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={typed.email}
        onChange={(event) => type({ email: event.currentTarget.value })}
        type="email"
        autoComplete="email"
      />
    </FormCard>
  );
}

/** The old password is asked for, and every other browser is signed out by the new one. */
export function PasswordForm({ isForced = false }: { readonly isForced?: boolean }) {
  const { api, words, session, setSession } = usePage();
  const [typed, setTyped] = useState({ before: '', after: '' });
  const [isDone, setIsDone] = useState(false);
  const change = useAction(async () => {
    setIsDone(false);
    setSession(await api.tell('put', '/api/session/password', {}, typed));
    setTyped({ before: '', after: '' });
    setIsDone(true);
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void change.run();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Title order={2}>{isForced ? words.firm.temporaryTitle : words.firm.changePassword}</Title>
        <Text size="sm" c="dimmed">
          {isForced ? words.firm.temporaryHint : words.firm.changePasswordHint}
        </Text>
        <input type="hidden" name="username" autoComplete="username" value={session?.account.name ?? ''} />
        <div className="firm-form">
          <PasswordInput
            label={words.firm.oldPassword}
            value={typed.before}
            onChange={(event) => setTyped({ ...typed, before: event.currentTarget.value })}
            autoComplete="current-password"
            required
          />
          <PasswordInput
            label={words.firm.newPassword}
            description={words.everywhere.passwordHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={typed.after}
            onChange={(event) => setTyped({ ...typed, after: event.currentTarget.value })}
            autoComplete="new-password"
            required
          />
        </div>
        <FaultNote fault={change.fault} />
        <Group>
          <Button type="submit" loading={change.isBusy} {...(isForced ? {} : { variant: 'default' })}>
            {words.firm.changePassword}
          </Button>
          <Text size="sm" role="status">
            {isDone ? words.firm.passwordChanged : ''}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
