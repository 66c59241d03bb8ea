import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Fault } from './api.ts';
import { asFault, usePage } from './context.ts';
import { filledPath } from './contract.ts';
import type { AnswerOf, ParamsOf, PathOf } from './contract.ts';

/** Rows of a list as far as they are known: fetched when they come into view. */
export interface Rows<Row> {
  /** How many there are; null = not known yet. */
  readonly count: number | null;
  /** There are more than are counted yet. */
  readonly isMore: boolean;
  /** The row at a place; undefined = not here yet. */
  readonly at: (index: number) => Row | undefined;
  /** Tells which rows are in view. Repeatable. */
  readonly want: (first: number, last: number) => void;
  readonly fault: Fault | null;
}

const FIRST_PAGE: readonly number[] = [0];

/** Pages that hold the rows from `first` to `last`, and the first page, which tells how many there are. */
export function pagesOf(first: number, last: number, pageSize: number): readonly number[] {
  const from = Math.floor(first / pageSize);
  const until = Math.floor(last / pageSize);
  return [...new Set([0, ...Array.from({ length: until - from + 1 }, (_, page) => from + page)])];
}

/**
 * A list that is answered in numbered pages of one size: any place of it can be jumped to. `valuesOf` says how
 * page 1, 2 … is asked for, `read` what an answer holds.
 */
export function useNumberedRows<P extends PathOf<'get'>, Row>(list: {
  readonly path: P;
  readonly valuesOf: (page: number) => ParamsOf<'get', P>;
  readonly read: (answer: AnswerOf<'get', P>) => { readonly found: number; readonly rows: readonly Row[] };
  readonly pageSize: number;
}): Rows<Row> {
  const { api, words, language } = usePage();
  const { path, valuesOf, read, pageSize } = list;
  const [wanted, setWanted] = useState(FIRST_PAGE);
  const asked = useQueries({
    queries: wanted.map((page) => ({
      queryKey: [filledPath(path, valuesOf(page + 1)), language],
      queryFn: () => api.ask(path, valuesOf(page + 1)),
    })),
  });
  const pages = new Map(
    asked.flatMap(({ data }, index) =>
      data === undefined ? [] : [[wanted[index] ?? 0, read(data)] as const],
    ),
  );
  const want = useCallback(
    (first: number, last: number) => {
      const next = pagesOf(first, last, pageSize);
      setWanted((before) => (before.join() === next.join() ? before : next));
    },
    [pageSize],
  );
  const error = asked.find((each) => each.error !== null)?.error ?? null;
  return {
    count: pages.get(0)?.found ?? null,
    isMore: false,
    at: (index) => pages.get(Math.floor(index / pageSize))?.rows[index % pageSize],
    want,
    fault: error === null ? null : asFault(error, words),
  };
}

type Cursor = string | number;

/** Rows that are answered one page after another. */
export interface CursorRows<Row, Answer> extends Rows<Row> {
  /** All that are here, as they follow each other; null = none as yet. */
  readonly known: readonly Row[] | null;
  /** What the first page was answered with: it also tells of the whole. */
  readonly first: Answer | null;
}

/** A list that is answered page after page, each saying where the next begins; null = that was the last. */
export function useCursorRows<P extends PathOf<'get'>, Row>(list: {
  readonly path: P;
  /** `cursor` is null for the first page. */
  readonly valuesOf: (cursor: Cursor | null) => ParamsOf<'get', P>;
  readonly read: (answer: AnswerOf<'get', P>) => {
    readonly rows: readonly Row[];
    readonly next: Cursor | null;
  };
}): CursorRows<Row, AnswerOf<'get', P>> {
  const { api, words, language } = usePage();
  const { path, valuesOf, read } = list;
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [filledPath(path, valuesOf(null)), language, 'pages'],
    queryFn: ({ pageParam }) => api.ask(path, valuesOf(pageParam)),
    initialPageParam: null as Cursor | null,
    getNextPageParam: (last: AnswerOf<'get', P>) => read(last).next,
  });
  const rows = useMemo(() => data?.pages.flatMap((page) => read(page).rows) ?? null, [data, read]);
  const known = rows?.length ?? 0;
  const want = useCallback(
    (_first: number, last: number) => {
      if (hasNextPage && !isFetchingNextPage && last >= known - 1) void fetchNextPage();
    },
    [hasNextPage, isFetchingNextPage, known, fetchNextPage],
  );
  return {
    // One more than is known while there is more: its place is what brings the next page.
    count: rows === null ? null : known + (hasNextPage ? 1 : 0),
    isMore: hasNextPage,
    at: (index) => rows?.[index],
    want,
    fault: error === null ? null : asFault(error, words),
    known: rows,
    first: data?.pages[0] ?? null,
  };
}
