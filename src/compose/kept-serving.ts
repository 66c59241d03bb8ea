import { readFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DoctorPoint, Serving } from '../cli/program.ts';
import { writeWholeFile } from '../lib/whole-file.ts';
import { isProcessAlive, processHolder } from './process-holder.ts';

/** A certificate that ends so soon should have been renewed already. */
const ENDS_SOON_MS = 14 * 86_400_000;

interface Kept extends Serving {
  /** The process that serves it. */
  readonly holder: string;
}

function fileIn(dataFolder: string): string {
  return join(dataFolder, 'serving.json');
}

/**
 * How the page of a data folder is served, in a file beside the memory: what a service was started with is
 * written in a unit, a task or an environment that nobody else sees, and `doctor` tells it from here.
 */
export class KeptServing {
  readonly #file: string;

  constructor(dataFolder: string) {
    this.#file = fileIn(dataFolder);
  }

  /** Null = it is served no more. A folder that may only be read stays as it is. */
  keep(serving: Serving | null): void {
    try {
      if (serving === null) rmSync(this.#file, { force: true });
      else writeWholeFile(this.#file, JSON.stringify({ holder: processHolder(), ...serving }));
    } catch {
      // It is told for convenience alone.
    }
  }
}

/** What `doctor` tells of the page that is served now; nothing while none is. */
export async function servingPoints(dataFolder: string): Promise<readonly DoctorPoint[]> {
  const text = await readFile(fileIn(dataFolder), 'utf8').catch(() => '');
  const kept = readKept(text);
  // Who was killed has left the file behind.
  if (kept === null || isProcessAlive(kept.holder) !== true) return [];
  const { url, listens, certificate, proxies } = kept;
  const points: DoctorPoint[] = [{ point: 'page', isOk: true, facts: { url, listens } }];
  if (certificate !== null) {
    const { file, until } = certificate;
    const isOk = Date.parse(until) - Date.now() > ENDS_SOON_MS;
    const point = isOk ? 'certificate' : 'certificateEnds';
    points.push({ point, isOk, facts: { file, until: until.slice(0, 10) } });
  }
  if (proxies.length > 0)
    points.push({ point: 'proxies', isOk: true, facts: { proxies: proxies.join(', ') } });
  return points;
}

/** As it was written; null for what another version may have written otherwise. */
function readKept(text: string): Kept | null {
  try {
    const { holder, url, listens, certificate, proxies } = JSON.parse(text) as Partial<Kept>;
    if (holder === undefined || url === undefined || listens === undefined) return null;
    return { holder, url, listens, certificate: certificate ?? null, proxies: proxies ?? [] };
  } catch {
    return null;
  }
}
