import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useAnswer } from '../../answers.ts';
import { filledPath } from '../../contract.ts';
import { usePage } from '../../context.ts';
import { anyText, oneOf, useFilters, useTyped } from '../../filters.ts';
import { useFormats } from '../../formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FilterChip } from '../../parts/lists/filter-chip.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { fill } from '../../../src/texts/fill.ts';
import { ListPage } from '../../parts/lists/list-page.tsx';
import { goWithin, linkWithin } from '../../route.ts';
import { useCursorRows } from '../../rows.ts';
import type { GoodPage, ShownGoods } from '../../../src/api/goods.ts';
import { goodColumns } from './good-columns.tsx';
import { GoodPanel } from './good-panel.tsx';

const LIST = '/api/profiles/{name}/goods';
const SHOWN = ['differs', 'unlinked', 'waiting'] as const satisfies readonly ShownGoods[];
const FILTERS = { search: anyText, show: oneOf(SHOWN) };

/** Goods with both sides beside each other; one good shows how its price and quantity came about. */
export function Goods(props: { readonly name: string; readonly rest: readonly string[] }) {
  const { name, rest } = props;
  const { words } = usePage();
  const formats = useFormats();
  const [filter, setFilter] = useFilters(FILTERS);
  const { search, show } = filter;
  const [typed, setTyped] = useTyped(search, (text) => setFilter({ search: text }, 'typed'));
  const rows = useCursorRows({
    path: LIST,
    valuesOf: (after) => ({ name, ...filter, after: Number(after ?? 0) }),
    read: ({ goods, next }) => ({ rows: goods, next }),
  });
  // The list's own first page: asked once, told twice.
  const { value } = useAnswer(LIST, { name, ...filter, after: 0 });
  const currency = value?.currency ?? null;
  const open = /^\d{1,10}$/.test(rest[0] ?? '') ? (rest[0] ?? null) : null;
  const chips: readonly (readonly [ShownGoods, string])[] = [
    ['differs', words.goods.onlyDiffers],
    ['unlinked', words.goods.onlyUnlinked],
    ['waiting', words.goods.onlyWaiting],
  ];
  const empty = show === 'differs' && search === '' ? words.goods.allSame : words.goods.noMatch;
  const isFiltered = search !== '' || show !== '';
  const isAway = value !== null && value.away !== null;
  const columns = useMemo(() => goodColumns(words, { currency, isAway }), [words, currency, isAway]);
  return (
    <>
      <Intro page={value} />
      <ListPage
        label={words.shell.goods}
        rows={rows}
        columns={columns}
        rowHeight={52}
        keyOf={({ goodId }) => String(goodId)}
        hrefOf={({ goodId }) => linkWithin('server', name, 'goods', String(goodId))}
        open={open}
        search={{ value: typed, hint: words.goods.searchHint, onChange: setTyped }}
        filters={chips.map(([each, label]) => (
          <FilterChip
            key={each}
            label={label}
            isOn={show === each}
            onChange={(isOn) => setFilter({ show: isOn ? each : '' })}
          />
        ))}
        files={[
          { label: words.orders.excel, href: filledPath(`${LIST}.xlsx`, { name, ...filter }) },
          { label: words.everywhere.exportCsv, href: filledPath(`${LIST}.csv`, { name, ...filter }) },
        ]}
        countText={(count) => (value?.next === null ? formats.counted(count, 'good') : '')}
        empty={
          <EmptyState icon={isFiltered ? 'search' : 'goods'} text={isFiltered ? empty : words.goods.none} />
        }
      />
      {open === null ? null : (
        <GoodPanel key={open} name={name} id={open} onClose={() => goWithin('server', name, 'goods')} />
      )}
    </>
  );
}

/** From when and where it is what the list shows. */
function Intro({ page }: { readonly page: GoodPage | null }) {
  const { words } = usePage();
  const formats = useFormats();
  const { away = null, readAt = null, currency = '' } = page ?? {};
  return (
    <>
      <FaultNote fault={away} />
      <Text size="sm" c="dimmed" mb="sm">
        {away === null ? words.goods.intro : words.goods.fromMemory}{' '}
        {readAt === null ? null : fill(words.goods.readAt, { at: formats.moment(readAt) })}{' '}
        {currency === null && away === null ? words.goods.noCurrency : null}
      </Text>
    </>
  );
}
