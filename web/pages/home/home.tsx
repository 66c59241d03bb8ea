import { Alert, Anchor, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { serverPath } from '../../api.ts';
import type { Fault } from '../../api.ts';
import { useLoaded } from '../../answers.ts';
import { asFault, usePage } from '../../context.ts';
import { linkTo } from '../../route.ts';
import { Checklist } from '../../parts/checklist.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { LiveWork, useWork } from '../../parts/live-work.tsx';
import { MissingOrders } from '../../parts/questions/missing-orders.tsx';
import { RunsChart } from './runs-chart.tsx';

interface Summary {
  readonly attention: number;
  readonly stages: Readonly<Record<string, number>>;
  readonly runs: readonly { id: number; startedAt: string; seconds: number | null; end: string | null }[];
}

/** What a person looks for first: start and stop, is everything in step, what needs me. */
export function Overview({ name }: { readonly name: string }) {
  const { api, words } = usePage();
  const summary = useLoaded<Summary>(`${serverPath(name)}/summary`);
  const work = useWork(name);
  const [fault, setFault] = useState<Fault | null>(null);
  const isBusy = work.value?.isOver === false;
  const act = async (method: 'POST' | 'DELETE', body: unknown): Promise<void> => {
    try {
      await api.send(method, `${serverPath(name)}/run`, body);
      setFault(null);
    } catch (error) {
      setFault(asFault(error, words));
    }
    await work.reload();
  };
  const stages = summary.value?.stages ?? {};
  const recorded = (stages['recorded'] ?? 0) + (stages['acknowledged'] ?? 0);
  const needsPlan = work.value?.error?.code === 'run.firstNeedsPlan';
  return (
    <Stack>
      <Checklist name={name} />
      <Group>
        <Button size="lg" onClick={() => void act('POST', { tasks: null })} disabled={isBusy}>
          {words.everywhere.start}
        </Button>
        <Button size="lg" variant="default" onClick={() => void act('DELETE', {})} disabled={!isBusy}>
          {words.everywhere.stop}
        </Button>
        <Button size="lg" variant="light" component="a" href={linkTo('server', name, 'plan')}>
          {words.shell.plan}
        </Button>
      </Group>
      <FaultNote fault={fault ?? summary.fault} />
      {(stages['missing'] ?? 0) > 0 ? (
        <MissingOrders name={name} onDecided={() => void summary.reload()} />
      ) : null}
      {needsPlan ? (
        <Alert color="blue" title={words.servers.needsPlan}>
          <Anchor href={linkTo('server', name, 'plan')}>{words.plan.makePlan}</Anchor>
        </Alert>
      ) : null}
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Figure label={words.home.recorded} value={recorded} href={linkTo('server', name, 'orders')} />
        <Figure
          label={words.home.waiting}
          value={stages['waiting'] ?? 0}
          href={linkTo('server', name, 'orders')}
        />
        <Figure
          label={words.home.parked}
          value={summary.value?.attention ?? 0}
          href={linkTo('server', name, 'attention')}
          isAlarming
        />
      </SimpleGrid>
      <LiveWork name={name} work={work.value} />
      <Card withBorder>
        <Title order={2} size="h4" mb="xs">
          {words.home.chartRuns}
        </Title>
        <RunsChart runs={summary.value?.runs ?? []} />
      </Card>
    </Stack>
  );
}

function Figure(props: {
  readonly label: string;
  readonly value: number;
  readonly href: string;
  readonly isAlarming?: boolean;
}) {
  const color = props.isAlarming === true && props.value > 0 ? 'red' : 'pine';
  return (
    <Card withBorder component="a" href={props.href}>
      <Text size="xl" fw={700} c={color}>
        {props.value}
      </Text>
      <Text c="dimmed">{props.label}</Text>
    </Card>
  );
}
