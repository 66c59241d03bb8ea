import { Button, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useAnswer } from '../../answers.ts';
import { filledPath } from '../../contract.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { ListPage } from '../../parts/list-page.tsx';
import { PeriodFilter } from '../../parts/period/period-filter.tsx';
import { ANY_DAY } from '../../parts/period/period.ts';
import { linkTo } from '../../route.ts';
import { useNumberedRows } from '../../rows.ts';
import type { Stage } from '../../../src/api/orders.ts';
import { ORDER_COLUMNS } from './order-columns.tsx';
import { OrderPanel } from './order-panel.tsx';

const TYPING_MS = 250;
const PAGE = 100;
/** Stages that a person looks for; the others last a moment. */
const FILTERED = ['waiting', 'parked', 'recorded', 'acknowledged', 'missing', 'dismissed'] as const;
const LIST = '/api/profiles/{name}/orders';

/** The ledger: who ordered, document, УНП, stage; one order shows everything that is known of it. */
export function Orders(props: { readonly name: string; readonly rest: readonly string[] }) {
  const { name, rest } = props;
  const { words } = usePage();
  const formats = useFormats();
  const [search, setSearch] = useState('');
  const [typed] = useDebouncedValue(search, TYPING_MS);
  const [stage, setStage] = useState<Stage | ''>('');
  const [days, setDays] = useState(ANY_DAY);
  const shown = /^\d+$/.test(rest[0] ?? '') ? Number(rest[0]) : null;
  const filter = { search: typed, stage, ...days };
  const rows = useNumberedRows({
    path: LIST,
    valuesOf: (page) => ({ name, page, ...filter }),
    read: ({ found, orders }) => ({ found, rows: orders }),
    pageSize: PAGE,
  });
  const first = useAnswer(LIST, { name, page: 1, ...filter });
  const counts = first.value?.counts ?? {};
  const isFiltered = typed !== '' || stage !== '' || days !== ANY_DAY;
  const file = (ending: 'csv' | 'xlsx') => filledPath(`${LIST}.${ending}`, { name, ...filter });
  return (
    <>
      <Buyers isComplete={first.value?.isComplete ?? true} onRead={first.reload} />
      <ListPage
        label={words.shell.orders}
        rows={rows}
        columns={ORDER_COLUMNS(words)}
        keyOf={(order) => String(order.orderNumber)}
        hrefOf={(order) => linkTo('server', name, 'orders', String(order.orderNumber))}
        open={shown === null ? null : String(shown)}
        search={{ value: search, hint: words.orders.searchHint, onChange: setSearch }}
        filters={
          <>
            {FILTERED.filter((value) => value === stage || (counts[value] ?? 0) > 0).map((value) => (
              <FilterChip
                key={value}
                label={words.names.stages[value]}
                count={counts[value] ?? 0}
                isOn={stage === value}
                onChange={(isOn) => setStage(isOn ? value : '')}
              />
            ))}
            <PeriodFilter onChange={setDays} />
          </>
        }
        files={[
          { label: words.orders.excel, href: file('xlsx') },
          { label: words.everywhere.exportCsv, href: file('csv') },
        ]}
        countText={(count) => formats.counted(count, 'order')}
        empty={
          isFiltered ? (
            <EmptyState icon="search" text={words.orders.noMatch} />
          ) : (
            <EmptyState icon="orders" text={words.orders.emptyText}>
              <Button component="a" variant="default" href={linkTo('server', name)}>
                {words.orders.emptyLink}
              </Button>
            </EmptyState>
          )
        }
      />
      {shown === null ? null : <OrderPanel name={name} number={shown} />}
    </>
  );
}

/** Orders that an older program has kept show no buyer yet: each asking reads on, until all do. */
function Buyers(props: { readonly isComplete: boolean; readonly onRead: () => Promise<void> }) {
  const { words } = usePage();
  const { isComplete, onRead } = props;
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!isComplete) void onRead().then(() => setRound((before) => before + 1));
  }, [isComplete, onRead, round]);
  return isComplete ? null : (
    <Text size="sm" c="dimmed" mb="sm" role="status">
      {words.orders.buyersBeingRead}
    </Text>
  );
}
