import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { App } from '../../src/app/app.ts';
import { LocalWork } from '../../src/app/work/local-work.ts';
import { makeApp } from '../../src/app/make-app.ts';
import { Scheduler } from '../../src/app/scheduler.ts';
import type { RunTrigger } from '../../src/model/run.ts';
import type { Settings } from '../../src/model/settings.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import { quickFolder } from '../support/quick-folder.ts';
import { openWorldParts, worldSettings } from '../support/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAYS = 3;
/** A person presses Start so often, at moments that no schedule names. */
const PRESS_EVERY = 17 * HOUR + 7 * MINUTE;

/** Both begin on a Saturday noon in Sofia, before the night in which the clock is changed. */
const CHANGES = { autumn: '2026-10-24T09:00:00Z', spring: '2027-03-27T10:00:00Z' } as const;

/** Local time in Sofia, by the machine's own calendar: what a schedule is counted with, without our code. */
const SOFIA = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Sofia',
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  hourCycle: 'h23',
});

interface CountedSchedule {
  readonly text: string;
  /** Starts after `from`, up to `to`. */
  readonly count: (from: number, to: number) => number;
}

function everyMinutes(minutes: number): CountedSchedule {
  return { text: String(minutes), count: (from, to) => Math.floor((to - from) / (minutes * MINUTE)) };
}

/** A start at each minute whose wall clock fits; one that comes twice starts twice. */
function wheneverFits(text: string, fits: (hour: number, minute: number) => boolean): CountedSchedule {
  // Asked for many combinations, and slow to count.
  const known = new Map<number, number>();
  const count = (from: number, to: number): number => {
    let starts = known.get(from) ?? 0;
    if (known.has(from)) return starts;
    for (let at = from + MINUTE; at <= to; at += MINUTE) {
      const parts = new Map(SOFIA.formatToParts(at).map((part) => [part.type, Number(part.value)]));
      if (fits(parts.get('hour') ?? -1, parts.get('minute') ?? -1)) starts += 1;
    }
    known.set(from, starts);
    return starts;
  };
  return { text, count };
}

/** A fixed time starts once a day, also on the day that has it twice or not at all. */
function daily(text: string): CountedSchedule {
  return { text, count: () => DAYS };
}

const NONE: CountedSchedule = { text: '', count: () => 0 };
const FULL = [
  NONE,
  everyMinutes(240),
  daily('30 3 * * *'),
  wheneverFits('0 1-5 * * *', (hour, minute) => hour >= 1 && hour <= 5 && minute === 0),
];
const STOCK = [
  NONE,
  everyMinutes(90),
  wheneverFits('*/30 3 * * *', (hour, minute) => hour === 3 && minute % 30 === 0),
];
const YES_NO = [true, false] as const;

interface Combination {
  readonly name: string;
  readonly settings: Partial<Settings>;
  readonly expected: Readonly<Record<'schedule' | 'stockSchedule', (from: number, to: number) => number>>;
  /** A person presses Start here, in the middle of everything. */
  readonly hasPerson: boolean;
}

function combinations(): readonly Combination[] {
  const made: Combination[] = [];
  for (const full of FULL)
    for (const stock of STOCK)
      for (const isImporting of YES_NO)
        for (const exportGoods of YES_NO)
          for (const exportStock of YES_NO) {
            const isAnythingOn = isImporting || exportGoods || exportStock;
            made.push({
              name: `${full.text}/${stock.text}/${isImporting}${exportGoods}${exportStock}`,
              settings: {
                schedule: full.text,
                stockSchedule: stock.text,
                import: isImporting,
                export: exportGoods || exportStock,
                exportGoods,
                exportStock,
              },
              expected: {
                schedule: isAnythingOn ? full.count : NONE.count,
                stockSchedule: exportStock ? stock.count : NONE.count,
              },
              hasPerson: made.length % 3 === 0,
            });
          }
  return made;
}

/** The program over real memory, with a clock of its own and sides that cannot be reached: runs end at once. */
async function program(fromMs: number) {
  const folder = await quickFolder('skladbridge-schedules-');
  const time = { now: fromMs };
  const clock = { now: () => time.now };
  const unreachable = async (): Promise<never> => {
    throw new SyncError('warehouse.unreachable', { address: 'w', reason: 'test' });
  };
  const parts = {
    ...(await openWorldParts(folder)),
    clock,
    openWarehouse: unreachable,
    openShop: unreachable,
  };
  const app = makeApp(parts);
  const live = new LocalWork(app, clock);
  const scheduler = new Scheduler(app, live, clock);
  return {
    app,
    live,
    time,
    /** Looks at every moment at which a start may be due, until `toMs`; every run ends before time goes on. */
    runUntil: async (toMs: number, names: readonly string[], between: () => void) => {
      for (;;) {
        const { started, nextMs } = await scheduler.look();
        for (const name of names) await live.over(name);
        if (started.length > 0) continue;
        if (nextMs === null || nextMs > toMs) return;
        time.now = nextMs;
        between();
      }
    },
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function addConfirmed(app: App, name: string, settings: Partial<Settings>): Promise<void> {
  await app.addProfile(name, worldSettings('/nowhere.db', 'https://shop.example.bg', settings));
  // Confirms the first run; it cannot reach anything.
  const request = {
    tasks: [],
    isConfirmed: true,
    onEvent: () => undefined,
    signal: new AbortController().signal,
  };
  await app.run(name, request);
}

async function countRuns(app: App, name: string, trigger: RunTrigger): Promise<number> {
  return (await app.runs(name, 10_000)).filter((run) => run.trigger === trigger).length;
}

describe.each(Object.entries(CHANGES))('three days over the change of the clock in %s', (_season, from) => {
  it('row b: every combination of switches and schedules starts as many runs as its schedules say', async () => {
    const fromMs = Date.parse(from);
    const toMs = fromMs + DAYS * 24 * HOUR;
    const { app, live, time, runUntil, close } = await program(fromMs);
    const all = combinations();
    for (const each of all) await addConfirmed(app, each.name, each.settings);
    let pressed = 0;
    await runUntil(
      toMs,
      all.map((each) => each.name),
      () => {
        if (time.now < fromMs + (pressed + 1) * PRESS_EVERY) return;
        pressed += 1;
        for (const each of all.filter(({ hasPerson }) => hasPerson))
          void live.start(each.name, { tasks: null });
      },
    );
    expect(pressed).toBe(4);
    for (const each of all) {
      const counts = [
        await countRuns(app, each.name, 'schedule'),
        await countRuns(app, each.name, 'stockSchedule'),
        (await countRuns(app, each.name, 'person')) - 1,
      ];
      const { schedule, stockSchedule } = each.expected;
      expect([each.name, ...counts]).toEqual([
        each.name,
        schedule(fromMs, toMs),
        stockSchedule(fromMs, toMs),
        each.hasPerson ? pressed : 0,
      ]);
    }
    await close();
  }, 180_000);
});
