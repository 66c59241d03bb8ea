import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Fault } from './api.ts';
import { asFault, usePage } from './context.ts';

/** Rows of a list as far as they are known: fetched when they come into view. */
export interface Rows<Row> {
  /** How many there are; null = not known yet. */
  readonly count: number | null;
  /** The row at a place; undefined = not here yet. */
  readonly at: (index: number) => Row | undefined;
  /** Tells which rows are in view. Repeatable. */
  readonly want: (first: number, last: number) => void;
  readonly fault: Fault | null;
}

interface NumberedPage<Row> {
  readonly found: number;
  readonly rows: readonly Row[];
}

/** As many pages as a window can show at once, and the first. */
const NO_PAGES: readonly number[] = [0];

/**
 * A list that is answered in numbered pages of one size: any place of it can be jumped to. `pathOf` and `read`
 * say how page 1, 2 … is asked and what its answer holds.
 */
export function useNumberedRows<Answer, Row>(list: {
  readonly pathOf: (page: number) => string;
  readonly read: (answer: Answer) => NumberedPage<Row>;
  readonly pageSize: number;
}): Rows<Row> {
  const { api, words, language } = usePage();
  const { pathOf, read, pageSize } = list;
  const [wanted, setWanted] = useState(NO_PAGES);
  const asked = useQueries({
    queries: wanted.map((page) => ({
      queryKey: [pathOf(page + 1), language],
      queryFn: () => api.get<Answer>(pathOf(page + 1)),
    })),
  });
  const pages = new Map<number, NumberedPage<Row>>();
  for (const [index, { data }] of asked.entries())
    if (data !== undefined) pages.set(wanted[index] ?? 0, read(data));
  const want = useCallback(
    (first: number, last: number) => {
      const from = Math.floor(first / pageSize);
      const until = Math.floor(last / pageSize);
      const next = [...new Set([0, ...Array.from({ length: until - from + 1 }, (_, page) => from + page)])];
      setWanted((before) => (before.join() === next.join() ? before : next));
    },
    [pageSize],
  );
  const error = asked.find((each) => each.error !== null)?.error ?? null;
  return {
    count: pages.values().next().value?.found ?? null,
    at: (index) => pages.get(Math.floor(index / pageSize))?.rows[index % pageSize],
    want,
    fault: error === null ? null : asFault(error, words),
  };
}

interface CursorPage<Row> {
  readonly rows: readonly Row[];
  /** Where the next page begins; null = this is the last. */
  readonly next: string | number | null;
  /** How many there are in all, where the program counts them. */
  readonly found?: number;
}

/** A list that is answered page after page, each saying where the next begins. */
export function useCursorRows<Answer, Row>(list: {
  /** Null for the first page. */
  readonly pathOf: (cursor: string | number | null) => string;
  readonly read: (answer: Answer) => CursorPage<Row>;
}): Rows<Row> {
  const { api, words, language } = usePage();
  const { pathOf, read } = list;
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [pathOf(null), language, 'pages'],
    queryFn: ({ pageParam }) => api.get<Answer>(pathOf(pageParam)),
    initialPageParam: null as string | number | null,
    getNextPageParam: (last: Answer) => read(last).next,
  });
  const pages = useMemo(() => data?.pages.map(read) ?? null, [data, read]);
  const rows = useMemo(() => pages?.flatMap((page) => page.rows) ?? [], [pages]);
  const want = useCallback(
    (_first: number, last: number) => {
      if (hasNextPage && !isFetchingNextPage && last >= rows.length - 1) void fetchNextPage();
    },
    [hasNextPage, isFetchingNextPage, rows.length, fetchNextPage],
  );
  return {
    // One more than is known while there is more: its place is what brings the next page.
    count: pages === null ? null : rows.length + (hasNextPage ? 1 : 0),
    at: (index) => rows[index],
    want,
    fault: error === null ? null : asFault(error, words),
  };
}
