import { NativeSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RunLine } from '../../../src/api/runs.ts';
import type { ParamsOf } from '../../contract.ts';
import { usePage } from '../../context.ts';
import { goTo, linkTo } from '../../route.ts';
import { useCursorRows } from '../../rows.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { ListPage } from '../../parts/list-page.tsx';
import { LiveWork, useWork } from '../../parts/live-work.tsx';
import { useRunColumns } from './run-columns.tsx';
import { RunPanel } from './run-panel.tsx';

type Wanted = Omit<Required<ParamsOf<'get', '/api/profiles/{name}/runs-list'>>, 'name' | 'before'>;
const ALL: Wanted = { end: '', trigger: '', task: '', from: '', until: '', quiet: '' };

/** Every run, what goes on now first; the quiet ones in a row are one line. */
export function Runs(props: { readonly name: string; readonly rest: readonly string[] }) {
  const { name, rest } = props;
  const { words } = usePage();
  const [wanted, setWanted] = useState(ALL);
  const work = useWork(name);
  const columns = useRunColumns();
  const rows = useCursorRows({
    path: '/api/profiles/{name}/runs-list',
    valuesOf: (before) => ({ name, ...wanted, before: Number(before ?? 0) }),
    read: ({ lines, next }) => ({ rows: lines, next }),
  });
  const open = /^\d{1,12}$/.test(rest[0] ?? '') ? (rest[0] ?? null) : null;
  const isFiltered = Object.values(wanted).some((value) => value !== '');
  return (
    <>
      {work.value?.isOver === false ? <LiveWork name={name} work={work.value} /> : null}
      <ListPage
        label={words.shell.runs}
        rows={rows}
        columns={columns}
        keyOf={keyOf}
        hrefOf={(line) => linkTo('server', name, 'runs', keyOf(line))}
        open={open}
        filters={<RunFilters wanted={wanted} onChange={setWanted} />}
        empty={<EmptyState icon="runs" text={isFiltered ? words.runs.nothingSuch : words.runs.none} />}
        countText={() => ''}
      />
      {open === null ? null : (
        <RunPanel key={open} name={name} id={open} onClose={() => goTo('server', name, 'runs')} />
      )}
    </>
  );
}

/** A fold leads to the newest of its runs. */
function keyOf(line: RunLine): string {
  return String(line.kind === 'run' ? line.run.id : line.newest.id);
}

function RunFilters(props: { readonly wanted: Wanted; readonly onChange: (wanted: Wanted) => void }) {
  const { wanted, onChange } = props;
  const { words } = usePage();
  const choice = (key: 'end' | 'trigger' | 'task', any: string, names: Readonly<Record<string, string>>) => (
    <NativeSelect
      size="xs"
      aria-label={words.runs[key]}
      value={wanted[key]}
      onChange={(event) => onChange({ ...wanted, [key]: event.currentTarget.value })}
      data={[{ value: '', label: any }, ...Object.entries(names).map(([value, label]) => ({ value, label }))]}
    />
  );
  const { undo: _undo, ...tasks } = words.names.tasks;
  return (
    <>
      {choice('end', words.runs.anyEnd, words.names.ends)}
      {choice('trigger', words.runs.anyTrigger, words.names.triggers)}
      {choice('task', words.runs.anyTask, tasks)}
      {(['from', 'until'] as const).map((key) => (
        <TextInput
          key={key}
          size="xs"
          type="date"
          aria-label={words.runs[key]}
          leftSection={
            <Text size="xs" c="dimmed">
              {words.runs[key]}
            </Text>
          }
          leftSectionWidth="4.5rem"
          value={wanted[key]}
          onChange={(event) => onChange({ ...wanted, [key]: event.currentTarget.value })}
        />
      ))}
      <FilterChip
        label={words.runs.unfold}
        isOn={wanted.quiet === 'yes'}
        onChange={(isOn) => onChange({ ...wanted, quiet: isOn ? 'yes' : '' })}
      />
    </>
  );
}
