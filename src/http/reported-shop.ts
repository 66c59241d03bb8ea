import type { ReportingShop, ShopRun, ShopServer } from '../api/reports.ts';
import type { LookedAtShop, OpenedShop } from '../app/app.ts';
import { causeOf } from '../model/attention-causes.ts';
import type { CauseName } from '../model/attention-causes.ts';
import { isErrorCode } from '../model/error-codes.ts';
import type { ErrorCode } from '../model/error-codes.ts';
import type { ReportedRun, ReportedSide, ReportedStanding } from '../model/reporting.ts';
import { NO_COUNTS, TASKS } from '../model/run.ts';
import type { TaskCounts } from '../model/run.ts';
import { textsOf } from '../texts/text.ts';
import type { Language } from '../texts/text.ts';
import type { Texts } from '../texts/texts.ts';

/** A shop may be of a newer program and tell what this one has no words for. */
function knownCode(code: string): ErrorCode | null {
  return isErrorCode(code) ? code : null;
}

/** The cause of a code; of one that is not known here `other`. */
function causeOfCode(code: string): CauseName {
  const known = knownCode(code);
  return known === null ? 'other' : causeOf(known);
}

/**
 * A code in words, though nothing is told of what it is of: the whole sentence where it names nothing, else
 * its cause.
 */
function wordedCode(code: string | null, texts: Texts): ShopRun['why'] {
  if (code === null) return null;
  const known = knownCode(code);
  const what = known === null ? '' : texts.errors[known].what;
  const text = what !== '' && !what.includes('{') ? what : texts.causes[causeOfCode(code)];
  const side = causeOfCode(code) === 'connection' ? code.split('.')[0] : null;
  return { code, text, away: side === 'shop' || side === 'warehouse' ? side : null };
}

function sumOf(counts: NonNullable<ReportedRun['counts']>): TaskCounts {
  const all = Object.values(counts);
  const sum = (key: keyof TaskCounts): number => all.reduce((total, task) => total + task[key], 0);
  return Object.fromEntries(Object.keys(NO_COUNTS).map((key) => [key, sum(key as keyof TaskCounts)])) as {
    readonly [Key in keyof TaskCounts]: number;
  };
}

function wordedRun({ code, counts, ...run }: ReportedRun, texts: Texts): ShopRun {
  return { ...run, why: wordedCode(code, texts), counts: counts === null ? null : sumOf(counts) };
}

function wordedSide({ isWell, at, code }: ReportedSide, texts: Texts): ShopServer['shop'] {
  return { isWell, at, why: wordedCode(code, texts) };
}

/** By cause, as the page of the shop itself has it. */
function wordedAttention(attention: ReportedStanding['attention'], texts: Texts): ShopServer['attention'] {
  return [...Map.groupBy(attention, ({ code }) => causeOfCode(code))]
    .map(([cause, same]) => ({
      cause,
      label: texts.causes[cause],
      count: same.reduce((sum, { count }) => sum + count, 0),
      newest:
        same
          .map(({ newest }) => newest)
          .toSorted()
          .at(-1) ?? '',
    }))
    .toSorted((left, right) => (left.newest < right.newest ? 1 : -1));
}

function wordedServer(
  profile: ReportedStanding,
  standing: ShopServer['standing'],
  { runs, texts }: { readonly runs: readonly ReportedRun[]; readonly texts: Texts },
): ShopServer {
  const { attention, lastRun, held, shop, warehouse, lastSuccess, ...rest } = profile;
  return {
    ...rest,
    standing,
    lastRun: lastRun === null ? null : wordedRun(lastRun, texts),
    lastSuccess: TASKS.flatMap((task) => {
      const at = lastSuccess[task];
      return at === undefined ? [] : [{ task, label: texts.tasks[task], at }];
    }),
    held: wordedCode(held, texts),
    shop: wordedSide(shop, texts),
    warehouse: wordedSide(warehouse, texts),
    attention: wordedAttention(attention, texts),
    runs: runs.map((run) => wordedRun(run, texts)),
  };
}

/** A reporting shop in the words of whoever asks; its runs where they were looked up. */
export function wordedShop(looked: LookedAtShop | OpenedShop, language: Language): ReportingShop {
  const texts = textsOf(language);
  const { shop, judged, profiles } = looked;
  const runsOf = (profile: number): readonly ReportedRun[] =>
    'runs' in looked ? (looked.runs.find((each) => each.profile === profile)?.runs ?? []) : [];
  const { id, name, createdAt, heardAt, everyMinutes, version } = shop;
  return {
    id,
    name,
    createdAt,
    standing: judged.standing,
    worst: judged.profile,
    why: wordedCode(judged.code, texts),
    attention: judged.attention,
    heardAt,
    everyMinutes,
    version,
    servers: shop.profiles.map((profile, index) =>
      wordedServer(profile, profiles[index] ?? 'new', { runs: runsOf(profile.profile), texts }),
    ),
  };
}
