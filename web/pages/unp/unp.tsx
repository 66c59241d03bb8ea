import { Card, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { FaultNote } from '../../parts/fault-note.tsx';

/** УНП: the device, its range and last number, and what the shop does not hold yet. */
export function UnpPage({ name }: { readonly name: string }) {
  const { words } = usePage();
  const formats = useFormats();
  const { value, fault } = useAnswer('/api/profiles/{name}/unp', { name });
  if (value === null) return <FaultNote fault={fault} />;
  if (!value.isSupto) return <Text>{words.unp.noSupto}</Text>;
  const figures: readonly (readonly [string, string])[] = [
    [words.unp.device, value.device],
    [words.unp.range, `${value.from} – ${value.to}`],
    [words.unp.lastNumber, value.last === '' ? '–' : value.last],
  ];
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {figures.map(([label, figure]) => (
          <Card withBorder key={label}>
            <Text c="dimmed" size="sm">
              {label}
            </Text>
            <Text fw={700}>{figure}</Text>
          </Card>
        ))}
      </SimpleGrid>
      <Card withBorder>
        <Title order={2} size="h4" mb="xs">
          {words.unp.pending}
        </Title>
        {value.pending.length === 0 ? (
          <Text>{words.unp.noPending}</Text>
        ) : (
          <Table>
            <Table.Tbody>
              {value.pending.map((entry) => (
                <Table.Tr key={entry.order}>
                  <Table.Td>№{entry.order}</Table.Td>
                  <Table.Td>{entry.unp}</Table.Td>
                  <Table.Td>{formats.moment(entry.recordedAt)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Card>
    </Stack>
  );
}
