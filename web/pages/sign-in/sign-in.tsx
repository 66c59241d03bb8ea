import { Alert, Button, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useAction, useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { PasswordForm } from '../firm/own-profile.tsx';
import { Mark } from '../../parts/mark.tsx';
import { LanguageSwitch, SchemeSwitch } from '../../parts/switches.tsx';

/** Signing in; on the first start, making the owner's account with the code of the terminal. */
export function SignIn({ notice }: { readonly notice: string }) {
  const { words } = usePage();
  return (
    <main className="door">
      <div className="door-name">
        <Mark size={40} />
        <div>
          <Title order={1}>Skladbridge</Title>
          <p>{words.signIn.whatItIs}</p>
        </div>
      </div>
      <div className="door-card">
        {notice === '' ? null : (
          <Alert color="orange" mb="md" role="alert">
            {notice}
          </Alert>
        )}
        <DoorForm />
      </div>
      <div className="door-tools">
        <LanguageSwitch />
        <SchemeSwitch />
      </div>
    </main>
  );
}

/** A password that somebody else has made is changed before anything else. */
export function NewPassword() {
  return (
    <main className="door">
      <div className="door-name">
        <Mark size={40} />
        <Title order={1}>Skladbridge</Title>
      </div>
      <div className="door-card">
        <PasswordForm isForced />
      </div>
      <div className="door-tools">
        <LanguageSwitch />
        <SchemeSwitch />
      </div>
    </main>
  );
}

function DoorForm() {
  const { api, words, setSession, language } = usePage();
  const { value: start } = useAnswer('/api/start', {});
  const [typed, setTyped] = useState({ name: '', password: '', code: '' });
  const isNew = start?.isNew === true;
  const enter = useAction(async () => {
    const { name, password, code } = typed;
    const session = isNew
      ? await api.tell('post', '/api/setup', {}, { name, password, code, language })
      : await api.tell('post', '/api/login', {}, { name, password, code });
    setSession(session);
  });
  // Asked for once the password is right; what is wrong with it is told beside it.
  const [needsCode, setNeedsCode] = useState(false);
  const isAskedNow = enter.fault?.code === 'access.secondCodeNeeded';
  if (isAskedNow && !needsCode) setNeedsCode(true);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void enter.run();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={2}>{isNew ? words.signIn.firstAccount : words.signIn.signIn}</Title>
        {isNew ? (
          <TextInput
            label={words.signIn.code}
            description={words.signIn.codeHint}
            value={typed.code}
            onChange={(event) => setTyped({ ...typed, code: event.currentTarget.value })}
            autoComplete="one-time-code"
            required
          />
        ) : null}
        <TextInput
          label={words.everywhere.name}
          value={typed.name}
          onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
          autoComplete="username"
          required
        />
        <PasswordInput
          label={words.everywhere.password}
          description={isNew ? words.everywhere.passwordHint : undefined}
          value={typed.password}
          onChange={(event) => setTyped({ ...typed, password: event.currentTarget.value })}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          required
        />
        {needsCode && !isNew ? (
          <TextInput
            label={words.firm.codeOfApp}
            description={words.firm.codeOfAppHint}
            value={typed.code}
            onChange={(event) => setTyped({ ...typed, code: event.currentTarget.value })}
            autoComplete="one-time-code"
            autoFocus
            required
          />
        ) : null}
        <FaultNote fault={isAskedNow ? null : enter.fault} />
        <Button type="submit" loading={enter.isBusy} fullWidth>
          {isNew ? words.everywhere.create : words.signIn.signIn}
        </Button>
      </Stack>
    </form>
  );
}
