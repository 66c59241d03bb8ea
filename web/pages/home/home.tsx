import { SimpleGrid, Skeleton, Stack } from '@mantine/core';
import type { WorkState } from '../../../src/api/runs.ts';
import { useAnswer } from '../../answers.ts';
import { Checklist } from '../../parts/checklist.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { LiveWork, useWork } from '../../parts/live-work.tsx';
import { QuestionLine } from '../../parts/questions/questions.tsx';
import { OrdersChart, SentChart } from './charts.tsx';
import { FiguresCard } from './figures-card.tsx';
import { StandingCard } from './standing-card.tsx';
import { WaitsCard } from './waits-card.tsx';

const FRESH_MS = 5 * 60_000;

/** What a person looks for first: is all well, what came in, what waits, what goes on. */
export function Overview({ name }: { readonly name: string }) {
  const { value: home, fault } = useAnswer('/api/profiles/{name}/home', { name });
  const { value: servers } = useAnswer('/api/profiles', {});
  const work = useWork(name);
  const server = servers?.find((each) => each.name === name) ?? null;
  if (home === null || server === null)
    return fault === null ? <HomeSkeleton /> : <FaultNote fault={fault} />;
  const isRunning = work.value?.isOver === false;
  // Of a run that came to its end the standing tells; one that could not begin is in no log.
  const couldNotBegin =
    work.value?.kind === 'run' && !isRunning && home.reason === null ? work.value.error : null;
  return (
    <Stack gap="md">
      <QuestionLine name={name} />
      <Checklist name={name} />
      <StandingCard home={home} server={server} isRunning={isRunning} couldNotBegin={couldNotBegin} />
      {isRunning || isFresh(work.value) ? (
        <LiveWork name={name} work={work.value} isFaultTold={!isRunning} />
      ) : null}
      <SimpleGrid cols={{ base: 1, md: 3 }} spacing="md">
        <FiguresCard figures={home.today} label="today" />
        <FiguresCard figures={home.week} before={home.weekBefore} label="week" />
        <WaitsCard name={name} home={home} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <OrdersChart days={home.days} />
        <SentChart days={home.days} />
      </SimpleGrid>
    </Stack>
  );
}

/** A run that somebody may still want to read of; older ones stand at Пускания. */
function isFresh(work: WorkState | null): boolean {
  const startedAt = work?.kind === 'run' ? work.startedAt : null;
  return startedAt !== null && Date.now() - Date.parse(startedAt) < FRESH_MS;
}

/** The same shapes while it is fetched, so that nothing jumps. */
function HomeSkeleton() {
  return (
    <Stack gap="md" aria-hidden>
      <Skeleton height={150} radius="md" />
      <SimpleGrid cols={{ base: 1, md: 3 }} spacing="md">
        <Skeleton height={170} radius="md" />
        <Skeleton height={170} radius="md" />
        <Skeleton height={170} radius="md" />
      </SimpleGrid>
      <Skeleton height={260} radius="md" />
    </Stack>
  );
}
