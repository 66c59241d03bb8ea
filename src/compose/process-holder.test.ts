import { hostname } from 'node:os';
import { expect, it } from 'vitest';
import { isProcessAlive, processHolder, thisMachine } from './process-holder.ts';

const { host, boot, processes } = thisMachine();
const [, pid = '', start = ''] = /:(\d+):(\d+)$/.exec(processHolder()) ?? [];
const at = (place: string, process = pid, started = start): string => `${place}:${process}:${started}`;
const HERE = `${host}/${boot ?? ''}/${processes}`;

it('Q7: a holder lives or is dead where its number means a process; anywhere else nobody can tell', () => {
  expect(processHolder()).toBe(at(HERE));
  expect(isProcessAlive(processHolder())).toBe(true);
  // No process has the highest number; another one may have been given this process's.
  expect(isProcessAlive(at(HERE, '4194303'))).toBe(false);
  expect(isProcessAlive(at(HERE, pid, '1'))).toBe(false);
  for (const elsewhere of [
    `other/${boot ?? ''}/${processes}`,
    `${host}/${boot ?? ''}/1${processes}`,
    `${host}/before/${processes}`,
  ])
    expect(isProcessAlive(at(elsewhere, '4194303'))).toBeNull();
  expect(isProcessAlive(at(hostname()))).toBe(true);
});
