import { Badge, Button, Card, Group, Stack, Text } from '@mantine/core';
import { useAnswer } from '../../answers.ts';
import { useState } from 'react';
import { serverPath } from '../../api.ts';
import type { Fault } from '../../api.ts';
import { asFault, usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { MissingOrders } from '../../parts/questions/missing-orders.tsx';
import { isQuestion } from '../../parts/questions/questions.tsx';

/** What waits for a person: why, and what to do; one or all are tried again. */
export function Attention({ name }: { readonly name: string }) {
  const { api, words } = usePage();
  const formats = useFormats();
  const { value, fault, reload } = useAnswer('/api/profiles/{name}/attention', { name });
  const [problem, setProblem] = useState<Fault | null>(null);
  const release = async (item: number | 'all'): Promise<void> => {
    try {
      await api.send('POST', `${serverPath(name)}/attention/release`, { item });
      setProblem(null);
      await reload();
    } catch (error) {
      setProblem(asFault(error, words));
    }
  };
  const items = (value ?? []).filter(({ subject }) => !isQuestion(subject));
  return (
    <Stack>
      <FaultNote fault={problem ?? fault} />
      <MissingOrders name={name} onDecided={() => void reload()} />
      {value?.length === 0 ? <Text>{words.attention.nothingWaits}</Text> : null}
      {items.length > 1 ? (
        <Group>
          <Button variant="default" onClick={() => void release('all')}>
            {words.attention.releaseAll}
          </Button>
        </Group>
      ) : null}
      {items.map((item) => (
        <Card key={item.id} withBorder>
          <Group justify="space-between" align="start">
            <Stack gap={2} className="cell-wrap">
              <Text fw={600}>{item.what}</Text>
              <Text size="sm">
                {words.attention.whatToDo}: {item.remedy}
              </Text>
              <Text size="xs" c="dimmed">
                {words.everywhere.since} {formats.moment(item.since)}
              </Text>
            </Stack>
            {item.isReleased ? (
              <Badge color="pine.8">{words.attention.releasedHint}</Badge>
            ) : (
              <Button size="compact-md" variant="light" onClick={() => void release(item.id)}>
                {words.attention.release}
              </Button>
            )}
          </Group>
        </Card>
      ))}
    </Stack>
  );
}
