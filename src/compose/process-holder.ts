import { readFileSync, readlinkSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import type { Machine } from '../model/installation.ts';

const BOOT = '/proc/sys/kernel/random/boot_id';

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

/**
 * Null also in a container of systemd or LXC: those lay a number of their own over the kernel's, and a service in
 * it that has a `/proc` of its own (`ProtectProc`) sees the kernel's. By two numbers one machine would be two,
 * and whoever lives would be taken for dead since a start that never was.
 */
function bootId(): string | null {
  try {
    if (statSync(BOOT).dev !== statSync(dirname(BOOT)).dev) return null;
    return readFileSync(BOOT, 'utf8').trim();
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

/** Whether a place is this one: `maybe` where the same name and the same space are of an unknown start. */
function isHere(place: string): boolean | 'maybe' {
  const here = thisMachine();
  // Earlier versions told the machine's name alone.
  if (place === hostname()) return true;
  const [boot = '', space = ''] = place.split('/').slice(-2);
  const isKnown = here.processes === '' || (here.boot !== null && boot !== '');
  if (isKnown) return place === placeOf(here);
  return place === placeOf({ ...here, boot }) && space !== '' ? 'maybe' : false;
}

/**
 * Whether a holder's process lives; null when it cannot be told: on another machine, in another container, or
 * before this machine was started anew (Q7). Where nobody knows when that was, a process of the same number
 * and the same start is the holder, and of any other nothing is said.
 */
export function isProcessAlive(holder: string): boolean | null {
  const parts = holder.split(':');
  const [pid, start] = [Number(parts.at(-2)), parts.at(-1)];
  const is = isHere(parts.slice(0, -2).join(':'));
  if (is === false || !Number.isInteger(pid) || pid <= 0) return null;
  if (is === 'maybe') return startedAt(pid) === start ? true : null;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = startedAt(pid);
  return now === null || start === '0' || now === start;
}
