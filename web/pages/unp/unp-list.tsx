import { NumberInput, Select } from '@mantine/core';
import { useMemo } from 'react';
import type { PageWords } from '../../../src/texts/page-words.ts';
import { filledPath } from '../../contract.ts';
import { usePage } from '../../context.ts';
import { aNumber, anyText, oneOf, useFilters, useTyped } from '../../filters.ts';
import { useFormats } from '../../formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FilterChip } from '../../parts/lists/filter-chip.tsx';
import { Label } from '../../parts/label.tsx';
import { ListPage } from '../../parts/lists/list-page.tsx';
import { PeriodFilter } from '../../parts/period/period-filter.tsx';
import { dayInSofia, daysChosen, PERIOD_FILTERS } from '../../parts/period/period.ts';
import type { Column } from '../../parts/lists/column.ts';
import { Moment } from '../../parts/values.tsx';
import { linkTo } from '../../route.ts';
import { useNumberedRows } from '../../rows.ts';
import type { UnpAnswer, UnpRow, UnpSide } from '../../../src/api/unp.ts';
import { documentText } from '../orders/order-texts.ts';
import { numbered } from '../../formats.ts';

const LIST = '/api/profiles/{name}/unp/numbers';
const PAGE = 100;
const COLORS = { both: 'pine', warehouse: 'blue', missing: 'red' } as const satisfies Record<UnpSide, string>;

const FILTERS = {
  search: anyText,
  side: oneOf(['both', 'warehouse', 'missing']),
  device: anyText,
  first: aNumber,
  last: aNumber,
  ...PERIOD_FILTERS,
};

function columnsOf(words: PageWords): readonly Column<UnpRow>[] {
  const sides = { both: words.unp.both, warehouse: words.unp.warehouseOnly, missing: words.unp.documentGone };
  return [
    {
      key: 'unp',
      heading: words.shell.unp,
      cell: ({ unp }) => <span className="figure">{unp}</span>,
      width: 'minmax(12rem, 1.4fr)',
      onCard: 'title',
    },
    {
      key: 'order',
      heading: words.everywhere.order,
      cell: ({ order, isPast }) =>
        isPast ? `${numbered(order, words)} (${words.unp.pastSeries})` : numbered(order, words),
      width: 'minmax(5rem, 0.8fr)',
    },
    {
      key: 'document',
      heading: words.everywhere.document,
      cell: ({ operationType, document }) => {
        const text = documentText({ operationType, documentNumber: document }, words);
        return text === '' ? '–' : text;
      },
      width: 'minmax(8rem, 1fr)',
    },
    {
      key: 'recorded',
      heading: words.orders.stepRecorded,
      cell: ({ recordedAt }) => <Moment iso={recordedAt} />,
      width: 'minmax(9rem, 1.2fr)',
    },
    {
      key: 'shop',
      heading: words.orders.inShopSince,
      cell: ({ acknowledgedAt }) =>
        acknowledgedAt === null ? words.unp.notInShopYet : <Moment iso={acknowledgedAt} />,
      width: 'minmax(9rem, 1.2fr)',
    },
    {
      key: 'side',
      heading: words.unp.where,
      cell: ({ side }) => <Label color={COLORS[side]}>{sides[side]}</Label>,
      width: 'minmax(10rem, 1fr)',
    },
  ];
}

/** Every number that was issued, with its order, its document, and when the shop has got it. */
export function UnpList({ name, unp }: { readonly name: string; readonly unp: UnpAnswer }) {
  const { words } = usePage();
  const formats = useFormats();
  const [chosen, setChosen] = useFilters(FILTERS);
  const { search, side, device, first, last, ...period } = chosen;
  const [typed, setTyped] = useTyped(search, (text) => setChosen({ search: text }, 'typed'));
  const days = daysChosen(period, dayInSofia(Date.now()));
  const filter = { search, side, device, ...days, ...spanOf(first, last) };
  const columns = useMemo(() => columnsOf(words), [words]);
  const rows = useNumberedRows({
    path: LIST,
    valuesOf: (page) => ({ name, page, ...filter }),
    read: ({ found, numbers }) => ({ found, rows: numbers }),
    pageSize: PAGE,
  });
  const file = (ending: 'csv' | 'xlsx') => filledPath(`${LIST}.${ending}`, { name, ...filter });
  const chips: readonly (readonly [UnpSide, string, number | undefined])[] = [
    ['both', words.unp.onlyBoth, undefined],
    ['warehouse', words.unp.onlyWarehouse, unp.waiting],
    ['missing', words.unp.onlyMissing, unp.missing],
  ];
  return (
    <ListPage
      label={words.shell.unp}
      rows={rows}
      columns={columns}
      keyOf={(row) => row.unp}
      hrefOf={({ order }) => linkTo('server', name, 'orders', String(order))}
      search={{ value: typed, hint: words.unp.searchHint, onChange: setTyped }}
      filters={
        <>
          {chips.map(([value, label, count]) => (
            <FilterChip
              key={value}
              label={label}
              {...(count === undefined ? {} : { count })}
              isOn={side === value}
              onChange={(isOn) => setChosen({ side: isOn ? value : '' })}
            />
          ))}
          {unp.devices.length < 2 ? null : (
            <Select
              aria-label={words.unp.device}
              size="xs"
              w={170}
              value={device}
              data={[
                { value: '', label: words.unp.allDevices },
                ...unp.devices.map((each) => ({ value: each.device, label: each.device })),
              ]}
              onChange={(next) => setChosen({ device: next ?? '' })}
              allowDeselect={false}
            />
          )}
          {(['first', 'last'] as const).map((end) => (
            <SpanEnd
              key={end}
              end={end}
              value={chosen[end]}
              onChange={(number) => setChosen({ [end]: number }, 'typed')}
            />
          ))}
          <PeriodFilter value={period} onChange={setChosen} />
        </>
      }
      files={[
        { label: words.orders.excel, href: file('xlsx') },
        { label: words.everywhere.exportCsv, href: file('csv') },
      ]}
      countText={(count) => formats.counted(count, 'number')}
      empty={<EmptyState icon="unp" text={unp.used === 0 ? words.unp.emptyText : words.unp.noMatch} />}
    />
  );
}

/** Sequences, both included; one that is left out is no end. */
function spanOf(first: string, last: string): { readonly first?: number; readonly last?: number } {
  return {
    ...(first === '' ? {} : { first: Number(first) }),
    ...(last === '' ? {} : { last: Number(last) }),
  };
}

function SpanEnd(props: {
  readonly end: 'first' | 'last';
  readonly value: string;
  readonly onChange: (number: string) => void;
}) {
  const { words } = usePage();
  const [typed, setTyped] = useTyped(props.value, props.onChange);
  const label = { first: words.unp.firstNumber, last: words.unp.lastOfRange }[props.end];
  return (
    <NumberInput
      size="xs"
      w={96}
      hideControls
      allowDecimal={false}
      allowNegative={false}
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(value) => setTyped(aNumber(String(value)))}
    />
  );
}
