import { Skeleton } from '@mantine/core';
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Column } from './column.ts';

interface RowProps<Row> {
  readonly index: number;
  /** Undefined = it is not here yet. */
  readonly row: Row | undefined;
  readonly columns: readonly Column<Row>[];
  readonly href?: string | undefined;
  readonly isOpen: boolean;
  /** A card of a phone. */
  readonly isNarrow: boolean;
  /** Where it stands among rows that are not drawn, in points; left out = below the one before. */
  readonly offset?: number;
  readonly measure?: (node: Element | null) => void;
}

function RowOf<Row>(props: RowProps<Row>) {
  const { index, row, columns, offset, isNarrow, href } = props;
  return (
    <div
      ref={props.measure}
      data-index={index}
      role="row"
      aria-rowindex={index + 2}
      className={props.isOpen ? 'row open' : 'row'}
      style={offset === undefined ? undefined : { transform: `translateY(${offset}px)` }}
    >
      {row === undefined ? (
        <div role="cell" className="cell wait">
          <Skeleton h={16} />
        </div>
      ) : isNarrow ? (
        <CardCells row={row} columns={columns} href={href} />
      ) : (
        columns.map(({ key, isNumber, cell }, at) => (
          <div key={key} role="cell" className={isNumber === true ? 'cell number' : 'cell'}>
            {at === 0 && href !== undefined ? <RowLink href={href}>{cell(row)}</RowLink> : cell(row)}
          </div>
        ))
      )}
    </div>
  );
}

/**
 * One row of a list. Scrolling draws new rows; one that stays is not made anew, unless it, its columns or its
 * place have changed.
 */
export const ListRow = memo(RowOf) as typeof RowOf;

function RowLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a className="row-link" href={href}>
      {children}
    </a>
  );
}

/** Heading, then a line for each column that has something to say: its name at the left, its value beside. */
function CardCells<Row>(props: {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly href: string | undefined;
}) {
  const { row, columns, href } = props;
  return columns
    .filter(({ onCard, isEmpty }) => onCard !== 'none' && isEmpty?.(row) !== true)
    .map(({ key, onCard = 'line', heading, cell }, at) => (
      <div key={key} role="cell" className={`cell card-${onCard}`}>
        {onCard === 'line' ? (
          <span className="cell-name" aria-hidden>
            {heading}
          </span>
        ) : null}
        <div className="cell-value">
          {at === 0 && href !== undefined ? <RowLink href={href}>{cell(row)}</RowLink> : cell(row)}
        </div>
      </div>
    ));
}
