import { Button, Card, Group, Pagination, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { serverPath } from '../../api.ts';
import type { Fault } from '../../api.ts';
import { useAnswer } from '../../answers.ts';
import { asFault, usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { linkTo } from '../../route.ts';
import { ChangeRow } from '../../parts/change-row.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { LiveWork, useWork } from '../../parts/live-work.tsx';
import type { ChangeView } from '../../../src/api/changes.ts';
import type { KindCount } from '../../../src/api/plan.ts';

const TYPING_MS = 250;
/** A kind of change; '' = every one. */
type Kind = KindCount['kind'] | '';

/** What stands where no plan was made yet. */
const NO_PLAN = {
  madeAt: null,
  of: undefined,
  total: 0,
  found: 0,
  pageSize: 100,
  kinds: [],
  changes: [],
  first: null,
} as const;

/** What would change, as a diff with filter and search; „Изпълни“ does exactly that. */
export function PlanPage({ name }: { readonly name: string }) {
  const { api, words } = usePage();
  const formats = useFormats();
  const [page, setPage] = useState(1);
  const [kind, setKind] = useState<Kind>('');
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search, TYPING_MS);
  const [fault, setFault] = useState<Fault | null>(null);
  const [first, setFirst] = useState<string | null>(null);
  const plan = useAnswer('/api/profiles/{name}/plan', { name, page, kind, search: wanted });
  const work = useWork(name);
  const isBusy = work.value?.isOver === false;

  useEffect(() => {
    if (!isBusy) void plan.reload();
    // Asked again when the work is over, whatever the page shows meanwhile.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- reload changes with every filter
  }, [isBusy]);

  const act = async (path: string, body: unknown): Promise<void> => {
    try {
      await api.send('POST', `${serverPath(name)}/${path}`, body);
      setFault(null);
      if (path === 'apply') location.hash = linkTo('server', name);
    } catch (error) {
      setFault(asFault(error, words));
    }
    await work.reload();
  };

  const made = plan.value?.madeAt == null ? NO_PLAN : plan.value;
  const { madeAt, of, total, found, pageSize, kinds, changes, first: proposed } = made;
  return (
    <Stack>
      <Group>
        <PlanButtons
          isBusy={isBusy}
          isPlanning={isBusy && work.value?.kind === 'plan'}
          madeAt={total === 0 ? null : madeAt}
          first={proposed === null ? null : (first ?? proposed)}
          act={(path, body) => void act(path, body)}
        />
      </Group>
      {proposed === null ? null : <FirstProduct value={first ?? proposed} onChange={setFirst} />}
      <FaultNote fault={fault ?? plan.fault} />
      {isBusy || work.value?.error != null ? <LiveWork name={name} work={work.value} /> : null}
      {madeAt === null ? <Text>{words.plan.noPlan}</Text> : null}
      {madeAt !== null && total === 0 ? <Text>{words.everywhere.nothingToDo}</Text> : null}
      {madeAt !== null && total > 0 ? (
        <Card withBorder>
          <Group mb="sm" align="end">
            <PlanFilter
              search={search}
              kind={kind}
              kinds={[{ kind: '', label: words.everywhere.all, count: total }, ...kinds]}
              onChange={(filter) => {
                setSearch(filter.search);
                setKind(filter.kind);
                setPage(1);
              }}
            />
            <Text size="sm" c="dimmed">
              {of?.kind === 'undo' ? `${words.plan.undoOf} №${of.runId ?? ''} · ` : ''}
              {of?.kind === 'reconcile' ? `${words.plan.comparison} · ` : ''}
              {words.plan.planMade} {formats.moment(madeAt)}
            </Text>
          </Group>
          <ChangeTable changes={changes} />
          <Pagination
            mt="sm"
            value={page}
            onChange={setPage}
            total={Math.max(1, Math.ceil(found / pageSize))}
            getControlProps={(control) => ({ 'aria-label': control })}
          />
        </Card>
      ) : null}
    </Stack>
  );
}

/** Which good goes first and alone over XML: one is proposed, a person may name another. */
function FirstProduct(props: { readonly value: string; readonly onChange: (code: string) => void }) {
  const { words } = usePage();
  return (
    <TextInput
      label={words.plan.firstProduct}
      description={words.plan.firstProductHint}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      maw={420}
    />
  );
}

function PlanButtons(props: {
  readonly isBusy: boolean;
  readonly isPlanning: boolean;
  /** Of the plan that may be carried out; null = there is none, or nothing in it. */
  readonly madeAt: string | null;
  /** The good that goes first over XML; null = none is asked for. */
  readonly first: string | null;
  readonly act: (path: 'plan' | 'apply', body: unknown) => void;
}) {
  const { words } = usePage();
  const { isBusy, isPlanning, madeAt, first, act } = props;
  const chosen = first?.trim() ?? '';
  return (
    <>
      <Button onClick={() => act('plan', { tasks: null })} loading={isPlanning}>
        {words.plan.makePlan}
      </Button>
      <Button
        variant="default"
        disabled={isBusy}
        onClick={() => act('plan', { tasks: null, of: 'reconcile' })}
      >
        {words.plan.compare}
      </Button>
      <Button
        color="indigo.9"
        disabled={madeAt === null || isBusy}
        onClick={() => act('apply', { madeAt, ...(chosen === '' ? {} : { first: chosen }) })}
      >
        {words.plan.apply}
      </Button>
      <Text size="sm" c="dimmed">
        {words.plan.applyHint}
      </Text>
    </>
  );
}

function ChangeTable({ changes }: { readonly changes: readonly ChangeView[] }) {
  const { words } = usePage();
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={words.everywhere.changes}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="35%">{words.plan.record}</Table.Th>
            <Table.Th>{words.everywhere.changes}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map((change) => (
            <ChangeRow key={change.key} change={change} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function PlanFilter(props: {
  readonly search: string;
  readonly kind: Kind;
  readonly kinds: readonly (Omit<KindCount, 'kind'> & { readonly kind: Kind })[];
  readonly onChange: (filter: { readonly search: string; readonly kind: Kind }) => void;
}) {
  const { words } = usePage();
  const { search, kind, kinds, onChange } = props;
  return (
    <>
      <TextInput
        label={words.everywhere.search}
        value={search}
        onChange={(event) => onChange({ search: event.currentTarget.value, kind })}
      />
      <Select
        label={words.plan.change}
        value={kind}
        onChange={(value) =>
          onChange({ search, kind: kinds.find((each) => each.kind === value)?.kind ?? '' })
        }
        data={kinds.map((each) => ({ value: each.kind, label: `${each.label} (${each.count})` }))}
        allowDeselect={false}
      />
    </>
  );
}
