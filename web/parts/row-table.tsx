import { Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import type { VirtualItem } from '@tanstack/react-virtual';
import type { CSSProperties, ReactNode } from 'react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Rows } from '../rows.ts';

/** A column of a list, and how it stands on a card of a phone. */
export interface Column<Row> {
  readonly key: string;
  readonly heading: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the right, under each other. */
  readonly isNumber?: boolean;
  /** Its share of the width, as a track of a grid: `minmax(8rem, 2fr)`. */
  readonly width?: string;
  /** On a phone: the card's heading, a line with its heading, or nothing. */
  readonly onCard?: 'title' | 'line' | 'none';
  /** True where there is nothing to say: a card leaves the line out. */
  readonly isEmpty?: (row: Row) => boolean;
}

interface TableProps<Row> {
  readonly label: string;
  readonly rows: Rows<Row>;
  readonly count: number;
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly hrefOf?: (row: Row) => string;
  readonly open?: string | null;
}

/** One line of text with its padding; a row that is higher is measured. */
const ROW_HEIGHT = 44;
const CARD_HEIGHT = 120;
/** Rows beyond the window that are drawn before they come into view. */
const BEYOND = 12;
const NARROW = '(max-width: 48em)';

/** Only the rows that are in view are drawn, however many there are; on a phone each is a card. */
export function RowTable<Row>(props: TableProps<Row>) {
  const { rows, count, columns } = props;
  const isNarrow = useMediaQuery(NARROW, matchMedia(NARROW).matches);
  const place = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop((place.current?.getBoundingClientRect().top ?? 0) + scrollY), [isNarrow]);
  const list = useWindowVirtualizer({
    count,
    estimateSize: () => (isNarrow ? CARD_HEIGHT : ROW_HEIGHT),
    overscan: BEYOND,
    scrollMargin: top,
  });
  const items = list.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const { want } = rows;
  useEffect(() => want(first, last), [want, first, last]);
  const tracks = columns.map(({ width }) => width ?? 'minmax(6rem, 1fr)').join(' ');
  return (
    <div
      className={isNarrow ? 'row-cards' : 'row-table'}
      role="table"
      aria-label={props.label}
      aria-rowcount={count + 1}
      style={{ '--tracks': tracks } as CSSProperties}
    >
      <div role="row" aria-rowindex={1} className="row-head">
        {columns.map(({ key, heading, isNumber }) => (
          <div key={key} role="columnheader" className={isNumber === true ? 'cell number' : 'cell'}>
            {heading}
          </div>
        ))}
      </div>
      <div ref={place} role="rowgroup" className="row-space" style={{ height: list.getTotalSize() }}>
        {items.map((item) => (
          <VirtualRow
            {...props}
            key={item.key}
            item={item}
            offset={item.start - top}
            measure={list.measureElement}
            isNarrow={isNarrow}
          />
        ))}
      </div>
    </div>
  );
}

function VirtualRow<Row>(
  props: TableProps<Row> & {
    readonly item: VirtualItem;
    readonly offset: number;
    readonly measure: (node: Element | null) => void;
    readonly isNarrow: boolean;
  },
) {
  const { item, columns, rows, offset, isNarrow, hrefOf } = props;
  const row = rows.at(item.index);
  // Scrolling moves rows and draws new ones: what stands in a row that stays is not made anew in each frame.
  const cells = useMemo(
    () =>
      row === undefined ? null : <Cells row={row} columns={columns} isNarrow={isNarrow} hrefOf={hrefOf} />,
    [row, columns, isNarrow, hrefOf],
  );
  const isOpen = row !== undefined && props.open === props.keyOf(row);
  return (
    <div
      ref={props.measure}
      data-index={item.index}
      role="row"
      aria-rowindex={item.index + 2}
      className={isOpen ? 'row open' : 'row'}
      style={{ transform: `translateY(${offset}px)` }}
    >
      {cells ?? (
        <div role="cell" className="cell wait">
          <Skeleton h={16} />
        </div>
      )}
    </div>
  );
}

function Cells<Row>(props: {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly isNarrow: boolean;
  readonly hrefOf: ((row: Row) => string) | undefined;
}) {
  const { row, columns, isNarrow, hrefOf } = props;
  return columns.map((column, index) => (
    <div key={column.key} role="cell" className={classOf(column, isNarrow)}>
      {isNarrow && (column.onCard ?? 'line') === 'line' ? (
        <span className="cell-name" aria-hidden>
          {column.heading}
        </span>
      ) : null}
      {index === 0 && hrefOf !== undefined ? (
        <a className="row-link" href={hrefOf(row)}>
          {column.cell(row)}
        </a>
      ) : (
        column.cell(row)
      )}
    </div>
  ));
}

function classOf<Row>({ isNumber, onCard = 'line' }: Column<Row>, isNarrow: boolean): string {
  if (isNarrow) return `cell card-${onCard}`;
  return isNumber === true ? 'cell number' : 'cell';
}
