import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Machine } from '../model/installation.ts';

/** When a process of this machine started, in the kernel's own ticks; null where the system does not tell. */
function startedAt(pid: number): string | null {
  try {
    // The second field is the program's name in brackets and may hold blanks: the fields are counted behind
    // it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** This machine since its last start; systems other than Linux do not tell starts apart. */
export function thisMachine(): Machine {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return { host: hostname(), boot };
  } catch {
    return { host: hostname(), boot: null };
  }
}

/**
 * This process as `host:pid:start`; the start tells it from a later process that was given the same number.
 */
export function processHolder(): string {
  return `${hostname()}:${process.pid}:${startedAt(process.pid) ?? '0'}`;
}

/** Whether a holder's process lives on this machine; null when it is another machine's. */
export function isProcessAlive(holder: string): boolean | null {
  const parts = holder.split(':');
  const [pid, start] = [Number(parts.at(-2)), parts.at(-1)];
  if (parts.slice(0, -2).join(':') !== hostname() || !Number.isInteger(pid) || pid <= 0) return null;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = startedAt(pid);
  return now === null || start === '0' || now === start;
}
