import { useMediaQuery } from '@mantine/hooks';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import type { CSSProperties } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { fill } from '../../../src/texts/fill.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { usePaper } from '../../paper.ts';
import type { Rows } from '../../rows.ts';
import type { Column } from './column.ts';
import { ListRow } from './list-row.tsx';

interface TableProps<Row> {
  readonly label: string;
  readonly rows: Rows<Row>;
  readonly count: number;
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly hrefOf?: (row: Row) => string;
  readonly open?: string | null;
  /** Most rows are so high, in points; one that is higher is measured. */
  readonly rowHeight?: number;
  /** The whole list can be taken along as a file. */
  readonly hasFiles?: boolean;
}

/** One line of text with its padding. */
const ROW_HEIGHT = 44;
/** A card with its heading, and each of its lines, in points. */
const CARD_HEIGHT = 48;
const LINE_HEIGHT = 24;
/** Rows beyond the window that are drawn before they come into view. */
const BEYOND = 8;
/** Longer lists are for the file: so many rows are put on paper. */
const MOST_PRINTED = 500;
const NARROW = '(max-width: 48em)';

/**
 * The rows that are in view, however many there are; on a phone each is a card. On paper the first 500, and
 * how many more there are.
 */
export function RowTable<Row>(props: TableProps<Row>) {
  const { columns } = props;
  const isPaper = usePaper();
  const isNarrow = useMediaQuery(NARROW, matchMedia(NARROW).matches) && !isPaper;
  const tracks = columns.map(({ width }) => width ?? 'minmax(6rem, 1fr)').join(' ');
  return (
    <div
      className={isNarrow ? 'row-cards' : 'row-table'}
      role="table"
      aria-label={props.label}
      aria-rowcount={props.count + 1}
      style={{ '--tracks': tracks, '--row-height': `${props.rowHeight ?? ROW_HEIGHT}px` } as CSSProperties}
    >
      <div role="row" aria-rowindex={1} className="row-head">
        {columns.map(({ key, heading, isNumber }) => (
          <div key={key} role="columnheader" className={isNumber === true ? 'cell number' : 'cell'}>
            {heading}
          </div>
        ))}
      </div>
      {isPaper ? <RowsOnPaper {...props} /> : <RowsInView {...props} isNarrow={isNarrow} />}
    </div>
  );
}

function RowsInView<Row>(props: TableProps<Row> & { readonly isNarrow: boolean }) {
  const { rows, count, columns, isNarrow, rowHeight = ROW_HEIGHT } = props;
  const place = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop((place.current?.getBoundingClientRect().top ?? 0) + scrollY), [isNarrow]);
  const list = useWindowVirtualizer({
    count,
    estimateSize: () => (isNarrow ? CARD_HEIGHT + LINE_HEIGHT * (columns.length - 1) : rowHeight),
    overscan: BEYOND,
    scrollMargin: top,
  });
  const items = list.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const { want } = rows;
  useEffect(() => want(first, last), [want, first, last]);
  return (
    <div ref={place} role="rowgroup" className="row-space" style={{ height: list.getTotalSize() }}>
      {items.map(({ key, index, start }) => {
        const row = rows.at(index);
        return (
          <ListRow
            key={key}
            index={index}
            row={row}
            columns={columns}
            href={row === undefined ? undefined : props.hrefOf?.(row)}
            isOpen={row !== undefined && props.open === props.keyOf(row)}
            isNarrow={isNarrow}
            offset={start - top}
            measure={list.measureElement}
          />
        );
      })}
    </div>
  );
}

/** The first rows under each other; what is not here when a browser prints at once cannot be waited for. */
function RowsOnPaper<Row>({ rows, count, columns, hasFiles = false }: TableProps<Row>) {
  const { words } = usePage();
  const formats = useFormats();
  const { want, isMore } = rows;
  const most = Math.min(count, MOST_PRINTED);
  useEffect(() => want(0, most - 1), [want, most]);
  const here = Array.from({ length: most }, (_, index) => rows.at(index));
  const missing = here.indexOf(undefined);
  const shown = missing === -1 ? here : here.slice(0, missing);
  const more = isMore ? null : count - shown.length;
  return (
    <div role="rowgroup" className="row-space on-paper">
      {shown.map((row, index) => (
        <ListRow key={index} index={index} row={row} columns={columns} isOpen={false} isNarrow={false} />
      ))}
      {more === 0 ? null : (
        <div role="row" aria-rowindex={shown.length + 2} className="row more">
          <div role="cell" className="cell">
            {more === null
              ? words.everywhere.paperMore
              : fill(words.everywhere.paperMoreOf, { count: formats.count(more) })}{' '}
            {hasFiles ? words.everywhere.paperFiles : ''}
          </div>
        </div>
      )}
    </div>
  );
}
