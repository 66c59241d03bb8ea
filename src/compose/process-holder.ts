import { readFileSync, readlinkSync } from 'node:fs';
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

/** This machine since its last start; systems other than Linux tell neither starts nor containers apart. */
export function thisMachine(): Machine {
  return { host: hostname(), boot: bootId(), processes: processSpace() };
}

function bootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return null;
  }
}

function processSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid').replaceAll(/\D/g, '');
  } catch {
    return '';
  }
}

/** Where numbers of processes mean what they mean here. */
function placeOf({ host, boot, processes }: Machine): string {
  return `${host}/${boot ?? ''}/${processes}`;
}

/**
 * This process as `host/boot/space:pid:start`; the start tells it from a later process that was given the same
 * number.
 */
export function processHolder(): string {
  return `${placeOf(thisMachine())}:${process.pid}:${startedAt(process.pid) ?? '0'}`;
}

/**
 * Whether a holder's process lives; null when it cannot be told: on another machine, in another container, or
 * before this machine was started anew (Q7).
 */
export function isProcessAlive(holder: string): boolean | null {
  const parts = holder.split(':');
  const [pid, start] = [Number(parts.at(-2)), parts.at(-1)];
  const place = parts.slice(0, -2).join(':');
  // Earlier versions told the machine's name alone.
  const isHere = place === placeOf(thisMachine()) || place === hostname();
  if (!isHere || !Number.isInteger(pid) || pid <= 0) return null;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = startedAt(pid);
  return now === null || start === '0' || now === start;
}
