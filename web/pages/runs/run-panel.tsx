import { Button, Skeleton, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { fill } from '../../../src/texts/fill.ts';
import type { RunReport } from '../../../src/api/runs.ts';
import { serverPath } from '../../api.ts';
import { useAction, useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { goTo } from '../../route.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { startedText } from '../../started-by.ts';
import { Moment } from '../../parts/values.tsx';
import { EndBadge, useLasted } from './run-columns.tsx';
import { RunChanges } from './run-changes.tsx';

const COUNTS = ['created', 'updated', 'unchanged', 'skipped', 'attention', 'failed'] as const;
/** What is told of every task, with nothing too; the others only where there is something. */
const ALWAYS: readonly string[] = ['created', 'updated'];

/** One run: who or what started it, how it ended and why, what it did and what it did not. */
export function RunPanel(props: {
  readonly name: string;
  readonly id: string;
  readonly onClose: () => void;
}) {
  const { name, id, onClose } = props;
  const { api, words, may } = usePage();
  const { value, fault } = useAnswer('/api/profiles/{name}/runs/{id}/report', { name, id });
  const mayUndo = may('post /api/profiles/{name}/plan');
  const report = String(value?.run.id) === id ? value : null;
  // The undo is a plan like any other: it is looked at first.
  const undo = useAction(async () => {
    const body = { tasks: null, of: 'undo', run: Number(id) } as const;
    await api.tell('post', '/api/profiles/{name}/plan', { name }, body);
    goTo('server', name, 'plan');
  }, [`${serverPath(name)}/work`]);
  return (
    <SidePanel title={fill(words.runs.run, { run: id })} onClose={onClose}>
      <FaultNote fault={fault ?? undo.fault} />
      {report === null && fault === null ? <Skeleton h={160} /> : null}
      {report === null ? null : (
        <>
          <Facts report={report} />
          <FaultNote fault={report.run.fault} />
          {report.run.fault === null && report.run.end === 'interrupted' ? (
            <Text size="sm">{words.runs.noWord}</Text>
          ) : null}
          <Counts report={report} />
          <Told report={report} />
          <RunChanges name={name} id={id} />
          {report.run.endedAt === null || hasChangedNothing(report) || !mayUndo ? null : (
            <div className="no-print">
              <Button variant="default" mt="md" loading={undo.isBusy} onClick={() => void undo.run()}>
                {words.runs.undo}
              </Button>
              <Text size="xs" c="dimmed" mt={4}>
                {words.runs.undoHint}
              </Text>
            </div>
          )}
        </>
      )}
    </SidePanel>
  );
}

/** Nothing is there to be taken back. */
function hasChangedNothing({ run: { counts } }: RunReport): boolean {
  return Object.values(counts ?? {}).every((of) => (of?.created ?? 0) + (of?.updated ?? 0) === 0);
}

function Facts({ report: { run } }: { readonly report: RunReport }) {
  const { words } = usePage();
  const lasted = useLasted();
  return (
    <dl className="facts">
      <div>
        <dt>{words.runs.result}</dt>
        <dd>
          <EndBadge end={run.end} />
        </dd>
      </div>
      <div>
        <dt>{words.runs.by}</dt>
        <dd>{startedText(run, words)}</dd>
      </div>
      <div>
        <dt>{words.runs.started}</dt>
        <dd>
          <Moment iso={run.startedAt} />
        </dd>
      </div>
      <div>
        <dt>{words.runs.lasted}</dt>
        <dd>{lasted(run) || '–'}</dd>
      </div>
    </dl>
  );
}

function Counts({ report: { run } }: { readonly report: RunReport }) {
  const { words } = usePage();
  const formats = useFormats();
  const tasks = run.tasks.filter((task) => run.counts?.[task] !== undefined);
  if (tasks.length === 0) return null;
  const told = COUNTS.filter(
    (key) => ALWAYS.includes(key) || tasks.some((task) => (run.counts?.[task]?.[key] ?? 0) > 0),
  );
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={words.runs.did}>
      <Table fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.runs.task}</Table.Th>
            {told.map((key) => (
              <Table.Th key={key} ta="right">
                {words.runs[key]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tasks.map((task) => (
            <Table.Tr key={task}>
              <Table.Td>{words.names.tasks[task]}</Table.Td>
              {told.map((key) => (
                <Table.Td key={key} ta="right">
                  {formats.count(run.counts?.[task]?.[key] ?? 0)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** What was not made and why, what was left for a person, what else was told. */
function Told({ report }: { readonly report: RunReport }) {
  const { words } = usePage();
  const formats = useFormats();
  const { failed, failedCount, notes } = report;
  const notices = [...new Set(report.notices.map(({ text }) => text))];
  const more = failedCount - failed.length;
  return (
    <>
      {failed.length === 0 ? null : (
        <Section title={words.runs.failures} count={failedCount}>
          {failed.map(({ subject, label, fault }, index) => (
            <Text key={`${subject} ${index}`} component="li" size="sm">
              {label}: {fault.what}
            </Text>
          ))}
          {more > 0 ? <li>{fill(words.runs.more, { count: formats.count(more) })}</li> : null}
        </Section>
      )}
      {notes.length === 0 ? null : (
        <Section title={words.runs.parkedNow} count={notes.length}>
          {notes.map(({ subject, what }, index) => (
            <Text key={`${subject} ${index}`} component="li" size="sm">
              {what}
            </Text>
          ))}
        </Section>
      )}
      {notices.length === 0 ? null : (
        <Section title={words.runs.told} count={notices.length}>
          {notices.map((text) => (
            <Text key={text} component="li" size="sm" c="dimmed">
              {text}
            </Text>
          ))}
        </Section>
      )}
    </>
  );
}

function Section(props: { readonly title: string; readonly count: number; readonly children: ReactNode }) {
  const formats = useFormats();
  return (
    <section>
      <Title order={3} size="h4" mt="md" mb={4}>
        {props.title} · <span className="figure">{formats.count(props.count)}</span>
      </Title>
      <ul className="plain-list">{props.children}</ul>
    </section>
  );
}
