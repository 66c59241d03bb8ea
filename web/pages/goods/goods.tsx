import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { ListPage } from '../../parts/list-page.tsx';
import { goTo, linkTo } from '../../route.ts';
import { useCursorRows } from '../../rows.ts';
import type { ShownGoods } from '../../../src/api/goods.ts';
import { goodColumns } from './good-columns.tsx';
import { GoodPanel } from './good-panel.tsx';

const LIST = '/api/profiles/{name}/goods';
const TYPING_MS = 250;

/** Goods with both sides beside each other; one good shows how its price and quantity came about. */
export function Goods(props: { readonly name: string; readonly rest: readonly string[] }) {
  const { name, rest } = props;
  const { words } = usePage();
  const formats = useFormats();
  const [search, setSearch] = useState('');
  const [typed] = useDebouncedValue(search, TYPING_MS);
  const [show, setShow] = useState<ShownGoods | ''>('');
  const filter = { search: typed, show };
  const rows = useCursorRows({
    path: LIST,
    valuesOf: (after) => ({ name, ...filter, after: Number(after ?? 0) }),
    read: ({ goods, next }) => ({ rows: goods, next }),
  });
  // The list's own first page: asked once, told twice.
  const { value } = useAnswer(LIST, { name, ...filter, after: 0 });
  const open = /^\d{1,10}$/.test(rest[0] ?? '') ? (rest[0] ?? null) : null;
  const chips: readonly (readonly [ShownGoods, string])[] = [
    ['differs', words.goods.onlyDiffers],
    ['unlinked', words.goods.onlyUnlinked],
    ['waiting', words.goods.onlyWaiting],
  ];
  const empty = show === 'differs' && typed === '' ? words.goods.allSame : words.goods.noMatch;
  const isFiltered = typed !== '' || show !== '';
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {words.goods.intro} {value !== null && value.currency === null ? words.goods.noCurrency : null}
      </Text>
      <ListPage
        label={words.shell.goods}
        rows={rows}
        columns={goodColumns(words, value?.currency ?? null)}
        keyOf={({ goodId }) => String(goodId)}
        hrefOf={({ goodId }) => linkTo('server', name, 'goods', String(goodId))}
        open={open}
        search={{ value: search, hint: words.goods.searchHint, onChange: setSearch }}
        filters={chips.map(([each, label]) => (
          <FilterChip
            key={each}
            label={label}
            isOn={show === each}
            onChange={(isOn) => setShow(isOn ? each : '')}
          />
        ))}
        countText={(count) => (value?.next === null ? formats.counted(count, 'good') : '')}
        empty={
          <EmptyState icon={isFiltered ? 'search' : 'goods'} text={isFiltered ? empty : words.goods.none} />
        }
      />
      {open === null ? null : (
        <GoodPanel key={open} name={name} id={open} onClose={() => goTo('server', name, 'goods')} />
      )}
    </>
  );
}
