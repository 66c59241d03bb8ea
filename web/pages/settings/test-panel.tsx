import { Alert, Anchor, List, Stack, Text, Title } from '@mantine/core';
import type { TestAnswer } from '../../../src/api/settings.ts';
import { serverPath } from '../../api.ts';
import { usePage } from '../../context.ts';
import { Icon } from '../../parts/icon.tsx';
import type { IconName } from '../../parts/icon.tsx';
import { toldHere } from '../../parts/remedy.ts';

type Point = TestAnswer['points'][number];

const SIGNS: Readonly<
  Record<'good' | 'bad' | 'untried', { readonly icon: IconName; readonly color: string }>
> = {
  good: { icon: 'done', color: 'pine' },
  bad: { icon: 'warning', color: 'red' },
  untried: { icon: 'more', color: 'dimmed' },
};

/** What the test of the connection has found, a line each, with what to do where something is wrong. */
export function TestPanel({ name, answer }: { readonly name: string; readonly answer: TestAnswer }) {
  const { words } = usePage();
  const notes = [answer.agent, answer.prices, answer.agedOrders, ...answer.notes].filter(
    (note) => note !== null,
  );
  return (
    <Alert variant="default" aria-live="polite">
      <Title order={2} size="h3" mb="xs">
        {words.settings.testTitle}
      </Title>
      <Stack gap={6}>
        {answer.points.map((point) => (
          <TestedLine key={point.point} point={point} />
        ))}
      </Stack>
      {notes.length === 0 ? null : (
        <List size="sm" mt="sm" c="dimmed">
          {notes.map((note) => (
            <List.Item key={note}>{note}</List.Item>
          ))}
        </List>
      )}
      <Anchor
        href={`${serverPath(name)}/evidence.json`}
        download
        size="sm"
        mt="sm"
        display="inline-block"
        title={words.settings.evidenceHint}
      >
        {words.settings.evidence}
      </Anchor>
    </Alert>
  );
}

function TestedLine({ point }: { readonly point: Point }) {
  const { words } = usePage();
  const { icon, color } = SIGNS[point.isOk === null ? 'untried' : point.isOk ? 'good' : 'bad'];
  const said = point.isOk === true ? words.settings.works : (point.error?.what ?? words.settings.notTried);
  return (
    <Text size="sm" component="div" className="cell-wrap">
      <Text span c={color}>
        <Icon name={icon} size={16} />
      </Text>{' '}
      <Text span fw={500}>
        {point.label}
      </Text>{' '}
      <Text span c={point.isOk === false ? 'red' : 'dimmed'}>
        {said}
      </Text>{' '}
      {point.error === null ? null : <Text span>{toldHere(point.error.remedy)}</Text>}
    </Text>
  );
}
