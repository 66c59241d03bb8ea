import { Badge, Checkbox, NativeSelect } from '@mantine/core';
import { fill } from '../../../src/texts/fill.ts';
import type { PageWords } from '../../../src/texts/page-words.ts';
import type { PlannedChange, PlanPage as Plan } from '../../../src/api/plan.ts';
import { usePage } from '../../context.ts';
import { useFilters, useTyped } from '../../filters.ts';
import type { FiltersOf } from '../../filters.ts';
import { useFormats } from '../../formats.ts';
import { linkWithin } from '../../route.ts';
import { useNumberedRows } from '../../rows.ts';
import { BeforeAfter } from '../../parts/changes/before-after.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FilterChip } from '../../parts/lists/filter-chip.tsx';
import { ListPage } from '../../parts/lists/list-page.tsx';
import type { Column } from '../../parts/lists/column.ts';
import { isChosen, turn } from './choice.ts';
import type { Choice } from './choice.ts';
import { PLAN_FILTERS } from './plan-filters.ts';

/** Fields with columns of their own, and those that the record's name tells already. */
const APART = ['price', 'total', 'quantity'];
const TOLD = ['name', 'code'];

function Fields({ change, keys }: { readonly change: PlannedChange; readonly keys: readonly string[] }) {
  const shown = change.fields.filter(({ key }) => keys.includes(key));
  return shown.map(({ key, before, after }) => <BeforeAfter key={key} before={before} after={after} />);
}

/** Fields without a column of their own. */
function restOf({ kind, fields }: PlannedChange): PlannedChange['fields'] {
  const isNew = kind === 'createProduct' || kind === 'addGood';
  return fields.filter(({ key, after }) => {
    return !APART.includes(key) && !(isNew && (TOLD.includes(key) || after === null || after === ''));
  });
}

/** What an order becomes, and for whom. */
function DocumentOf({ document }: { readonly document: NonNullable<PlannedChange['document']> }) {
  const { words } = usePage();
  const { partner, operationType } = document;
  return (
    <>
      {words.names.operationTypes[String(operationType)] ?? words.everywhere.document}: {partner.company}
      {partner.isNew ? ` (${words.plan.newPartner})` : ''}
    </>
  );
}

function Rest({ change }: { readonly change: PlannedChange }) {
  if (change.document !== undefined) return <DocumentOf document={change.document} />;
  return (
    <div>
      {restOf(change).map(({ key, field, before, after }) => (
        <div key={key}>
          {field}: <BeforeAfter before={before} after={after} />
        </div>
      ))}
    </div>
  );
}

function has(change: PlannedChange, ...keys: readonly string[]): boolean {
  return change.fields.some(({ key }) => keys.includes(key));
}

/** What is approved, one by one. */
function chosenColumn(
  words: PageWords,
  choice: Choice,
  onChoose: (choice: Choice) => void,
): Column<PlannedChange> {
  return {
    key: 'chosen',
    heading: words.plan.isChosen,
    width: '4.5rem',
    cell: (change) => (
      <Checkbox
        checked={isChosen(choice, change)}
        onChange={() => onChoose(turn(choice, change))}
        aria-label={fill(words.plan.choose, { record: change.label })}
      />
    ),
  };
}

