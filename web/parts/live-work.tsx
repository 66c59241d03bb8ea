import { Card, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { fill } from '../../src/texts/fill.ts';
import type { Progress as ProgressEvent } from '../../src/api/changes.ts';
import type { WorkState } from '../../src/api/runs.ts';
import type { ReactNode } from 'react';
import { useAnswer } from '../answers.ts';
import { usePage } from '../context.ts';
import { useFormats } from '../formats.ts';
import { useLines } from '../live.ts';
import type { LiveLine } from '../live.ts';
import { FaultNote } from './fault-note.tsx';
import { startedText } from '../started-by.ts';
import { Label } from './label.tsx';

/** What a server is doing: asked once, and kept up by the events; survives a reload of the page. */
export function useWork(name: string) {
  return useAnswer('/api/profiles/{name}/work', { name });
}

/** One thing that happened, in a line or a few. */
function LineText({ line }: { readonly line: LiveLine }) {
  const { words } = usePage();
  const formats = useFormats();
  switch (line.type) {
    case 'taskStarted':
      return <Text size="sm">▸ {words.names.tasks[line.task]}</Text>;
    case 'changes':
      return line.latest.map(({ subject, kindLabel, label }, index) => (
        <Text size="sm" key={`${subject} ${index}`}>
          {label} –{' '}
          <Text span c="dimmed">
            {kindLabel}
          </Text>
        </Text>
      ));
    case 'attention':
      return (
        <Text size="sm" c="orange">
          {line.note.what}
        </Text>
      );
    case 'notice':
      return (
        <Text size="sm" c="dimmed">
          {line.text}
        </Text>
      );
    case 'retry':
      return (
        <Text size="sm" c="dimmed">
          {fill(words.work.retry, {
            attempt: formats.count(line.attempt),
            reason: line.text,
            what: line.what === '' ? '' : ` (${line.what})`,
            wait: formats.duration(Math.max(line.waitMs / 1000, 1)),
          })}
        </Text>
      );
  }
}

/** Live steps with how many are done, how fast, and the newest changes. */
export function LiveWork(props: {
  readonly name: string;
  readonly work: WorkState | null;
  /** What went wrong stands beside it already. */
  readonly isFaultTold?: boolean;
}) {
  const { words } = usePage();
  const { name, work } = props;
  const isRunning = work !== null && !work.isOver;
  const lines = useLines(name);
  if (work?.kind == null) return null;
  const seconds = work.startedAt === null ? 0 : (Date.now() - Date.parse(work.startedAt)) / 1000;
  const details = <Details work={work} lines={lines} seconds={isRunning ? seconds : null} />;
  return (
    <Card withBorder aria-live="polite">
      <Group justify="space-between" mb={isRunning ? 'xs' : 0}>
        <Title order={2} size="h4">
          {work.kind === 'run' ? words.work.progress : words.shell.plan}
        </Title>
        <EndBadge work={work} />
      </Group>
      {work.by === null ? null : (
        <Text size="sm" c="dimmed" mb="xs">
          {words.runs.by}: {startedText({ trigger: work.by.trigger, startedBy: work.by.who }, words)}
        </Text>
      )}
      {props.isFaultTold === true ? null : <FaultNote fault={work.error} />}
      {isRunning ? details : <Folded isEmpty={work.progress.length + lines.length === 0}>{details}</Folded>}
    </Card>
  );
}

function EndBadge({ work: { isOver, error } }: { readonly work: WorkState }) {
  const { words } = usePage();
  const color = !isOver ? 'blue' : error === null ? 'pine' : 'red';
  return (
    <Label color={color}>
      {!isOver ? words.everywhere.working : error === null ? words.everywhere.done : words.everywhere.failed}
    </Label>
  );
}

/** What is over is one line, so that what stands below stays in view: who wants to know opens it. */
function Folded({ isEmpty, children }: { readonly isEmpty: boolean; readonly children: ReactNode }) {
  const { words } = usePage();
  if (isEmpty) return null;
  return (
    <details className="work-details">
      <summary>{words.work.details}</summary>
      {children}
    </details>
  );
}

function Details(props: {
  readonly work: WorkState;
  readonly lines: readonly LiveLine[];
  /** Since it has begun; null = it is over. */
  readonly seconds: number | null;
}) {
  const { words } = usePage();
  const { work, lines, seconds } = props;
  return (
    <>
      <Stack gap="xs">
        {work.progress.map((step) => (
          <Step key={`${step.task} ${step.phase}`} step={step} seconds={seconds} />
        ))}
      </Stack>
      {lines.length > 0 ? (
        <Stack gap={2} mt="sm" className="log" tabIndex={0} role="log" aria-label={words.work.log}>
          {lines.toReversed().map((line, index) => (
            <LineText key={`${line.at} ${lines.length - index}`} line={line} />
          ))}
        </Stack>
      ) : null}
    </>
  );
}

function Step({ step, seconds }: { readonly step: ProgressEvent; readonly seconds: number | null }) {
  const { words } = usePage();
  const formats = useFormats();
  const share = step.total === null || step.total === 0 ? null : (step.done / step.total) * 100;
  const rate = seconds === null || seconds < 1 ? null : Math.round(step.done / seconds);
  const of = step.total === null ? '' : ` / ${formats.count(step.total)}`;
  const left = rate === null || rate === 0 || step.total === null ? 0 : (step.total - step.done) / rate;
  const label = `${words.names.tasks[step.task]} – ${step.phase === 'read' ? words.work.read : words.work.written}`;
  return (
    <Stack gap={2}>
      <Group justify="space-between">
        <Text size="sm">{label}</Text>
        <Text size="sm" c="dimmed">
          {formats.count(step.done)}
          {of}
          {rate === null ? '' : ` · ${formats.count(rate)} ${words.work.perSecond}`}
          {left < 1 ? '' : ` · ${words.work.remaining} ${formats.duration(left)}`}
        </Text>
      </Group>
      <Progress value={share ?? 100} animated={seconds !== null} aria-label={label} />
    </Stack>
  );
}
