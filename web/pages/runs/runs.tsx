import { NativeSelect, Text, TextInput } from '@mantine/core';
import type { RunLine } from '../../../src/api/runs.ts';
import { usePage } from '../../context.ts';
import { aDay, oneOf, useFilters } from '../../filters.ts';
import type { FiltersOf } from '../../filters.ts';
import { goWithin, linkWithin } from '../../route.ts';
import { useCursorRows } from '../../rows.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FilterChip } from '../../parts/lists/filter-chip.tsx';
import { ListPage } from '../../parts/lists/list-page.tsx';
import { LiveWork, useWork } from '../../parts/live-work.tsx';
import { useRunColumns } from './run-columns.tsx';
import { RunPanel } from './run-panel.tsx';

const FILTERS = {
  end: oneOf(['done', 'stopped', 'interrupted', 'failed']),
  trigger: oneOf(['schedule', 'stockSchedule', 'person', 'apply', 'undo']),
  task: oneOf(['import-goods', 'import-orders', 'export-goods', 'export-stock']),
  from: aDay,
  until: aDay,
  quiet: oneOf(['yes']),
};
type Wanted = FiltersOf<typeof FILTERS>;

/** Every run, what goes on now first; the quiet ones in a row are one line. */
export function Runs(props: { readonly name: string; readonly rest: readonly string[] }) {
  const { name, rest } = props;
  const { words } = usePage();
  const [wanted, setWanted] = useFilters(FILTERS);
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
        hrefOf={(line) => linkWithin('server', name, 'runs', keyOf(line))}
        open={open}
        filters={<RunFilters wanted={wanted} onChange={setWanted} />}
        empty={<EmptyState icon="runs" text={isFiltered ? words.runs.nothingSuch : words.runs.none} />}
        countText={() => ''}
      />
      {open === null ? null : (
        <RunPanel key={open} name={name} id={open} onClose={() => goWithin('server', name, 'runs')} />
      )}
    </>
  );
}

/** A fold leads to the newest of its runs. */
function keyOf(line: RunLine): string {
  return String(line.kind === 'run' ? line.run.id : line.newest.id);
}

function RunFilters(props: {
  readonly wanted: Wanted;
  readonly onChange: (change: Partial<Wanted>) => void;
}) {
  const { wanted, onChange } = props;
  const { words } = usePage();
  const choice = (key: 'end' | 'trigger' | 'task', any: string, names: Readonly<Record<string, string>>) => (
    <NativeSelect
      size="xs"
      aria-label={words.runs[key]}
      value={wanted[key]}
      onChange={(event) => onChange({ [key]: event.currentTarget.value })}
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
          onChange={(event) => onChange({ [key]: event.currentTarget.value })}
        />
      ))}
      <FilterChip
        label={words.runs.unfold}
        isOn={wanted.quiet === 'yes'}
        onChange={(isOn) => onChange({ quiet: isOn ? 'yes' : '' })}
      />
    </>
  );
}
