import { Badge, Card, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { serverPath } from '../api.ts';
import type { Fault } from '../api.ts';
import { useLoaded } from '../answers.ts';
import { usePage } from '../context.ts';
import type { PageWords } from '../../src/texts/page-words.ts';
import { FaultNote } from './fault-note.tsx';

const LOOK_MS = 1500;
const KEPT_LINES = 200;

interface ProgressEvent {
  readonly type: 'progress';
  readonly task: string;
  readonly phase: 'read' | 'write';
  readonly done: number;
  readonly total: number | null;
}

interface LiveEvent {
  readonly id: number;
  readonly at: string;
  readonly event: {
    readonly type: string;
    readonly task?: string;
    readonly change?: { readonly label: string; readonly kind: string };
  };
}

export interface WorkState {
  readonly kind: 'run' | 'plan' | null;
  readonly isOver: boolean;
  readonly startedAt: string | null;
  readonly error: Fault | null;
  readonly progress: readonly ProgressEvent[];
}

/** A task as people call it. */
function taskName(words: PageWords, task: string): string {
  const names: Readonly<Record<string, string>> = words.names.tasks;
  return names[task] ?? task;
}

/** What a server is doing, asked again and again while it is at it; survives a reload of the page. */
export function useWork(name: string) {
  return useLoaded<WorkState>(`${serverPath(name)}/work`, LOOK_MS);
}

/** Lines of the run that goes on, from the event stream; the browser reconnects by itself and misses none. */
function useLog(name: string, isRunning: boolean): readonly LiveEvent[] {
  const [lines, setLines] = useState<readonly LiveEvent[]>([]);
  const latest = useRef(0);
  useEffect(() => {
    if (!isRunning) return undefined;
    setLines([]);
    latest.current = 0;
    const stream = new EventSource(`${serverPath(name)}/live`);
    stream.addEventListener('message', (message: MessageEvent<string>) => {
      const event = JSON.parse(message.data) as LiveEvent;
      if (event.id <= latest.current) return;
      latest.current = event.id;
      if (event.event.type === 'change' || event.event.type === 'taskStarted')
        setLines((before) => [...before.slice(-KEPT_LINES), event]);
    });
    stream.addEventListener('over', () => stream.close());
    return () => stream.close();
  }, [name, isRunning]);
  return lines;
}

/** Live steps with how many are done, how fast, and the newest changes. */
export function LiveWork({ name, work }: { readonly name: string; readonly work: WorkState | null }) {
  const { words } = usePage();
  const isRunning = work !== null && !work.isOver;
  const lines = useLog(name, isRunning && work.kind === 'run');
  if (work?.kind == null) return null;
  const seconds = work.startedAt === null ? 0 : (Date.now() - Date.parse(work.startedAt)) / 1000;
  return (
    <Card withBorder aria-live="polite">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          {work.kind === 'run' ? words.work.progress : words.shell.plan}
        </Title>
        <Badge color={isRunning ? 'blue.8' : work.error === null ? 'pine.8' : 'red.9'}>
          {isRunning
            ? words.everywhere.working
            : work.error === null
              ? words.everywhere.done
              : words.everywhere.failed}
        </Badge>
      </Group>
      <Stack gap="xs">
        {work.progress.map((step) => (
          <Step key={`${step.task} ${step.phase}`} step={step} seconds={isRunning ? seconds : null} />
        ))}
      </Stack>
      {lines.length > 0 ? (
        <Stack gap={2} mt="sm" className="log" tabIndex={0} role="log" aria-label={words.work.log}>
          {lines.toReversed().map((line) => (
            <Text size="sm" key={line.id}>
              {line.event.change === undefined
                ? `▸ ${taskName(words, line.event.task ?? '')}`
                : line.event.change.label}
            </Text>
          ))}
        </Stack>
      ) : null}
      <FaultNote fault={work.error} />
    </Card>
  );
}

function Step({ step, seconds }: { readonly step: ProgressEvent; readonly seconds: number | null }) {
  const { words } = usePage();
  const share = step.total === null || step.total === 0 ? null : (step.done / step.total) * 100;
  const rate = seconds === null || seconds < 1 ? null : Math.round(step.done / seconds);
  const of = step.total === null ? '' : ` / ${step.total}`;
  const label = `${taskName(words, step.task)} – ${step.phase === 'read' ? words.work.read : words.work.written}`;
  return (
    <Stack gap={2}>
      <Group justify="space-between">
        <Text size="sm">{label}</Text>
        <Text size="sm" c="dimmed">
          {step.done}
          {of}
          {rate === null ? '' : ` · ${rate} ${words.work.perSecond}`}
          {rate === null || rate === 0 || step.total === null || step.done >= step.total
            ? ''
            : ` · ${words.work.remaining} ${Math.ceil((step.total - step.done) / rate)} ${words.work.seconds}`}
        </Text>
      </Group>
      <Progress value={share ?? 100} animated={seconds !== null} aria-label={label} />
    </Stack>
  );
}
