import { Badge, Checkbox, NativeSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { fill } from '../../../src/texts/fill.ts';
import type { PageWords } from '../../../src/texts/page-words.ts';
import type { PlannedChange, PlanPage as Plan } from '../../../src/api/plan.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { linkTo } from '../../route.ts';
import { useNumberedRows } from '../../rows.ts';
import { BeforeAfter } from '../../parts/changes/before-after.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FilterChip } from '../../parts/lists/filter-chip.tsx';
import { ListPage } from '../../parts/lists/list-page.tsx';
import type { Column } from '../../parts/lists/column.ts';
import { isChosen, turn } from './choice.ts';
import type { Choice, Kind } from './choice.ts';

const TYPING_MS = 250;
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

/** Every change of a plan before → after, by kind and group, chosen one by one. */
export function PlanTable(props: {
  readonly name: string;
  readonly plan: Plan;
  readonly open: string | null;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
  readonly isHeldOnly: boolean;
  readonly onHeldOnly: (isOn: boolean) => void;
}) {
  const { name, plan, choice, onChoose, isHeldOnly, onHeldOnly } = props;
  const { words } = usePage();
  const formats = useFormats();
  const columns = usePlanColumns(choice, onChoose);
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search, TYPING_MS);
  const [kind, setKind] = useState<Kind | ''>('');
  const [group, setGroup] = useState('');
  const rows = useNumberedRows({
    path: '/api/profiles/{name}/plan',
    valuesOf: (page) => ({ name, page, search: wanted, kind, group, held: isHeldOnly ? 'yes' : '' }),
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
      hrefOf={({ key }) => linkTo('server', name, 'plan', key)}
      open={props.open}
      search={{ value: search, hint: words.plan.find, onChange: setSearch }}
      filters={
        <>
          {plan.kinds.map((each) => (
            <FilterChip
              key={each.kind}
              label={each.label}
              count={each.count}
              isOn={kind === each.kind}
              onChange={(isOn) => setKind(isOn ? each.kind : '')}
            />
          ))}
          {plan.kinds.some(({ held }) => held > 0) ? (
            <FilterChip label={words.plan.seeHeld} isOn={isHeldOnly} onChange={onHeldOnly} />
          ) : null}
          {plan.groups.length === 0 ? null : (
            <NativeSelect
              size="xs"
              aria-label={words.plan.group}
              value={group}
              onChange={(event) => setGroup(event.currentTarget.value)}
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
