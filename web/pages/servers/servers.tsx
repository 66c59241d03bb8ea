import { Anchor, Badge, Button, Card, Group, Select, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { ServerRow } from '../../../src/api/profiles.ts';
import type { Fault } from '../../api.ts';
import { serverPath } from '../../api.ts';
import { useAnswer } from '../../answers.ts';
import { asFault, usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { linkTo } from '../../route.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PlaceActions } from '../../parts/place-head.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { isGiven, NameDialog } from '../../parts/name-dialog.tsx';
import { RemovedServers } from './removed-servers.tsx';

/** The list of servers (S33): state, last and next run, and what waits for a person. */
export function Servers() {
  const { words, session } = usePage();
  const { value, fault, reload } = useAnswer('/api/profiles', {});
  const [dialog, setDialog] = useState<{ readonly kind: 'new' | 'remove'; readonly of: string } | null>(null);
  const isOwner = session?.account.role === 'owner';
  return (
    <Stack>
      {isOwner ? (
        <PlaceActions>
          <Button onClick={() => setDialog({ kind: 'new', of: '' })}>{words.servers.newServer}</Button>
        </PlaceActions>
      ) : null}
      <FaultNote fault={fault} />
      {value?.length === 0 ? <EmptyState icon="servers" text={words.servers.noServers} /> : null}
      {(value ?? []).map((server) => (
        <ServerCard
          key={server.name}
          server={server}
          isOwner={isOwner}
          onCopy={() => setDialog({ kind: 'new', of: server.name })}
          onRemove={() => setDialog({ kind: 'remove', of: server.name })}
        />
      ))}
      {isOwner ? <RemovedServers refresh={value?.length} onRestored={reload} /> : null}
      {dialog?.kind === 'new' ? <NewServer copyOf={dialog.of} onClose={() => setDialog(null)} /> : null}
      {dialog?.kind === 'remove' ? (
        <RemoveServer
          name={dialog.of}
          onClose={() => {
            setDialog(null);
            void reload();
          }}
        />
      ) : null}
    </Stack>
  );
}

function ServerCard(props: {
  readonly server: ServerRow;
  readonly isOwner: boolean;
  readonly onCopy: () => void;
  readonly onRemove: () => void;
}) {
  const { words } = usePage();
  const formats = useFormats();
  const { server, isOwner } = props;
  const { lastRun } = server;
  const state = server.isBusy
    ? words.everywhere.working
    : server.isConfirmed
      ? words.servers.idle
      : words.servers.needsPlan;
  return (
    <Card withBorder shadow="xs">
      <Group justify="space-between" align="start">
        <Stack gap={2}>
          <Anchor href={linkTo('server', server.name)} fw={700} size="lg">
            {server.name}
          </Anchor>
          <Text size="sm" c="dimmed" className="cell-wrap">
            {server.type} · {server.shop}
          </Text>
        </Stack>
        <Group gap="xs">
          <Badge color={server.isBusy ? 'blue.8' : 'pine.8'}>{state}</Badge>
          {server.attention > 0 ? (
            <Badge
              component="a"
              href={linkTo('server', server.name, 'attention')}
              color="red.9"
              className="link-badge"
            >
              {words.shell.attention}: {server.attention}
            </Badge>
          ) : null}
        </Group>
      </Group>
      <Table mt="sm" withRowBorders={false}>
        <Table.Tbody>
          <Table.Tr>
            <Table.Td c="dimmed">{words.servers.lastRun}</Table.Td>
            <Table.Td>
              {lastRun === null
                ? words.servers.never
                : `${formats.moment(lastRun.startedAt)} – ${lastRun.end === null ? words.everywhere.working : words.names.ends[lastRun.end]}`}
            </Table.Td>
          </Table.Tr>
          <Table.Tr>
            <Table.Td c="dimmed">{words.servers.nextRun}</Table.Td>
            <Table.Td>
              {formats.schedule(server.schedule)}{' '}
              {server.nextStart === null ? '' : `· ${formats.moment(server.nextStart)}`}
            </Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
      <Group mt="sm" gap="xs">
        <StartOrStop server={server} />
        {isOwner ? (
          <>
            <Button
              component="a"
              href={linkTo('server', server.name, 'settings')}
              variant="default"
              size="compact-md"
            >
              {words.servers.edit}
            </Button>
            <Button variant="default" size="compact-md" onClick={props.onCopy}>
              {words.servers.copy}
            </Button>
            <Button variant="default" c="red" size="compact-md" onClick={props.onRemove}>
              {words.everywhere.remove}
            </Button>
          </>
        ) : null}
      </Group>
    </Card>
  );
}

/** Starts the server and shows it at work, or stops it after the record that is being written. */
function StartOrStop({ server }: { readonly server: ServerRow }) {
  const { api, words } = usePage();
  const [fault, setFault] = useState<Fault | null>(null);
  const press = async (): Promise<void> => {
    const path = `${serverPath(server.name)}/run`;
    try {
      if (server.isBusy) await api.send('DELETE', path);
      else await api.send('POST', path, { tasks: null });
      location.hash = linkTo('server', server.name);
    } catch (error) {
      setFault(asFault(error, words));
    }
  };
  return (
    <>
      <Button size="compact-md" {...(server.isBusy ? { color: 'red.9' } : {})} onClick={() => void press()}>
        {server.isBusy ? words.everywhere.stop : words.everywhere.start}
      </Button>
      <FaultNote fault={fault} />
    </>
  );
}

/** A new server of the one type there is (S34), empty or as a copy. */
function NewServer({ copyOf, onClose }: { readonly copyOf: string; readonly onClose: () => void }) {
  const { api, words } = usePage();
  const create = async (name: string): Promise<void> => {
    await api.send('POST', '/api/profiles', copyOf === '' ? { name } : { name, copyOf });
    location.hash = linkTo('server', name, 'settings');
  };
  const type = 'WarehousePro Import Export Seliton';
  return (
    <NameDialog
      title={words.servers.newName}
      label={words.everywhere.name}
      first=""
      action={words.everywhere.create}
      isFit={isGiven}
      onAction={create}
      onClose={onClose}
    >
      <Select label={words.everywhere.type} data={[type]} value={type} allowDeselect={false} />
    </NameDialog>
  );
}

/** Removes a server once its name was typed. */
function RemoveServer({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const { api, words } = usePage();
  return (
    <NameDialog
      title={`${words.everywhere.remove}: ${name}`}
      label={words.servers.typeName}
      first=""
      action={words.everywhere.remove}
      color="red.9"
      isFit={(typed) => typed === name}
      onAction={async (confirm) => {
        await api.send('DELETE', serverPath(name), { confirm });
      }}
      onClose={onClose}
    />
  );
}
