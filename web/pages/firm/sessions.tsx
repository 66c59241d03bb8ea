import { Badge, Button, Card, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useAction, useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { browserName } from './browser-name.ts';
import { fill } from '../../../src/texts/fill.ts';

/** Browsers that are signed in: one's own, and for an owner everybody's. */
export function Sessions() {
  const { api, words, session } = usePage();
  const formats = useFormats();
  const { value, fault, reload } = useAnswer('/api/sessions', {});
  const [isAsked, setIsAsked] = useState(false);
  const end = useAction(async (id: string) => {
    await api.tell('delete', '/api/sessions/{id}', { id });
    await reload();
  });
  const own = session?.account.name;
  const others = (value ?? []).filter(({ account, isOwn }) => account === own && !isOwn);
  return (
    <Card withBorder>
      <Group justify="space-between">
        <Title order={2}>{words.firm.sessions}</Title>
        {others.length === 0 ? null : (
          <Button variant="default" onClick={() => setIsAsked(true)}>
            {words.firm.endOthers}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {words.firm.sessionsHint}
      </Text>
      <FaultNote fault={end.fault ?? fault} />
      {(value ?? []).map((each) => {
        const name = browserName(each.browser) || words.firm.unknownBrowser;
        return (
          <div key={each.id} className="firm-row" role="group" aria-label={`${each.account}: ${name}`}>
            <div className="firm-row-name">
              <Text fw={600}>
                {name}
                {each.account === own ? '' : ` · ${each.account}`}
              </Text>
              <Text size="sm" c="dimmed">
                {words.firm.lastSeen}: {formats.moment(each.lastSeenAt)}
                {each.address === '' ? '' : ` ${fill(words.firm.from, { address: each.address })}`}
                {' · '}
                {words.firm.signedIn}: {formats.moment(each.createdAt)}
              </Text>
            </div>
            {each.isOwn ? (
              <Badge color="pine" variant="light">
                {words.firm.thisBrowser}
              </Badge>
            ) : (
              <Button
                variant="default"
                size="compact-md"
                onClick={() => void end.run(each.id)}
                aria-label={`${words.firm.endSession}: ${each.account}, ${name}`}
              >
                {words.firm.endSession}
              </Button>
            )}
          </div>
        );
      })}
      {isAsked ? (
        <ConfirmDialog
          title={words.firm.endOthers}
          action={words.firm.endSession}
          onAction={async () => {
            await api.tell('delete', '/api/sessions', {});
            await reload();
          }}
          onClose={() => setIsAsked(false)}
        >
          {words.firm.endOthersHint}
        </ConfirmDialog>
      ) : null}
    </Card>
  );
}
