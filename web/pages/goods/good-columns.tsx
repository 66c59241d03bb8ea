import type { ReactNode } from 'react';
import type { PageWords } from '../../../src/texts/page-words.ts';
import type { GoodRow } from '../../../src/api/goods.ts';
import { Label } from '../../parts/label.tsx';
import type { Column } from '../../parts/lists/column.ts';
import { Money, Quantity } from '../../parts/values.tsx';
import { numbered } from '../../formats.ts';

const NUMBER = 'minmax(6.75rem, 0.8fr)';

/** How a good stands, in a word and a colour. */
export function standingBadge(row: GoodRow, words: PageWords): ReactNode {
  const isDifferent = row.differs.length > 0;
  const color = row.isWaiting ? 'red' : isDifferent ? 'orange' : row.standing === 'linked' ? 'pine' : 'gray';
  const standing = {
    linked: words.goods.linked,
    left: words.goods.left,
    unlinked: words.goods.unlinked,
    outside: words.goods.outside,
  }[row.standing];
  const label = row.isWaiting ? words.goods.isWaiting : isDifferent ? words.goods.isDifferent : standing;
  return <Label color={color}>{label}</Label>;
}

/** What a good is called: by the warehouse, else as it was sent. */
export function goodName({ good, link, goodId }: GoodRow, words: PageWords): string {
  return good?.name || link?.sent.name || numbered(goodId, words);
}

/** A value that the shop has, marked where it should be another. */
export function There(props: { readonly isDifferent: boolean; readonly children: ReactNode }) {
  return props.isDifferent ? <span className="good-differs">{props.children}</span> : props.children;
}

/**
 * The list's columns. `currency`: of the shop's prices, where it is known; `isAway`: only the memory was
 * asked, which has of each good what was sent.
 */
export function goodColumns(
  words: PageWords,
  { currency, isAway }: { readonly currency: string | null; readonly isAway: boolean },
): readonly Column<GoodRow>[] {
  return [nameColumn(words, isAway), ...sideColumns(words, currency), standingColumn(words)];
}

/** Code and bar code: the warehouse's, else as they were sent. */
function keysOf({ good, link }: GoodRow): string {
  const keys = good === null ? [link?.sent.code, link?.sent.barcode] : [good.code, good.barcodes[0]];
  return keys.filter((text) => text !== null && text !== undefined && text !== '').join(' · ');
}

function sideColumns(words: PageWords, currency: string | null): readonly Column<GoodRow>[] {
  const money = (value: string | null): ReactNode =>
    currency === null ? <Quantity value={value} /> : <Money value={value} currency={currency} />;
  return [
    {
      key: 'priceHere',
      heading: words.goods.priceHere,
      cell: ({ price }) => money(price),
      isNumber: true,
      width: NUMBER,
    },
    {
      key: 'priceThere',
      heading: words.goods.priceThere,
      cell: ({ link, differs }) => (
        <There isDifferent={differs.includes('price')}>{money(link?.sent.price ?? null)}</There>
      ),
      isNumber: true,
      width: NUMBER,
      isEmpty: ({ link }) => link === null,
    },
    {
      key: 'quantityHere',
      heading: words.goods.quantityHere,
      cell: ({ quantity }) => <Quantity value={quantity} />,
      isNumber: true,
      width: NUMBER,
    },
    {
      key: 'quantityThere',
      heading: words.goods.quantityThere,
      cell: ({ link, differs }) => (
        <There isDifferent={differs.includes('quantity')}>
          <Quantity value={link?.sent.quantity ?? null} />
        </There>
      ),
      isNumber: true,
      width: NUMBER,
      isEmpty: ({ link }) => link === null,
    },
  ];
}

function nameColumn(words: PageWords, isAway: boolean): Column<GoodRow> {
  return {
    key: 'good',
    heading: words.goods.good,
    cell: (row) => (
      <span className="good-name">
        {goodName(row, words)}
        <small className="figure">{row.good === null && !isAway ? words.goods.isGone : keysOf(row)}</small>
      </span>
    ),
    width: 'minmax(13rem, 2.4fr)',
    onCard: 'title',
  };
}

function standingColumn(words: PageWords): Column<GoodRow> {
  return {
    key: 'standing',
    heading: words.goods.standing,
    cell: (row) => (
      <span className="good-standing">
        {standingBadge(row, words)}
        {row.why === null ? null : <small>{row.why.what}</small>}
      </span>
    ),
    width: 'minmax(9rem, 1.6fr)',
  };
}
