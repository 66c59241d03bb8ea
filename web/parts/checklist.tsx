import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import type { SetupAnswer } from '../../src/api/setup.ts';
import { useAnswer } from '../answers.ts';
import { usePage } from '../context.ts';
import { linkTo } from '../route.ts';
import { Icon } from './icon.tsx';

type Step = SetupAnswer['steps'][number]['step'];

/** How far a server's first run has come, until all of it is done; then nothing. */
export function Checklist({ name }: { readonly name: string }) {
  const { words, may } = usePage();
  const { value } = useAnswer('/api/profiles/{name}/setup', { name });
  if (value === null || value.next === null) return null;
  const mayGoOn = may('post /api/profiles/{name}/look/shop');
  // The first run itself is started where its plan is looked at.
  const placeOf = (step: Step): string => linkTo('server', name, 'setup', step === 'run' ? 'plan' : step);
  return (
    <Card withBorder component="section" aria-labelledby="checklist">
      <Group justify="space-between" align="start">
        <div>
          <Title order={2} id="checklist">
            {words.firstRun.checklist}
          </Title>
          <Text size="sm" c="dimmed">
            {words.firstRun.checklistHint}
          </Text>
        </div>
        {mayGoOn ? (
          <Button component="a" href={placeOf(value.next)}>
            {words.firstRun.goOn}
          </Button>
        ) : null}
      </Group>
      <Stack component="ol" gap={6} mt="sm" mb={0} pl={0} style={{ listStyle: 'none' }}>
        {value.steps.map(({ step, isDone }) => (
          <Group component="li" key={step} gap="xs" wrap="nowrap">
            <Text span c={isDone ? 'pine' : 'dimmed'}>
              <Icon name={isDone ? 'done' : 'next'} size={16} />
            </Text>
            {isDone || !mayGoOn ? (
              <Text span c="dimmed">
                {words.firstRun[step]}
                {isDone ? ` – ${words.firstRun.done}` : ''}
              </Text>
            ) : (
              <Anchor href={placeOf(step)}>{words.firstRun[step]}</Anchor>
            )}
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
