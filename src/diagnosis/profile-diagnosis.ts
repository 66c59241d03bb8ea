import type { App, ProfileTest } from '../app/app.ts';
import { timeLimit } from '../lib/sleep.ts';
import { asSyncError } from '../model/sync-error.ts';
import type { RunEvent, RunRecord } from '../model/run.ts';
import { runLine } from '../log/run-line.ts';
import { harmlessFacts, harmlessSettings } from './harmless.ts';

const RUNS = 20;
const EVENTS = 200;
const ITEMS = 200;
/** A side that does not answer within it is told as such. */
const SIDE_MS = 60_000;
const EVERY_KIND = { search: '', kind: '', page: 1 } as const;

/** What an event tells without labels, fields and facts of its record: as in the log. Null: nothing. */
function eventOf(at: string, event: RunEvent): object | null {
  const line = runLine(event);
  return line === null ? null : { at, event: event.type, ...harmlessFacts(line.facts) };
}

async function runOf(app: App, name: string, run: RunRecord): Promise<object> {
  const { fault } = await app.findRun(name, run.id);
  const { rows } = await app.runPage(name, run.id, { ...EVERY_KIND, size: EVENTS, part: 'told' });
  const failed = await app.runPage(name, run.id, { ...EVERY_KIND, size: EVENTS, part: 'failed' });
  const events = [...rows, ...failed.rows].map(({ at, event }) => eventOf(at, event));
  return {
    ...run,
    fault: fault === null ? null : { code: fault.code, facts: harmlessFacts(fault.facts) },
    events: events.filter((event) => event !== null),
  };
}

/** What the connection test has found of both sides, without what a person may choose from. */
function sidesOf(test: ProfileTest): object {
  const { points, faults, warehouse, shop, oddities, limits, prices } = test;
  return {
    points: points.map(({ point, isOk, error }) => ({
      point,
      isOk,
      ...(error === null ? {} : { code: error.code, facts: harmlessFacts(error.facts) }),
    })),
    settingFaults: faults.map(({ key, error }) => ({ key, code: error.code })),
    warehouse:
      warehouse === null ? null : { ...warehouse, notices: warehouse.notices.map(({ code }) => code) },
    shop:
      shop === null
        ? null
        : {
            feedCurrency: shop.feedCurrency,
            orderCurrency: shop.orderCurrency,
            orderCount: shop.orderCount,
            productCount: shop.productCount,
          },
    oddities,
    limits,
    pricesCompared: prices !== null,
  };
}

/** Everything of one profile; what cannot be told is there as the code of why. */
export async function profileDiagnosis(app: App, name: string, signal: AbortSignal): Promise<object> {
  const told = async <T>(work: () => Promise<T>): Promise<T | { fault: string; facts: object }> => {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      const { code, facts } = asSyncError(error);
      return { fault: code, facts: harmlessFacts(facts) };
    }
  };
  const within = (): AbortSignal => timeLimit(SIDE_MS, signal);
  const { profile, secrets, faults } = await app.showProfile(name);
  return {
    name,
    id: profile.id,
    settings: harmlessSettings(profile.settings),
    secretsSet: secrets,
    faults: faults.map(({ key, error }) => ({ key, code: error.code })),
    runs: await told(async () =>
      Promise.all((await app.runs(name, RUNS)).map((run) => runOf(app, name, run))),
    ),
    attention: await told(async () =>
      (await app.attention(name)).slice(0, ITEMS).map(({ subject, code, since, facts }) => ({
        since,
        code,
        ...harmlessFacts({ subject }),
        facts: harmlessFacts(facts),
      })),
    ),
    sides: await told(async () => sidesOf(await app.testProfile(name, within()))),
    learned: await told(async () => {
      const evidence = await app.collect(name, within());
      const lessons = await app.learn(name, JSON.stringify(evidence));
      return lessons.map(({ id, verdict, setting }) => ({ id, verdict, setting }));
    }),
  };
}
