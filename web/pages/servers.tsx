import { Anchor, Badge, Button, Card, Group, Select, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Fault } from '../api.ts';
import { serverPath } from '../api.ts';
import { asFault, linkTo, momentText, useLoaded, usePage } from '../context.ts';
import { scheduleWords } from '../schedule-words.ts';
import { FaultNote } from '../parts/fault-note.tsx';
import { isGiven, NameDialog } from '../parts/name-dialog.tsx';
import { RemovedServers } from '../parts/removed-servers.tsx';

const LOOK_MS = 5000;

export interface ServerRow {
  readonly name: string;
  readonly type: string;
  readonly isBusy: boolean;
  readonly isConfirmed: boolean;
  readonly shop: string;
  readonly schedule: string;
  readonly nextStart: string | null;
  readonly lastRun: { readonly startedAt: string; readonly end: string | null } | null;
  readonly attention: number;
}

/** The list of servers (S33): state, last and next run, and what waits for a person. */
export function Servers() {
  const { words, session } = usePage();
  const { value, fault, reload } = useLoaded<readonly ServerRow[]>('/api/profiles', LOOK_MS);
  const [dialog, setDialog] = useState<{ readonly kind: 'new' | 'remove'; readonly of: string } | null>(null);
  const isOwner = session?.account.role === 'owner';
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2}>{words.servers}</Title>
        {isOwner ? (
          <Button onClick={() => setDialog({ kind: 'new', of: '' })}>{words.newServer}</Button>
        ) : null}
      </Group>
      <FaultNote fault={fault} />
      {value?.length === 0 ? <Text>{words.noServers}</Text> : null}
      {(value ?? []).map((server) => (
        <ServerCard
          key={server.name}
          server={server}
          isOwner={isOwner}
          onCopy={() => setDialog({ kind: 'new', of: server.name })}
          onRemove={() => setDialog({ kind: 'remove', of: server.name })}
        />
      ))}
      {isOwner ? <RemovedServers refresh={value} onRestored={reload} /> : null}
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
  const { server, isOwner } = props;
  const ends: Readonly<Record<string, string>> = {
    done: words.done,
    stopped: words.stopped,
    interrupted: words.interrupted,
    failed: words.failed,
  };
  const state = server.isBusy ? words.working : server.isConfirmed ? words.idle : words.needsPlan;
  return (
    <Card withBorder shadow="xs">
      <Group justify="space-between" align="start">
        <Stack gap={2}>
          <Anchor href={linkTo('server', server.name)} fw={700} size="lg">
            {server.name}
          </Anchor>
          <Text size="sm" c="gray.7" className="cell-wrap">
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
              {words.attention}: {server.attention}
            </Badge>
          ) : null}
        </Group>
      </Group>
      <Table mt="sm" withRowBorders={false}>
        <Table.Tbody>
          <Table.Tr>
            <Table.Td c="gray.7">{words.lastRun}</Table.Td>
            <Table.Td>
              {server.lastRun === null
                ? words.never
                : `${momentText(server.lastRun.startedAt)} – ${ends[server.lastRun.end ?? ''] ?? words.working}`}
            </Table.Td>
          </Table.Tr>
          <Table.Tr>
            <Table.Td c="gray.7">{words.nextRun}</Table.Td>
            <Table.Td>
              {scheduleWords(server.schedule, words)}{' '}
              {server.nextStart === null ? '' : `· ${momentText(server.nextStart)}`}
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
              {words.edit}
            </Button>
            <Button variant="default" size="compact-md" onClick={props.onCopy}>
              {words.copy}
            </Button>
            <Button variant="default" c="red.9" size="compact-md" onClick={props.onRemove}>
              {words.remove}
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
        {server.isBusy ? words.stop : words.start}
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
      title={words.newName}
      label={words.name}
      first=""
      action={words.create}
      isFit={isGiven}
      onAction={create}
      onClose={onClose}
    >
      <Select label={words.type} data={[type]} value={type} allowDeselect={false} />
    </NameDialog>
  );
}

/** Removes a server once its name was typed. */
function RemoveServer({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const { api, words } = usePage();
  return (
    <NameDialog
      title={`${words.remove}: ${name}`}
      label={words.typeName}
      first=""
      action={words.remove}
      color="red.9"
      isFit={(typed) => typed === name}
      onAction={async (confirm) => {
        await api.send('DELETE', serverPath(name), { confirm });
      }}
      onClose={onClose}
    />
  );
}