function usePlanColumns(
  choice: Choice,
  onChoose: (choice: Choice) => void,
): readonly Column<PlannedChange>[] {
  const { words } = usePage();
  return [
    {
      key: 'record',
      heading: words.plan.record,
      width: 'minmax(10rem, 3fr)',
      onCard: 'title',
      cell: ({ label }) => label,
    },
    {
      key: 'kind',
      heading: words.plan.change,
      width: 'minmax(8rem, 1.2fr)',
      cell: ({ kindLabel, isHeld }) => (
        <span className="plan-kind">
          {kindLabel}
          {isHeld ? (
            <Badge variant="light" color="orange" size="sm">
              {words.plan.isHeld}
            </Badge>
          ) : null}
        </span>
      ),
    },
    {
      key: 'price',
      heading: words.plan.price,
      isNumber: true,
      width: 'minmax(7rem, 1.1fr)',
      cell: (change) => <Fields change={change} keys={['price', 'total']} />,
      isEmpty: (change) => !has(change, 'price', 'total'),
    },
    {
      key: 'quantity',
      heading: words.everywhere.quantity,
      isNumber: true,
      width: 'minmax(6rem, 0.8fr)',
      cell: (change) => <Fields change={change} keys={['quantity']} />,
      isEmpty: (change) => !has(change, 'quantity'),
    },
    {
      key: 'rest',
      heading: words.plan.rest,
      width: 'minmax(9rem, 2fr)',
      cell: (change) => <Rest change={change} />,
      isEmpty: (change) => restOf(change).length === 0 && change.document === undefined,
    },
    chosenColumn(words, choice, onChoose),
  ];
}

/** The filters that this plan has: the address may be of one before it. */
function filterOf({ kinds, groups }: Plan, filter: FiltersOf<typeof PLAN_FILTERS>): typeof filter {
  return {
    search: filter.search,
    kind: kinds.some(({ kind }) => kind === filter.kind) ? filter.kind : '',
    group: groups.some(({ id }) => String(id) === filter.group) ? filter.group : '',
    held: kinds.some(({ held }) => held > 0) ? filter.held : '',
  };
}

/** Every change of a plan before → after, by kind and group, chosen one by one. */
export function PlanTable(props: {
  readonly name: string;
  readonly plan: Plan;
  readonly open: string | null;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}) {
  const { name, plan, choice, onChoose } = props;
  const { words } = usePage();
  const formats = useFormats();
  const columns = usePlanColumns(choice, onChoose);
  const [filter, setFilter] = useFilters(PLAN_FILTERS);
  const shown = filterOf(plan, filter);
  const [typed, setTyped] = useTyped(filter.search, (search) => setFilter({ search }, 'typed'));
  const rows = useNumberedRows({
    path: '/api/profiles/{name}/plan',
    valuesOf: (page) => ({ name, page, ...shown }),
    read: (answer) =>
      answer.madeAt === null ? { found: 0, rows: [] } : { found: answer.found, rows: answer.changes },
    pageSize: plan.pageSize,
  });
  return (
    <ListPage
      label={words.everywhere.changes}
      rows={rows}
      columns={columns}
      keyOf={({ key }) => key}
      hrefOf={({ key }) => linkWithin('server', name, 'plan', key)}
      open={props.open}
      search={{ value: typed, hint: words.plan.find, onChange: setTyped }}
      filters={
        <>
          {plan.kinds.map((each) => (
            <FilterChip
              key={each.kind}
              label={each.label}
              count={each.count}
              isOn={shown.kind === each.kind}
              onChange={(isOn) => setFilter({ kind: isOn ? each.kind : '' })}
            />
          ))}
          {plan.kinds.some(({ held }) => held > 0) ? (
            <FilterChip
              label={words.plan.seeHeld}
              isOn={shown.held === 'yes'}
              onChange={(isOn) => setFilter({ held: isOn ? 'yes' : '' })}
            />
          ) : null}
          {plan.groups.length === 0 ? null : (
            <NativeSelect
              size="xs"
              aria-label={words.plan.group}
              value={shown.group}
              onChange={(event) => setFilter({ group: event.currentTarget.value })}
              data={[
                { value: '', label: words.plan.allGroups },
                ...plan.groups.map((each) => ({
                  value: String(each.id),
                  label: `${each.name} (${formats.count(each.count)})`,
                })),
              ]}
            />
          )}
        </>
      }
      empty={<EmptyState icon="search" text={words.plan.nothingSuch} />}
      countText={(count) => formats.counted(count, 'change')}
    />
  );
}
