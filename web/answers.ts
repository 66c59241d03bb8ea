import { keepPreviousData, QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Fault } from './api.ts';
import { filledPath } from './contract.ts';
import type { AnswerOf, ParamsOf, PathOf } from './contract.ts';
import { asFault, usePage } from './context.ts';

/** What was answered stays good this long where no event says otherwise (`live.ts`). */
const FRESH_MS = 60_000;

/** The answers that the page holds. */
export function makeAnswers(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A fault is an answer for a person: it is shown at once, and asked again when he comes back.
        retry: false,
        staleTime: FRESH_MS,
        placeholderData: keepPreviousData,
        refetchOnWindowFocus: true,
      },
    },
  });
}

export interface Loaded<T> {
  /** The last answer, also while another is asked for; null = there is none yet. */
  readonly value: T | null;
  readonly fault: Fault | null;
  readonly reload: () => Promise<void>;
}

/**
 * What a path answers: asked when it is first wanted, when it changes, when it was renewed, and on demand.
 * Null asks nothing. Everybody who wants the same path has the same answer.
 */
function useLoaded<T>(path: string | null): Loaded<T> {
  const { api, words, language } = usePage();
  const { data, error, refetch } = useQuery<T>({
    // The language decides in which words the answer comes.
    queryKey: [path, language],
    queryFn: () => api.get<T>(path ?? ''),
    enabled: path !== null,
    refetchOnMount: 'always',
  });
  const reload = useCallback(async (): Promise<void> => void (await refetch()), [refetch]);
  return { value: data ?? null, fault: error === null ? null : asFault(error, words), reload };
}

/**
 * What a call of the contract answers, by its path: `useAnswer('/api/profiles/{name}/orders', { name, page })`.
 * Null asks nothing.
 */
export function useAnswer<P extends PathOf<'get'>>(
  path: P,
  values: ParamsOf<'get', P> | null,
): Loaded<AnswerOf<'get', P>> {
  return useLoaded<AnswerOf<'get', P>>(values === null ? null : filledPath(path, values));
}

/** Asks everything anew that begins with one of these paths, and is on the page. */
export function useRenew(): (...paths: readonly string[]) => Promise<void> {
  const answers = useQueryClient();
  return useCallback(
    (...paths) =>
      answers.invalidateQueries({
        predicate: ({ queryKey: [path] }) => paths.some((begin) => String(path).startsWith(begin)),
      }),
    [answers],
  );
}

export interface Action<Args extends readonly unknown[]> {
  /** Does it; true when it was done. What stood in its way is `fault`. */
  readonly run: (...args: Args) => Promise<boolean>;
  readonly isBusy: boolean;
  readonly fault: Fault | null;
}

/** Something that a person may do: one at a time, its fault kept to be shown, and `renews` asked anew behind it. */
export function useAction<Args extends readonly unknown[]>(
  work: (...args: Args) => Promise<unknown>,
  renews: readonly string[] = [],
): Action<Args> {
  const { words } = usePage();
  const renew = useRenew();
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const run = async (...args: Args): Promise<boolean> => {
    setIsBusy(true);
    try {
      await work(...args);
      setFault(null);
      await renew(...renews);
      return true;
    } catch (error) {
      setFault(asFault(error, words));
      return false;
    } finally {
      setIsBusy(false);
    }
  };
  return { run, isBusy, fault };
}
