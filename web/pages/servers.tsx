import {
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  Modal,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useState } from 'react';
import type { Fault } from '../api.ts';
import { serverPath } from '../api.ts';
import { asFault, linkTo, momentText, useLoaded, usePage } from '../context.ts';
import { scheduleWords } from '../schedule-words.ts';
import { FaultNote } from '../parts/fault-note.tsx';
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
  const [name, setName] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const create = async (): Promise<void> => {
    try {
      await api.send('POST', '/api/profiles', copyOf === '' ? { name } : { name, copyOf });
      onClose();
      location.hash = linkTo('server', name, 'settings');
    } catch (error) {
      setFault(asFault(error, words));
    }
  };
  const type = 'WarehousePro Import Export Seliton';
  return (
    <Modal opened lockScroll={false} onClose={onClose} title={words.newName}>
      <Stack>
        <Select label={words.type} data={[type]} value={type} allowDeselect={false} />
        <TextInput
          label={words.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <FaultNote fault={fault} />
        <Button onClick={() => void create()} disabled={name.trim() === ''}>
          {words.create}
        </Button>
      </Stack>
    </Modal>
  );
}

function RemoveServer({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const { api, words } = usePage();
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const remove = async (): Promise<void> => {
    try {
      await api.send('DELETE', serverPath(name), { confirm: typed });
      onClose();
    } catch (error) {
      setFault(asFault(error, words));
    }
  };
  return (
    <Modal opened lockScroll={false} onClose={onClose} title={`${words.remove}: ${name}`}>
      <Stack>
        <TextInput
          label={words.typeName}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
        <FaultNote fault={fault} />
        <Button color="red.9" disabled={typed !== name} onClick={() => void remove()}>
          {words.remove}
        </Button>
      </Stack>
    </Modal>
  );
}
