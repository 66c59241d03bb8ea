import { Button, Text } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useAnswer } from '../../answers.ts';
import { filledPath } from '../../contract.ts';
import { usePage } from '../../context.ts';
import { anyText, oneOf, useFilters, useTyped } from '../../filters.ts';
import { useFormats } from '../../formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FilterChip } from '../../parts/lists/filter-chip.tsx';
import { ListPage } from '../../parts/lists/list-page.tsx';
import { PeriodFilter } from '../../parts/period/period-filter.tsx';
import { dayInSofia, daysChosen, PERIOD_FILTERS } from '../../parts/period/period.ts';
import { linkTo, linkWithin } from '../../route.ts';
import { useNumberedRows } from '../../rows.ts';
import { ORDER_COLUMNS } from './order-columns.tsx';
import { OrderPanel } from './order-panel.tsx';

const PAGE = 100;
/** Stages that a person looks for; the others last a moment. */
const FILTERED = ['waiting', 'parked', 'recorded', 'acknowledged', 'missing', 'dismissed'] as const;
const LIST = '/api/profiles/{name}/orders';
const FILTERS = { search: anyText, stage: oneOf(FILTERED), ...PERIOD_FILTERS };

/** The ledger: who ordered, document, УНП, stage; one order shows everything that is known of it. */
export function Orders(props: { readonly name: string; readonly rest: readonly string[] }) {
  const { name, rest } = props;
  const { words } = usePage();
  const formats = useFormats();
  const [chosen, setChosen] = useFilters(FILTERS);
  const { search, stage, ...period } = chosen;
  const [typed, setTyped] = useTyped(search, (text) => setChosen({ search: text }, 'typed'));
  const shown = /^\d+$/.test(rest[0] ?? '') ? Number(rest[0]) : null;
  const filter = { search, stage, ...daysChosen(period, dayInSofia(Date.now())) };
  const rows = useNumberedRows({
    path: LIST,
    valuesOf: (page) => ({ name, page, ...filter }),
    read: ({ found, orders }) => ({ found, rows: orders }),
    pageSize: PAGE,
  });
  const first = useAnswer(LIST, { name, page: 1, ...filter });
  const counts = first.value?.counts ?? {};
  const columns = useMemo(() => ORDER_COLUMNS(words), [words]);
  const isFiltered = Object.values(chosen).some((value) => value !== '');
  const file = (ending: 'csv' | 'xlsx') => filledPath(`${LIST}.${ending}`, { name, ...filter });
  return (
    <>
      <Buyers isComplete={first.value?.isComplete ?? true} onRead={first.reload} />
      <ListPage
        label={words.shell.orders}
        rows={rows}
        columns={columns}
        rowHeight={52}
        keyOf={(order) => String(order.orderNumber)}
        hrefOf={(order) => linkWithin('server', name, 'orders', String(order.orderNumber))}
        open={shown === null ? null : String(shown)}
        search={{ value: typed, hint: words.orders.searchHint, onChange: setTyped }}
        filters={
          <>
            {FILTERED.filter((value) => value === stage || (counts[value] ?? 0) > 0).map((value) => (
              <FilterChip
                key={value}
                label={words.names.stages[value]}
                count={counts[value] ?? 0}
                isOn={stage === value}
                onChange={(isOn) => setChosen({ stage: isOn ? value : '' })}
              />
            ))}
            <PeriodFilter value={period} onChange={setChosen} />
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
