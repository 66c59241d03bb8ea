import { Button, CloseButton, Skeleton, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import type { Rows } from '../../rows.ts';
import { FaultNote } from '../fault-note.tsx';
import { Icon } from '../icon.tsx';
import { RowTable } from './row-table.tsx';
import type { Column } from './column.ts';

const SKELETONS = [0, 1, 2, 3, 4, 5, 6, 7];

/** A list of records: search, filters, how many were found, the rows in view, and ways to take it along. */
export function ListPage<Row>(props: {
  /** What is listed, for those who hear the page. */
  readonly label: string;
  readonly rows: Rows<Row>;
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  /** Where the record of a row is opened; the whole row leads there. */
  readonly hrefOf?: (row: Row) => string;
  /** The record that is open beside the list, by its key. */
  readonly open?: string | null;
  readonly search?: {
    readonly value: string;
    readonly hint: string;
    readonly onChange: (text: string) => void;
  };
  /** `FilterChip`s and other choices. */
  readonly filters?: ReactNode;
  /** Files of the same list. */
  readonly files?: readonly { readonly label: string; readonly href: string }[];
  /** `EmptyState` for a list in which nothing stands yet, or for a search that found nothing. */
  readonly empty: ReactNode;
  /** Most rows are so high, in points; left out = one line. */
  readonly rowHeight?: number;
  /** „12 поръчки“. */
  readonly countText?: (count: number) => string;
}) {
  const { rows, search, filters, files = [] } = props;
  const formats = useFormats();
  const { count } = rows;
  return (
    <section className="list" aria-label={props.label}>
      <div className="list-tools no-print">
        {search === undefined ? null : <SearchField {...search} />}
        {filters === undefined ? null : <div className="list-filters">{filters}</div>}
        <div className="list-end">
          <span className="list-count" aria-live="polite">
            {count === null ? '' : (props.countText?.(count) ?? formats.count(count))}
          </span>
          {files.map(({ label, href }) => (
            <Button
              key={href}
              component="a"
              href={href}
              download
              variant="default"
              size="compact-sm"
              leftSection={<Icon name="download" size={16} />}
            >
              {label}
            </Button>
          ))}
        </div>
      </div>
      <FaultNote fault={rows.fault} />
      {count === null && rows.fault === null ? (
        <div className="list-wait" aria-hidden>
          {SKELETONS.map((row) => (
            <Skeleton key={row} h={20} my={12} />
          ))}
        </div>
      ) : null}
      {count === 0 ? props.empty : null}
      {count !== null && count > 0 ? <RowTable {...props} count={count} hasFiles={files.length > 0} /> : null}
    </section>
  );
}

function SearchField(props: {
  readonly value: string;
  readonly hint: string;
  readonly onChange: (text: string) => void;
}) {
  const { words } = usePage();
  return (
    <TextInput
      className="list-search"
      type="search"
      aria-label={words.everywhere.search}
      placeholder={props.hint}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      leftSection={<Icon name="search" size={16} />}
      rightSection={
        props.value === '' ? null : (
          <CloseButton size="sm" aria-label={words.everywhere.clear} onClick={() => props.onChange('')} />
        )
      }
      data-search
    />
  );
}
