import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useAnswer } from '../../answers.ts';
import { useEffect, useState } from 'react';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { linkTo } from '../../route.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { isGiven, NameDialog } from '../../parts/name-dialog.tsx';
import type { RemovedRow } from '../../../src/api/removed-profiles.ts';

/** Servers that were removed: what is kept of them, and the way back. Nothing where there are none. */
export function RemovedServers(props: {
  readonly refresh: unknown;
  readonly onRestored: () => Promise<void>;
}) {
  const { words } = usePage();
  const { value, fault, reload } = useAnswer('/api/removed', {});
  const [restoring, setRestoring] = useState<RemovedRow | null>(null);
  const { refresh } = props;
  // The list of servers has changed: one of them may have been removed.
  useEffect(() => void reload(), [refresh, reload]);
  if (fault !== null) return <FaultNote fault={fault} />;
  if (value === null || value.length === 0) return null;
  return (
    <Stack mt="lg">
      <Title order={2}>{words.firm.removed}</Title>
      <Text size="sm" c="dimmed">
        {words.servers.removedHint}
      </Text>
      {value.map((row) => (
        <RemovedCard key={row.id} row={row} onRestore={() => setRestoring(row)} />
      ))}
      {restoring === null ? null : (
        <RestoreServer
          removed={restoring}
          onClose={() => setRestoring(null)}
          onRestored={async () => {
            await reload();
            await props.onRestored();
          }}
        />
      )}
    </Stack>
  );
}

function RemovedCard({ row, onRestore }: { readonly row: RemovedRow; readonly onRestore: () => void }) {
  const { words } = usePage();
  const formats = useFormats();
  const { movedAt } = row;
  const download = (what: string, text: string) => (
    <Button
      component="a"
      href={`/api/removed/${row.id}/${what}`}
      download
      variant="default"
      size="compact-md"
    >
      {text}
    </Button>
  );
  return (
    <Card withBorder>
      <Text fw={700}>{row.name}</Text>
      <Text size="sm" c="dimmed" className="cell-wrap">
        {row.shop}
      </Text>
      <Text size="sm">
        {movedAt === null ? words.servers.removedAt : words.servers.movedAt}:{' '}
        {formats.moment(movedAt ?? row.removedAt)} · {words.shell.orders}: {row.orders}
      </Text>
      {movedAt === null ? null : (
        <Text size="sm" c="dimmed">
          {words.servers.movedHint}
        </Text>
      )}
      <Group mt="sm" gap="xs">
        {movedAt === null ? (
          <Button size="compact-md" variant="default" onClick={onRestore}>
            {words.servers.restore}
          </Button>
        ) : null}
        {download('orders.csv', words.everywhere.exportCsv)}
        {download('archive.jsonl', words.servers.exportArchive)}
      </Group>
    </Card>
  );
}

/** Takes a server back; its old name may be another's by now, so it can be changed. */
function RestoreServer(props: {
  readonly removed: RemovedRow;
  readonly onClose: () => void;
  readonly onRestored: () => Promise<void>;
}) {
  const { api, words } = usePage();
  const { removed, onClose } = props;
  const restore = async (name: string): Promise<void> => {
    await api.send('POST', `/api/removed/${removed.id}/restore`, { name });
    await props.onRestored();
    location.hash = linkTo('server', name, 'settings');
  };
  return (
    <NameDialog
      title={`${words.servers.restore}: ${removed.name}`}
      label={words.everywhere.name}
      first={removed.name}
      action={words.servers.restore}
      isFit={isGiven}
      onAction={restore}
      onClose={onClose}
    >
      <Text size="sm">{words.servers.restoreHint}</Text>
    </NameDialog>
  );
}
