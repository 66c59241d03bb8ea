import { readFileSync } from 'node:fs';

const TICKS_A_SECOND = 100;

/**
 * Runs two ways of doing the same alternately, so that a noisy machine disturbs both alike; medians in ms.
 */
export async function sideBySide(
  times: number,
  ways: Readonly<Record<string, () => Promise<void>>>,
): Promise<Readonly<Record<string, number>>> {
  const taken = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]));
  for (let time = 0; time < times; time += 1) {
    for (const [name, way] of Object.entries(ways)) {
      const started = performance.now();
      await way();
      taken.get(name)?.push(performance.now() - started);
    }
  }
  return Object.fromEntries([...taken].map(([name, values]) => [name, median(values)]));
}

/** How long a piece of work took, on the clock and of the processor. */
export interface Taken {
  readonly wallMs: number;
  /** Of this process alone: what others do on the machine meanwhile hardly moves it. */
  readonly processorMs: number;
}

/** Does the work and tells how long it took. */
export async function timed(work: () => Promise<unknown>): Promise<Taken> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  await work();
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { wallMs, processorMs: (user + system) / 1000 };
}

/** Name of the column that `bench/gate.ts` holds. */
export const PROCESSOR_RATIO = 'processor ratio';

/** Medians of both sides, and how many times the other one ours is, on the clock and of the processor. */
export function beside(ours: readonly Taken[], bare: readonly Taken[]) {
  const [our, their] = [ours, bare].map((side) => median(side.map((each) => each.wallMs)));
  const [work, theirs] = [ours, bare].map((side) => median(side.map((each) => each.processorMs)));
  return {
    ours: our ?? 0,
    bare: their ?? 0,
    ratio: (our ?? 0) / (their ?? 1),
    processorRatio: (work ?? 0) / (theirs ?? 1),
  };
}

/** Seconds of processor time of a process since its start. */
export function secondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Prints one table; numbers to the right. */
export function printTable(title: string, rows: readonly Readonly<Record<string, string | number>>[]): void {
  console.log(`\n${title}`);
  const columns = Object.keys(rows[0] ?? {});
  const text = (value: string | number | undefined): string =>
    typeof value === 'number' ? (Number.isInteger(value) ? String(value) : value.toFixed(2)) : (value ?? '');
  const widths = columns.map((column) =>
    Math.max(column.length, ...rows.map((row) => text(row[column]).length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) =>
        index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join('  ');
  console.log(line(columns));
  for (const row of rows) console.log(line(columns.map((column) => text(row[column]))));
}

/** How a figure stands to its target, in words. */
export function verdict(figure: number, target: number, isAtLeast = false): string {
  return (isAtLeast ? figure >= target : figure <= target) ? 'met' : 'MISSED';
}
