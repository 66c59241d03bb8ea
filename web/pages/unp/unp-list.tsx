import { Badge, NumberInput, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { PageWords } from '../../../src/texts/page-words.ts';
import { filledPath } from '../../contract.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { ListPage } from '../../parts/list-page.tsx';
import { PeriodFilter } from '../../parts/period/period-filter.tsx';
import { ANY_DAY } from '../../parts/period/period.ts';
import type { Column } from '../../parts/row-table.tsx';
import { Moment } from '../../parts/values.tsx';
import { linkTo } from '../../route.ts';
import { useNumberedRows } from '../../rows.ts';
import type { UnpAnswer, UnpRow, UnpSide } from '../../../src/api/unp.ts';
import { documentText } from '../orders/order-texts.ts';

const LIST = '/api/profiles/{name}/unp/numbers';
const TYPING_MS = 250;
const PAGE = 100;
const COLORS = { both: 'pine', warehouse: 'blue', missing: 'red' } as const satisfies Record<UnpSide, string>;

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
      cell: ({ order, isPast }) => (isPast ? `№${order} (${words.unp.pastSeries})` : `№${order}`),
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
      heading: words.orders.recordedAt,
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
      cell: ({ side }) => (
        <Badge variant="light" color={COLORS[side]} c={`var(--mantine-color-${COLORS[side]}-light-color)`}>
          {sides[side]}
        </Badge>
      ),
      width: 'minmax(10rem, 1fr)',
    },
  ];
}

/** Every number that was issued, with its order, its document, and when the shop has got it. */
export function UnpList({ name, unp }: { readonly name: string; readonly unp: UnpAnswer }) {
  const { words } = usePage();
  const formats = useFormats();
  const [search, setSearch] = useState('');
  const [side, setSide] = useState<UnpSide | ''>('');
  const [device, setDevice] = useState('');
  const [days, setDays] = useState(ANY_DAY);
  const [span, setSpan] = useState<Span>({});
  const [typed] = useDebouncedValue(search, TYPING_MS);
  const [asked] = useDebouncedValue(span, TYPING_MS);
  const filter = { search: typed, side, device, ...days, ...asked };
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
      columns={columnsOf(words)}
      keyOf={(row) => row.unp}
      hrefOf={({ order }) => linkTo('server', name, 'orders', String(order))}
      search={{ value: search, hint: words.unp.searchHint, onChange: setSearch }}
      filters={
        <>
          {chips.map(([value, label, count]) => (
            <FilterChip
              key={value}
              label={label}
              {...(count === undefined ? {} : { count })}
              isOn={side === value}
              onChange={(isOn) => setSide(isOn ? value : '')}
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
              onChange={(next) => setDevice(next ?? '')}
              allowDeselect={false}
            />
          )}
          <SpanFilter span={span} onChange={setSpan} />
          <PeriodFilter onChange={setDays} />
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

/** Sequences, both included; left out = no end. */
interface Span {
  readonly first?: number;
  readonly last?: number;
}

function SpanFilter({ span, onChange }: { readonly span: Span; readonly onChange: (span: Span) => void }) {
  const { words } = usePage();
  const labels = { first: words.unp.firstNumber, last: words.unp.lastOfRange };
  return (['first', 'last'] as const).map((end) => (
    <NumberInput
      key={end}
      size="xs"
      w={96}
      hideControls
      allowDecimal={false}
      allowNegative={false}
      aria-label={labels[end]}
      placeholder={labels[end]}
      value={span[end] ?? ''}
      onChange={(value) => {
        const { [end]: _before, ...rest } = span;
        onChange(typeof value === 'number' && value > 0 ? { ...rest, [end]: value } : rest);
      }}
    />
  ));
}
