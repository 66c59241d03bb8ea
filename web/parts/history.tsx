import { Table, Text } from '@mantine/core';
import { usePage } from '../context.ts';
import { useFormats } from '../formats.ts';
import { ChangeRow } from './change-row.tsx';
import type { ChangeView } from './change-row.tsx';

export interface HistoryEntry {
  readonly at: string;
  readonly event: {
    readonly type: string;
    readonly change?: ChangeView;
    readonly outcome?: { readonly kind: string; readonly code?: string };
  };
}

/** Everything that was done with one record, newest first: when, and every field before and after. */
export function History({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const { words } = usePage();
  const formats = useFormats();
  if (entries.length === 0) return <Text size="sm">{words.everywhere.noHistory}</Text>;
  return (
    <Table verticalSpacing="xs">
      <Table.Tbody>
        {entries.map((entry, index) =>
          entry.event.change === undefined ? null : (
            <ChangeRow
              key={`${entry.at} ${index}`}
              change={entry.event.change}
              when={formats.moment(entry.at)}
              note={entry.event.outcome?.code ?? ''}
            />
          ),
        )}
      </Table.Tbody>
    </Table>
  );
}
