import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { putQuery, useQueryText } from './route.ts';

const TYPING_MS = 250;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** How the text of a filter in an address is read; what nobody could have chosen is no filter. */
export type ReadFilter<T extends string> = (text: string) => T;

export const anyText: ReadFilter<string> = (text) => text.slice(0, 100);
export const aDay: ReadFilter<string> = (text) => (DAY.test(text) ? text : '');
export const aNumber: ReadFilter<string> = (text) => (/^[1-9]\d{0,9}$/.test(text) ? text : '');

/** One of these; '' = none. */
export function oneOf<T extends string>(values: readonly T[]): ReadFilter<T | ''> {
  return (text) => values.find((value) => value === text) ?? '';
}

type Filters = Readonly<Record<string, string>>;
/** What filters that are read so hold. */
export type FiltersOf<R extends Readonly<Record<string, ReadFilter<string>>>> = {
  readonly [K in keyof R]: ReturnType<R[K]>;
};
type Read<T extends Filters> = { readonly [K in keyof T]: ReadFilter<T[K]> };

/** The filters in the text behind an address's `?`. */
export function readFilters<T extends Filters>(text: string, read: Read<T>): T {
  const query = new URLSearchParams(text);
  const pairs = Object.entries(read).map(([key, of]) => [key, of(query.get(key) ?? '')] as const);
  return Object.fromEntries(pairs) as T;
}

/**
 * The filters of a list. They stand in the address, so that Back, a reload and a link sent to somebody show
 * the same; '' = not set.
 */
export function useFilters<T extends Filters>(
  read: Read<T>,
): readonly [T, (change: Partial<T>, how?: 'typed') => void] {
  const filters = readFilters(useQueryText(), read);
  return [filters, (change, how) => putQuery(change as Filters, how === 'typed')];
}

/** A field of a filter that is typed into: the address, and whoever is asked, hear of it after a pause. */
export function useTyped(
  value: string,
  put: (text: string) => void,
): readonly [string, (text: string) => void] {
  const [typed, setTyped] = useState(value);
  const [settled] = useDebouncedValue(typed, TYPING_MS);
  const last = useRef(value);
  useEffect(() => {
    if (settled === last.current) return;
    last.current = settled;
    put(settled);
    // Told when typing pauses, whatever function does the telling.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the function is another each time
  }, [settled]);
  useEffect(() => {
    if (value === last.current) return;
    // Somebody went to another address.
    last.current = value;
    setTyped(value);
  }, [value]);
  return [typed, setTyped];
}
