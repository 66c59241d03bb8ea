import { Badge, Card, Group, Progress, Stack, Text, Title } from '@mantine/core';
import type { Progress as ProgressEvent } from '../../src/api/changes.ts';
import type { WorkState } from '../../src/api/runs.ts';
import { useAnswer } from '../answers.ts';
import { usePage } from '../context.ts';
import { useFormats } from '../formats.ts';
import { useLines } from '../live.ts';
import type { LiveLine } from '../live.ts';
import { FaultNote } from './fault-note.tsx';

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
      return line.latest.map(({ subject, label }, index) => (
        <Text size="sm" key={`${subject} ${index}`}>
          {label}
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
          {words.work.retry} {formats.duration(line.waitMs / 1000)}
        </Text>
      );
  }
}

/** Live steps with how many are done, how fast, and the newest changes. */
export function LiveWork({ name, work }: { readonly name: string; readonly work: WorkState | null }) {
  const { words } = usePage();
  const isRunning = work !== null && !work.isOver;
  const lines = useLines(name);
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
          {lines.toReversed().map((line, index) => (
            <LineText key={`${line.at} ${lines.length - index}`} line={line} />
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
  const label = `${words.names.tasks[step.task]} – ${step.phase === 'read' ? words.work.read : words.work.written}`;
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
