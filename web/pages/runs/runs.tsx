import { Anchor, Badge, Button, Card, Group, Pagination, Stack, Table, Text, Title } from '@mantine/core';
import { useAnswer } from '../../answers.ts';
import { useState } from 'react';
import { serverPath } from '../../api.ts';
import type { Fault } from '../../api.ts';
import { asFault, usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { goTo, linkTo } from '../../route.ts';
import { ChangeRow } from '../../parts/change-row.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';

/** Runs, newest first; each with every changed record before → after. */
export function Runs(props: { readonly name: string; readonly rest: readonly string[] }) {
  const { name, rest } = props;
  const { words } = usePage();
  const formats = useFormats();
  const { value, fault } = useAnswer('/api/profiles/{name}/runs', { name });
  const shown = /^\d+$/.test(rest[0] ?? '') ? Number(rest[0]) : null;
  return (
    <Stack>
      <FaultNote fault={fault} />
      <Card withBorder p="xs">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>№</Table.Th>
              <Table.Th>{words.everywhere.date}</Table.Th>
              <Table.Th>{words.runs.state}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {(value ?? []).map((run) => (
              <Table.Tr key={run.id}>
                <Table.Td>
                  <Anchor component="button" onClick={() => goTo('server', name, 'runs', String(run.id))}>
                    {run.id}
                  </Anchor>
                </Table.Td>
                <Table.Td>{formats.moment(run.startedAt)}</Table.Td>
                <Table.Td>
                  <Badge color={run.end === 'done' ? 'pine.8' : run.end === null ? 'blue.8' : 'red.9'}>
                    {run.end === null ? words.everywhere.working : words.names.ends[run.end]}
                  </Badge>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Card>
      {shown === null ? null : <Report key={shown} name={name} id={shown} />}
    </Stack>
  );
}

function Report({ name, id }: { readonly name: string; readonly id: number }) {
  const { api, words } = usePage();
  const [page, setPage] = useState(1);
  const { value, fault } = useAnswer('/api/profiles/{name}/runs/{id}', {
    name,
    id: String(id),
    page,
  });
  const [asked, setAsked] = useState<Fault | null>(null);
  // The undo is a plan like any other: it is looked at first.
  const undo = async (): Promise<void> => {
    try {
      await api.send('POST', `${serverPath(name)}/plan`, { tasks: null, of: 'undo', run: id });
      location.hash = linkTo('server', name, 'plan');
    } catch (error) {
      setAsked(asFault(error, words));
    }
  };
  const changes = (value?.events ?? []).filter((entry) => entry.event.type === 'change');
  return (
    <Card withBorder>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {words.everywhere.changes} (№{id})
        </Title>
        <Button variant="default" size="xs" onClick={() => void undo()}>
          {words.runs.undo}
        </Button>
      </Group>
      <FaultNote fault={asked ?? fault} />
      {changes.length === 0 ? <Text>{words.everywhere.nothingToDo}</Text> : null}
      <div className="scroll-x" tabIndex={0} role="region" aria-label={words.everywhere.changes}>
        <Table verticalSpacing="xs">
          <Table.Tbody>
            {changes.map((entry, index) =>
              entry.event.type !== 'change' ? null : (
                <ChangeRow
                  key={`${entry.event.change.key} ${index}`}
                  change={entry.event.change}
                  note={'code' in entry.event.outcome ? entry.event.outcome.code : ''}
                />
              ),
            )}
          </Table.Tbody>
        </Table>
      </div>
      <Pagination
        mt="sm"
        value={page}
        onChange={setPage}
        total={Math.max(1, Math.ceil((value?.found ?? 0) / (value?.pageSize ?? 100)))}
        getControlProps={(control) => ({ 'aria-label': control })}
      />
    </Card>
  );
}
