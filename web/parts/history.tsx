import { Table, Text } from '@mantine/core';
import { usePage } from '../context.ts';
import { useFormats } from '../formats.ts';
import { ChangeRow } from './change-row.tsx';
import type { HistoryEntry } from '../../src/api/changes.ts';

/** Everything that was done with one record, newest first: when, and every field before and after. */
export function History({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const { words } = usePage();
  const formats = useFormats();
  if (entries.length === 0) return <Text size="sm">{words.everywhere.noHistory}</Text>;
  return (
    <Table verticalSpacing="xs">
      <Table.Tbody>
        {entries.map((entry, index) =>
          entry.event.type !== 'change' ? null : (
            <ChangeRow
              key={`${entry.at} ${index}`}
              change={entry.event.change}
              when={formats.moment(entry.at)}
              note={'what' in entry.event.outcome ? entry.event.outcome.what : ''}
            />
          ),
        )}
      </Table.Tbody>
    </Table>
  );
}
