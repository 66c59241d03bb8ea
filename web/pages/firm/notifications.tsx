import { Anchor, Button, Card, Group, Skeleton, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useAction, useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { linkTo } from '../../route.ts';

/** Who is told, how, and whether it arrives: each server has its own. */
export function Notifications() {
  const { words } = usePage();
  const { value, fault } = useAnswer('/api/profiles', {});
  if (value === null) return fault === null ? <Skeleton h={160} /> : <FaultNote fault={fault} />;
  if (value.length === 0) return <EmptyState text={words.firm.notifyHint} />;
  return (
    <>
      <Text size="sm" c="dimmed">
        {words.firm.notifyHint}
      </Text>
      {value.map(({ name }) => (
        <ServerNotifications key={name} name={name} />
      ))}
    </>
  );
}

function ServerNotifications({ name }: { readonly name: string }) {
  const { api, words } = usePage();
  const { value, fault } = useAnswer('/api/profiles/{name}', { name });
  const [sent, setSent] = useState('');
  const test = useAction(async (way: 'mail' | 'webhook') => {
    setSent('');
    await api.tell('post', '/api/profiles/{name}/notifications/test', { name }, { way });
    setSent(words.firm.testSent);
  });
  const textOf = (key: 'notifyEmail' | 'digestAt'): string => {
    const text = value?.settings[key];
    return text === undefined || text === '' ? words.firm.notSet : text;
  };
  const hasWebhook = value?.secrets.includes('webhookAddress') === true;
  return (
    <Card withBorder component="section" aria-label={name}>
      <Title order={2}>{name}</Title>
      <FaultNote fault={fault} />
      <dl className="facts">
        <div>
          <dt>{words.firm.mailTo}</dt>
          <dd className="cell-wrap">{textOf('notifyEmail')}</dd>
        </div>
        <div>
          <dt>{words.firm.webhook}</dt>
          <dd>{hasWebhook ? words.firm.isSet : words.firm.notSet}</dd>
        </div>
        <div>
          <dt>{words.firm.digestAt}</dt>
          <dd>{textOf('digestAt')}</dd>
        </div>
      </dl>
      <FaultNote fault={test.fault} />
      <Group>
        <Button variant="default" loading={test.isBusy} onClick={() => void test.run('mail')}>
          {words.firm.testMail}
        </Button>
        {hasWebhook ? (
          <Button variant="default" loading={test.isBusy} onClick={() => void test.run('webhook')}>
            {words.firm.testWebhook}
          </Button>
        ) : null}
        <Anchor href={linkTo('server', name, 'settings')} underline="always" size="sm">
          {words.firm.editNotify}
        </Anchor>
        <Text size="sm" role="status">
          {sent}
        </Text>
      </Group>
    </Card>
  );
}
