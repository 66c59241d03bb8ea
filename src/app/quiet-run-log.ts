import type { NoticeCode, RunEvent } from '../model/run.ts';
import type { RunCounts, RunLog, RunRecord, StoredEvent } from '../state/state.ts';

/** What tells how things stand, in every run anew. */
const STANDING = new Set<NoticeCode>([
  'notice.export.noGroups',
  'notice.prices.vatAdded',
  'notice.products.notReadable',
  'notice.orders.belowFirst',
  'notice.unp.notKeptByShop',
  'notice.task.off',
  'notice.orders.between',
]);

/** More is written, whatever it tells: a run must not grow with what it meets. */
const MOST_HELD = 1000;

/** True for what a person may want to find again later. */
function isNews(event: RunEvent): boolean {
  switch (event.type) {
    case 'runStarted':
    case 'taskStarted':
    case 'taskEnded':
    case 'progress':
      return false;
    case 'attention':
      return event.isNew;
    case 'notice':
      return !STANDING.has(event.code);
    case 'runEnded':
      return event.end !== 'done';
    case 'change':
    case 'retry':
      return true;
  }
}

/**
 * The log of one run, which is written from the first news on. A run that changed nothing and met nothing new
 * leaves its row with the counts and no events: most runs are such, every few minutes for years.
 */
export class QuietRunLog implements RunLog {
  readonly #log: RunLog;
  /** Held back until there is news; null afterwards. */
  #held: StoredEvent[] | null = [];

  constructor(log: RunLog) {
    this.#log = log;
  }

  async addEvents(runId: number, events: readonly StoredEvent[]): Promise<void> {
    const all = [...(this.#held ?? []), ...events];
    const isQuiet = all.length <= MOST_HELD && !events.some(({ event }) => isNews(event));
    if (this.#held !== null && isQuiet) {
      this.#held = all;
      return;
    }
    this.#held = null;
    await this.#log.addEvents(runId, all);
  }

  start: RunLog['start'] = (...args) => this.#log.start(...args);
  finish: RunLog['finish'] = (...args) => this.#log.finish(...args);
  list: RunLog['list'] = (...args) => this.#log.list(...args);
  search: RunLog['search'] = (...args) => this.#log.search(...args);
  faults: RunLog['faults'] = (...args) => this.#log.faults(...args);
  lastOf: RunLog['lastOf'] = (...args) => this.#log.lastOf(...args);
  successes: RunLog['successes'] = (...args) => this.#log.successes(...args);
  find: RunLog['find'] = (...args) => this.#log.find(...args);
  fault: RunLog['fault'] = (...args) => this.#log.fault(...args);
  page: RunLog['page'] = (...args) => this.#log.page(...args);
  events: RunLog['events'] = (...args) => this.#log.events(...args);
  history: RunLog['history'] = (...args) => this.#log.history(...args);
}

/** What a quiet run would have told, from its row: it is read like any other. */
export function quietEvents(run: RunRecord, profile: string): readonly StoredEvent[] {
  const { id: runId, tasks, startedAt, endedAt, end } = run;
  if (endedAt === null || end === null || run.counts === null) return [];
  const counts: RunCounts = run.counts;
  return [
    { at: startedAt, event: { type: 'runStarted', runId, profile, tasks } },
    ...tasks.flatMap((task): readonly StoredEvent[] => {
      const counted = counts[task];
      return counted === undefined
        ? []
        : [{ at: endedAt, event: { type: 'taskEnded', task, counts: counted } }];
    }),
    { at: endedAt, event: { type: 'runEnded', runId, end, counts, error: null } },
  ];
}
