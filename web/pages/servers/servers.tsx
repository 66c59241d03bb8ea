import { Button, Select, Skeleton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAction, useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { isGiven, NameDialog } from '../../parts/name-dialog.tsx';
import { PlaceActions } from '../../parts/place-head.tsx';
import { goTo } from '../../route.ts';
import { RemovedServers } from './removed-servers.tsx';
import { ServerCard } from './server-card.tsx';

/** The list of servers (S33): state, last and next run, and what waits for a person. */
export function Servers() {
  const { words, may } = usePage();
  const { value, fault, reload } = useAnswer('/api/profiles', {});
  const [dialog, setDialog] = useState<{ readonly kind: 'new' | 'remove'; readonly of: string } | null>(null);
  const mayAdd = may('post /api/profiles');
  const create = (): void => setDialog({ kind: 'new', of: '' });
  return (
    <Stack>
      {mayAdd ? (
        <PlaceActions>
          <Button variant={value?.length === 0 ? 'default' : 'filled'} onClick={create}>
            {words.servers.newServer}
          </Button>
        </PlaceActions>
      ) : null}
      <FaultNote fault={fault} />
      {value === null && fault === null ? <Skeleton h={190} /> : null}
      {value?.length === 0 ? <NoServers /> : null}
      {(value ?? []).map((server) => (
        <ServerCard
          key={server.name}
          server={server}
          onCopy={() => setDialog({ kind: 'new', of: server.name })}
          onRemove={() => setDialog({ kind: 'remove', of: server.name })}
        />
      ))}
      {may('get /api/removed') ? <RemovedServers refresh={value?.length} onRestored={reload} /> : null}
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

/** Where there is no server yet: the owner may begin at once. */
function NoServers() {
  const { api, words, may } = usePage();
  const { welcome, welcomeHint, begin, newServer: name } = words.firstRun;
  const { run, isBusy, fault } = useAction(async () => {
    await api.tell('post', '/api/profiles', {}, { name });
    goTo('server', name, 'setup');
  }, ['/api/profiles']);
  if (!may('post /api/profiles')) return <EmptyState icon="servers" text={words.servers.noServers} />;
  return (
    <EmptyState
      icon="servers"
      text={
        <>
          <Text span fw={600} size="xl" c="var(--mantine-color-text)" display="block" mb="xs">
            {welcome}
          </Text>
          {welcomeHint}
        </>
      }
    >
      <Button size="md" loading={isBusy} onClick={() => void run()}>
        {begin}
      </Button>
      <FaultNote fault={fault} />
    </EmptyState>
  );
}

/** A new server of the one type there is (S34), empty or as a copy. */
function NewServer({ copyOf, onClose }: { readonly copyOf: string; readonly onClose: () => void }) {
  const { api, words } = usePage();
  const create = async (name: string): Promise<void> => {
    await api.tell('post', '/api/profiles', {}, copyOf === '' ? { name } : { name, copyOf });
    // A copy has its answers already: only secrets and numbers are left to fill in.
    goTo('server', name, copyOf === '' ? 'setup' : 'settings');
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
        await api.tell('delete', '/api/profiles/{name}', { name }, { confirm });
      }}
      onClose={onClose}
    />
  );
}
