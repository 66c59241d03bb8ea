import { Anchor, Badge, Button, Card, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ServerRow, SideView } from '../../../src/api/profiles.ts';
import type { PageWords } from '../../../src/texts/page-words.ts';
import { useAction } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { goTo, linkTo } from '../../route.ts';

/** A server at a glance (S33): what it does, when it did and will, who waits, and what may be done. */
export function ServerCard(props: {
  readonly server: ServerRow;
  readonly onCopy: () => void;
  readonly onRemove: () => void;
}) {
  const { words, may } = usePage();
  const { server } = props;
  return (
    <Card withBorder component="article" aria-label={server.name}>
      <div className="server-head">
        <Anchor href={linkTo('server', server.name)} fw={600} size="lg" c="inherit">
          {server.name}
        </Anchor>
        <StateBadge server={server} />
        {server.attention > 0 ? (
          <Badge
            component="a"
            href={linkTo('server', server.name, 'attention')}
            color="orange"
            variant="light"
          >
            {words.shell.attention}: {server.attention}
          </Badge>
        ) : null}
      </div>
      <Text size="sm" c="dimmed" className="cell-wrap">
        {[server.type, server.shop].filter((text) => text !== '').join(' · ')}
      </Text>
      <Facts server={server} />
      <Group gap="xs">
        <StartOrStop server={server} />
        {may('get /api/profiles/{name}') ? (
          <Button component="a" href={linkTo('server', server.name, 'settings')} variant="default">
            {words.servers.edit}
          </Button>
        ) : null}
        {may('post /api/profiles') ? (
          <Button variant="default" onClick={props.onCopy}>
            {words.servers.copy}
          </Button>
        ) : null}
        {may('delete /api/profiles/{name}') ? (
          <Button variant="subtle" color="gray" c="red" onClick={props.onRemove}>
            {words.everywhere.remove}
          </Button>
        ) : null}
      </Group>
    </Card>
  );
}

function StateBadge({ server }: { readonly server: ServerRow }) {
  const { words } = usePage();
  const [color, state] = server.isBusy
    ? (['blue', words.everywhere.working] as const)
    : !server.isConfirmed
      ? (['yellow', words.servers.needsPlan] as const)
      : (afterRun(server, words) ?? (['pine', words.servers.idle] as const));
  return (
    <Badge color={color} variant="light">
      {state}
    </Badge>
  );
}

/** A run that did not come to its end: how it ended, and never in green. Null for any other. */
function afterRun({ lastRun }: ServerRow, words: PageWords): readonly [color: string, state: string] | null {
  const end = lastRun?.end ?? 'done';
  if (end === 'done') return null;
  return [end === 'stopped' ? 'gray' : 'red', words.names.ends[end]];
}

function Facts({ server }: { readonly server: ServerRow }) {
  const { words } = usePage();
  const formats = useFormats();
  const { lastRun, held, nextStart } = server;
  const next = formats.schedule(server.schedule);
  return (
    <dl className="facts">
      <Fact name={words.servers.lastRun}>
        {lastRun === null
          ? words.servers.never
          : `${formats.moment(lastRun.startedAt)} – ${
              lastRun.end === null ? words.everywhere.working : words.names.ends[lastRun.end]
            }`}
      </Fact>
      <Fact name={words.servers.nextRun}>
        {nextStart === null ? next : `${formats.moment(nextStart)} · ${next}`}
        {held === null ? null : (
          <Text size="sm" c="orange">
            {held.what}
          </Text>
        )}
      </Fact>
      <Fact name={words.servers.warehouse}>
        <Side side={server.health.warehouse} />
      </Fact>
      <Fact name={words.servers.shop}>
        <Side side={server.health.shop} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Whether a side answers, as it was last asked. */
function Side({ side }: { readonly side: SideView }) {
  const { words } = usePage();
  if (side.isWell === null) return words.servers.notAsked;
  return side.isWell ? (
    words.servers.answers
  ) : (
    <Text size="sm" c="red">
      {side.fault?.what ?? words.servers.silent}
    </Text>
  );
}

/** Starts the server and shows it at work, or stops it after the record that is being written. */
function StartOrStop({ server: { name, isBusy } }: { readonly server: ServerRow }) {
  const { api, words, may } = usePage();
  const path = '/api/profiles/{name}/run';
  const press = useAction(async () => {
    if (isBusy) await api.tell('delete', path, { name });
    else await api.tell('post', path, { name }, { tasks: null });
    goTo('server', name);
  });
  if (!may(isBusy ? 'delete /api/profiles/{name}/run' : 'post /api/profiles/{name}/run')) return null;
  return (
    <>
      <Button {...(isBusy ? { color: 'red.9' } : {})} loading={press.isBusy} onClick={() => void press.run()}>
        {isBusy ? words.everywhere.stop : words.everywhere.start}
      </Button>
      <FaultNote fault={press.fault} />
    </>
  );
}
