import type { ReactNode } from 'react';

/** A column of a list, and how it stands on a card of a phone. */
export interface Column<Row> {
  readonly key: string;
  readonly heading: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the right, under each other. */
  readonly isNumber?: boolean;
  /** Its share of the width, as a track of a grid: `minmax(8rem, 2fr)`. */
  readonly width?: string;
  /** On a phone: the card's heading, a line with its heading, what may be done, or nothing. */
  readonly onCard?: 'title' | 'line' | 'action' | 'none';
  /** True where there is nothing to say: a card leaves the line out. */
  readonly isEmpty?: (row: Row) => boolean;
}
