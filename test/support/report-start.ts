/**
 * A module for `node --import`: tells on standard error, when the process ends, what its start has cost: how
 * many files of which packages and rooms it loaded, processor time and peak memory.
 */
const REPORTER = `
import { registerHooks } from 'node:module';
import { readFileSync, writeSync } from 'node:fs';
// What getrusage calls a process's peak begins with that of whoever started it, on Linux.
function peakKilobytes(maxRSS) {
  try { return Number(/^VmHWM:\\s+(\\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]); } catch { return maxRSS; }
}
const loaded = [];
registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(2, '\\n' + JSON.stringify({
    loaded, processorMs: (userCPUTime + systemCPUTime) / 1000, peakMegabytes: peakKilobytes(maxRSS) / 1024,
  }));
});`;

/** What a start has cost. */
export interface StartReport {
  /** The addresses of all modules that were loaded, Node's own too. */
  readonly loaded: readonly string[];
  readonly processorMs: number;
  readonly peakMegabytes: number;
}

/** Options of Node with which a process reports. */
export const REPORTING = ['--import', `data:text/javascript,${encodeURIComponent(REPORTER)}`] as const;

/** Reads the report off the end of standard error. */
export function readStartReport(stderr: string): StartReport {
  return JSON.parse(stderr.slice(stderr.lastIndexOf('\n') + 1)) as StartReport;
}
