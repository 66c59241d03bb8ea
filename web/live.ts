import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { LiveEvent } from '../src/api/live.ts';
import type { ServerRow } from '../src/api/profiles.ts';
import type { WorkState } from '../src/api/runs.ts';
import type { Language } from '../src/texts/text.ts';
import { serverPath } from './api.ts';
import { usePage } from './context.ts';

// One stream of events for the whole page: what it tells is put into the answers that the page holds, and the
// lists that it touches are asked anew. Nothing is asked again and again.

/** What may have changed whenever a server has. */
const TOUCHED = [
  'home',
  'attention',
  'questions',
  'missing',
  'runs',
  'orders',
  'unp',
  'links',
  'words',
  'setup',
];
/** Lists are asked anew so often at most, however much goes on. */
const RENEW_MS = 1000;
/** So long without the stream, and a person is told. */
const PATIENCE_MS = 3000;
const AGAIN_MS = 5000;
const KEPT_LINES = 200;
const NO_LINES: readonly LiveLine[] = [];

/** Something that happened while a server worked. */
export type LiveLine = Extract<
  LiveEvent,
  { type: 'taskStarted' | 'changes' | 'attention' | 'notice' | 'retry' }
>;

/** Where it stands among the answers whether anybody does the work. */
const WORKERS_KEY = ['workers'];

/** Where the lines of a server stand among the answers. */
function linesKey(name: string): readonly string[] {
  return ['lines', name];
}

function withServer(rows: readonly ServerRow[], server: ServerRow): readonly ServerRow[] {
  const isKnown = rows.some(({ name }) => name === server.name);
  return isKnown ? rows.map((row) => (row.name === server.name ? server : row)) : [...rows, server];
}

type Doing = Extract<LiveEvent, { type: 'workStarted' | 'progress' | 'workEnded' }>;

/** What a server is doing, after one more event. */
export function workAfter(before: WorkState | undefined, event: Doing): WorkState {
  if (event.type === 'workStarted')
    return {
      kind: event.kind,
      isOver: false,
      startedAt: event.startedAt,
      by: event.by,
      error: null,
      progress: [],
    };
  const nothing = { kind: null, isOver: false, startedAt: null, by: null, error: null, progress: [] };
  const known = before ?? nothing;
  if (event.type === 'workEnded') return { ...known, kind: event.kind, isOver: true, error: event.error };
  const { task, phase, done, total } = event;
  const others = known.progress.filter((each) => each.task !== task || each.phase !== phase);
  return { ...known, isOver: false, progress: [...others, { type: 'progress', task, phase, done, total }] };
}

/**
 * Puts an event into the answers; answers the beginnings of the paths that are to be asked anew. `everything`
 * (an empty beginning) after a stream that does not go on where it was cut.
 */
export function takeIn(answers: QueryClient, event: LiveEvent, language: Language): readonly string[] {
  if (event.type === 'hello') return event.isResumed ? [] : [''];
  if (event.type === 'workers') {
    answers.setQueryData(WORKERS_KEY, event.areThere);
    return [];
  }
  if (event.type === 'reported') return ['/api/reporting/shops'];
  const path = serverPath(event.profile);
  switch (event.type) {
    case 'server':
      answers.setQueryData<readonly ServerRow[]>(['/api/profiles', language], (rows) =>
        rows === undefined ? rows : withServer(rows, event.server),
      );
      return TOUCHED.map((list) => `${path}/${list}`);
    case 'serverGone':
      answers.setQueryData<readonly ServerRow[]>(['/api/profiles', language], (rows) =>
        rows?.filter(({ name }) => name !== event.profile),
      );
      return ['/api/removed'];
    case 'workStarted':
      answers.setQueryData(linesKey(event.profile), []);
      break;
    case 'progress':
      break;
    case 'workEnded':
      answers.setQueryData<WorkState>([`${path}/work`, language], (work) => workAfter(work, event));
      // An answer that was asked for before the end may arrive behind it: the work is asked for once more.
      return [...TOUCHED, 'plan', 'work', 'goods'].map((list) => `${path}/${list}`);
    case 'planReady':
      return [`${path}/plan`, `${path}/setup`];
    case 'taskEnded':
      return [];
    case 'taskStarted':
    case 'changes':
    case 'attention':
    case 'notice':
    case 'retry':
      answers.setQueryData<readonly LiveLine[]>(linesKey(event.profile), (lines = []) => [
        ...lines.slice(-KEPT_LINES),
        event,
      ]);
      return event.type === 'attention' ? [`${path}/attention`, `${path}/home`] : [];
  }
  answers.setQueryData<WorkState>([`${path}/work`, language], (work) => workAfter(work, event));
  return [];
}

/** Asks anew what is named, together and not too often. */
function makeRenewer(answers: QueryClient) {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const renew = (): void => {
    timer = null;
    const beginnings = [...waiting];
    waiting.clear();
    void answers.invalidateQueries({
      predicate: ({ queryKey: [path] }) => beginnings.some((begin) => String(path).startsWith(begin)),
    });
  };
  return {
    ask(beginnings: readonly string[]): void {
      for (const begin of beginnings) waiting.add(begin);
      if (waiting.size > 0) timer ??= setTimeout(renew, RENEW_MS);
    },
    stop: () => (timer === null ? undefined : clearTimeout(timer)),
  };
}

/** Listens for as long as somebody is signed in who may. Answers whether the program can be heard. */
export function useLive(mayListen: boolean): { readonly isHeard: boolean } {
  const answers = useQueryClient();
  const { language } = usePage();
  const [isHeard, setIsHeard] = useState(true);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!mayListen) return undefined;
    const renewer = makeRenewer(answers);
    const stream = new EventSource(`/api/live?language=${language}`);
    let lost: ReturnType<typeof setTimeout> | null = null;
    const timers = new Set<ReturnType<typeof setTimeout>>();
    stream.addEventListener('open', () => {
      if (lost !== null) clearTimeout(lost);
      lost = null;
      setIsHeard(true);
    });
    stream.addEventListener('message', ({ data }: MessageEvent<string>) => {
      renewer.ask(takeIn(answers, JSON.parse(data) as LiveEvent, language));
    });
    stream.addEventListener('error', () => {
      lost ??= setTimeout(() => setIsHeard(false), PATIENCE_MS);
      // Cut lines are taken up by the browser; a refusal is not: who is signed out is told so by this answer.
      if (stream.readyState !== EventSource.CLOSED) return;
      renewer.ask(['/api/profiles']);
      timers.add(setTimeout(() => setAttempt((before) => before + 1), AGAIN_MS));
    });
    return () => {
      stream.close();
      renewer.stop();
      if (lost !== null) clearTimeout(lost);
      for (const timer of timers) clearTimeout(timer);
    };
  }, [answers, language, attempt, mayListen]);
  return { isHeard: isHeard || !mayListen };
}

/** Whether a process is there that does the work, as it was told last. */
export function useWorkers(): boolean {
  const { data } = useQuery<boolean>({
    queryKey: WORKERS_KEY,
    queryFn: skipToken,
    initialData: true,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return data ?? true;
}

/** What happened at a server since its work began, newest last. */
export function useLines(name: string): readonly LiveLine[] {
  const { data } = useQuery<readonly LiveLine[]>({
    queryKey: linesKey(name),
    queryFn: skipToken,
    initialData: NO_LINES,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return data ?? NO_LINES;
}
