import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AttentionGroup } from '../../../src/api/attention.ts';
import { useAction, useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { goTo, linkTo } from '../../route.ts';
import { ChooseRecord } from './choose-record.tsx';
import { WordMeaning } from './word-meaning.tsx';

interface SettleProps {
  readonly name: string;
  readonly group: AttentionGroup;
  readonly onAnswered: () => Promise<void>;
}

/** The one thing that settles a cause, where a person is told of it. */
export function Settle(props: SettleProps) {
  const { words } = usePage();
  const { name, group, onAnswered } = props;
  const { settle } = group;
  switch (settle.kind) {
    case 'choose':
      return <ChooseRecord name={name} group={group} onAnswered={onAnswered} />;
    case 'word':
      return <WordMeaning name={name} group={group} onAnswered={onAnswered} />;
    case 'settings':
      return (
        <OwnersWay
          href={linkTo('server', name, 'settings', ...(settle.setting === null ? [] : [settle.setting]))}
          label={words.attention.toSettings}
        />
      );
    case 'warehouse':
      return <Text size="sm">{words.attention.inWarehouse}</Text>;
    case 'shop':
      return <InShop name={name} />;
    case 'goods':
      return <Way href={linkTo('server', name, 'goods')} label={words.attention.toGoods} />;
    case 'order':
      return <FirstOrder name={name} group={group} />;
    case 'plan':
      return (
        <Way href={linkTo('server', name, 'plan')} label={words.attention.toPlan}>
          {words.attention.planHint}
        </Way>
      );
    case 'run':
      return <RunNow name={name} />;
    case 'seen':
      return <Seen name={name} group={group} onAnswered={onAnswered} />;
    case 'again':
    case 'missing':
    case 'question':
      return null;
  }
}

function Way(props: { readonly href: string; readonly label: string; readonly children?: ReactNode }) {
  return (
    <Group mt="sm" gap="sm">
      <Button component="a" href={props.href}>
        {props.label}
      </Button>
      {props.children === undefined ? null : (
        <Text size="sm" c="dimmed">
          {props.children}
        </Text>
      )}
    </Group>
  );
}

/** To where only an owner may go. */
function OwnersWay({ href, label }: { readonly href: string; readonly label: string }) {
  const { words, may } = usePage();
  if (!may('put /api/profiles/{name}')) return <Text size="sm">{words.everywhere.ownerOnly}</Text>;
  return <Way href={href} label={label} />;
}

function InShop({ name }: { readonly name: string }) {
  const { words } = usePage();
  const { value: servers } = useAnswer('/api/profiles', {});
  const shop = servers?.find((server) => server.name === name)?.shop ?? '';
  return (
    <Group mt="sm" gap="sm">
      {/^https?:\/\//.test(shop) ? (
        <Button component="a" href={shop} target="_blank" rel="noreferrer" variant="light">
          {words.attention.openShop}
        </Button>
      ) : null}
      <Text size="sm">{words.attention.inShop}</Text>
    </Group>
  );
}

/** To the order; of several, to the newest: the others are links of their own. */
function FirstOrder({ name, group }: Pick<SettleProps, 'name' | 'group'>) {
  const { words } = usePage();
  const order = group.rows.map(({ subject }) => /^(?:order|unp):(\d+)$/.exec(subject)?.[1]).find(Boolean);
  if (order === undefined) return null;
  return <Way href={linkTo('server', name, 'orders', order)} label={words.attention.toOrder} />;
}

function RunNow({ name }: { readonly name: string }) {
  const { api, words, may } = usePage();
  const run = useAction(async () => {
    await api.tell('post', '/api/profiles/{name}/run', { name }, { tasks: null });
    goTo('server', name);
  });
  if (!may('post /api/profiles/{name}/run')) return <Text size="sm">{words.everywhere.operatorOnly}</Text>;
  return (
    <>
      <FaultNote fault={run.fault} />
      <Group mt="sm">
        <Button loading={run.isBusy} onClick={() => void run.run()}>
          {words.attention.runNow}
        </Button>
      </Group>
    </>
  );
}

/** A person has done by hand what no program may do for him. */
function Seen({ name, group, onAnswered }: SettleProps) {
  const { api, words, may } = usePage();
  const seen = useAction(async () => {
    const answer = { kind: 'dismiss', reason: words.attention.seenReason } as const;
    const to = { group: group.key };
    await api.tell('post', '/api/profiles/{name}/attention/answer', { name }, { to, answer });
    await onAnswered();
  });
  return (
    <>
      <FaultNote fault={seen.fault} />
      <Group mt="sm" gap="sm">
        {may('post /api/profiles/{name}/attention/answer') ? (
          <Button loading={seen.isBusy} onClick={() => void seen.run()}>
            {words.attention.seen}
          </Button>
        ) : null}
        <FirstOrderLink name={name} group={group} />
      </Group>
    </>
  );
}

function FirstOrderLink({ name, group }: Pick<SettleProps, 'name' | 'group'>) {
  const { words } = usePage();
  const order = group.rows.map(({ subject }) => /^order:(\d+)$/.exec(subject)?.[1]).find(Boolean);
  if (order === undefined) return null;
  return (
    <Button variant="default" component="a" href={linkTo('server', name, 'orders', order)}>
      {words.attention.toOrder}
    </Button>
  );
}
