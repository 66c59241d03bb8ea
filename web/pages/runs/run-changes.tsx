import { NativeSelect, Pagination, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { ChangeRow } from '../../parts/change-row.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import type { ChangeView } from '../../../src/api/changes.ts';

/** Every changed record of a run before → after, a page at a time. */
export function RunChanges({ name, id }: { readonly name: string; readonly id: string }) {
  const { words } = usePage();
  const [page, setPage] = useState(1);
  const [kind, setKind] = useState<ChangeView['kind'] | ''>('');
  const { value, fault } = useAnswer('/api/profiles/{name}/runs/{id}', { name, id, page, kind });
  const changes = (value?.events ?? []).filter(({ event }) => event.type === 'change');
  const pages = Math.ceil((value?.found ?? 0) / (value?.pageSize ?? 1));
  const kinds = Object.entries(words.names.changes) as [ChangeView['kind'], string][];
  return (
    <section>
      <Title order={3} size="h4" mt="md" mb={4}>
        {words.everywhere.changes}
      </Title>
      <FaultNote fault={fault} />
      <NativeSelect
        size="xs"
        maw="16rem"
        className="no-print"
        aria-label={words.runs.kind}
        value={kind}
        onChange={(event) => {
          const chosen = kinds.find(([each]) => each === event.currentTarget.value);
          setKind(chosen?.[0] ?? '');
          setPage(1);
        }}
        data={[
          { value: '', label: words.runs.changesOf },
          ...kinds.map(([each, label]) => ({ value: each, label })),
        ]}
      />
      {value !== null && changes.length === 0 && pages <= 1 ? (
        <Text size="sm" mt="xs">
          {words.runs.noChanges}
        </Text>
      ) : null}
      <Table verticalSpacing="xs">
        <Table.Tbody>
          {changes.map(({ event }, index) =>
            event.type !== 'change' ? null : (
              <ChangeRow
                key={`${event.change.key} ${index}`}
                change={event.change}
                note={'what' in event.outcome ? event.outcome.what : ''}
              />
            ),
          )}
        </Table.Tbody>
      </Table>
      {pages <= 1 ? null : (
        <Pagination
          mt="sm"
          value={page}
          onChange={setPage}
          total={pages}
          getControlProps={(control) => ({ 'aria-label': control })}
        />
      )}
    </section>
  );
}
