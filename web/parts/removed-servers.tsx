import { Button, Group, Modal, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Fault } from '../api.ts';
import { asFault, linkTo, momentText, useLoaded, usePage } from '../context.ts';
import { FaultNote } from './fault-note.tsx';

interface RemovedRow {
  readonly id: number;
  readonly name: string;
  readonly shop: string;
  readonly removedAt: string;
  readonly orders: number;
}

/** Servers that were removed: what is kept of them, and the way back. Nothing where there are none. */
export function RemovedServers(props: {
  readonly refresh: unknown;
  readonly onRestored: () => Promise<void>;
}) {
  const { words } = usePage();
  const { value, fault, reload } = useLoaded<readonly RemovedRow[]>('/api/removed');
  const [restoring, setRestoring] = useState<RemovedRow | null>(null);
  const { refresh } = props;
  // The list of servers has changed: one of them may have been removed.
  useEffect(() => void reload(), [refresh, reload]);
  if (fault !== null) return <FaultNote fault={fault} />;
  if (value === null || value.length === 0) return null;
  return (
    <Stack gap="xs" mt="lg">
      <Title order={3}>{words.removedServers}</Title>
      <Text size="sm" c="gray.7">
        {words.removedHint}
      </Text>
      <Table.ScrollContainer minWidth={320}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.name}</Table.Th>
              <Table.Th>{words.removedAt}</Table.Th>
              <Table.Th>{words.orders}</Table.Th>
              <Table.Th aria-label={words.restore} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {value.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td className="cell-wrap">
                  {row.name}
                  <Text size="sm" c="gray.7">
                    {row.shop}
                  </Text>
                </Table.Td>
                <Table.Td>{momentText(row.removedAt)}</Table.Td>
                <Table.Td>{row.orders}</Table.Td>
                <Table.Td>
                  <Group gap="xs">
                    <Button size="compact-md" variant="default" onClick={() => setRestoring(row)}>
                      {words.restore}
                    </Button>
                    <Download href={`/api/removed/${row.id}/orders.csv`} text={words.exportCsv} />
                    <Download href={`/api/removed/${row.id}/archive.jsonl`} text={words.exportArchive} />
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
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

function Download({ href, text }: { readonly href: string; readonly text: string }) {
  return (
    <Button component="a" href={href} download variant="default" size="compact-md">
      {text}
    </Button>
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
  const [name, setName] = useState(removed.name);
  const [fault, setFault] = useState<Fault | null>(null);
  const restore = async (): Promise<void> => {
    try {
      await api.send('POST', `/api/removed/${removed.id}/restore`, { name });
      await props.onRestored();
      onClose();
      location.hash = linkTo('server', name, 'settings');
    } catch (error) {
      setFault(asFault(error, words));
    }
  };
  return (
    <Modal opened lockScroll={false} onClose={onClose} title={`${words.restore}: ${removed.name}`}>
      <Stack>
        <Text size="sm">{words.restoreHint}</Text>
        <TextInput
          label={words.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <FaultNote fault={fault} />
        <Button onClick={() => void restore()} disabled={name.trim() === ''}>
          {words.restore}
        </Button>
      </Stack>
    </Modal>
  );
}
