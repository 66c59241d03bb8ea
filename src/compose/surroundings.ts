import { createReadStream, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, availableParallelism, freemem, platform, release, totalmem, uptime, version } from 'node:os';
import type { App } from '../app/app.ts';
import type { DoctorPoint } from '../cli/program.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { DiagnosisRequest, Surroundings } from '../diagnosis/diagnose.ts';
import { systemClock } from '../lib/clock.ts';
import { STATE_VERSION } from '../state/sql/migrations.ts';

/** What talks to databases and shops; one that was left out, or is a part of the program, has no version. */
const DRIVERS = ['kysely', 'mysql2', 'tedious', 'undici', 'hono', 'zod', 'nodemailer'] as const;
/** The end of a log's file: more than so many bytes no mail takes. */
const TAIL_BYTES = 512 * 1024;
const MEGABYTE = 1024 * 1024;

function driverVersion(name: string): string | null {
  const { resolve } = createRequire(import.meta.url);
  try {
    // Some packages show only their programs: their folder is found by one of these.
    const [folder = ''] =
      new RegExp(`^.*node_modules/${name}/`).exec(resolve(name).replaceAll('\\', '/')) ?? [];
    const { version: found } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as {
      readonly version: string;
    };
    return found;
  } catch {
    return null;
  }
}

async function readTail(file: string): Promise<string> {
  const { size } = await stat(file);
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file, { start: Math.max(size - TAIL_BYTES, 0) }))
    chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** What a diagnosis is made with. */
export interface DiagnosisPlace {
  /** Of the program. */
  readonly version: string;
  /** What `doctor` says; nothing where nobody knows the data folder. */
  readonly doctor: () => Promise<readonly DoctorPoint[]>;
  /** Where the log is written; null = nobody knows. */
  readonly logFile: () => Promise<string | null>;
}

/** A diagnosis by this process, as `diagnose` says. */
export async function diagnosisOf(app: App, at: DiagnosisPlace, request: DiagnosisRequest): Promise<string> {
  return diagnose(app, surroundings(at), request);
}

/** What only this process knows. */
function surroundings(at: DiagnosisPlace): Surroundings {
  const { node, sqlite, v8, openssl } = process.versions;
  return {
    versions: {
      skladbridge: at.version,
      memory: STATE_VERSION,
      node,
      sqlite,
      v8,
      openssl,
      drivers: Object.fromEntries(DRIVERS.map((name) => [name, driverVersion(name)])),
    },
    machine: {
      platform: platform(),
      release: release(),
      version: version(),
      arch: arch(),
      cpus: availableParallelism(),
      memoryMb: Math.round(totalmem() / MEGABYTE),
      freeMemoryMb: Math.round(freemem() / MEGABYTE),
      upSeconds: Math.round(uptime()),
      processSeconds: Math.round(process.uptime()),
      residentMb: Math.round(process.memoryUsage.rss() / MEGABYTE),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      locale: Intl.DateTimeFormat().resolvedOptions().locale,
      isService: process.env['INVOCATION_ID'] !== undefined,
    },
    doctor: async () => (await at.doctor()).map(({ point, isOk, facts }) => ({ point, isOk, facts })),
    log: async () => {
      const file = await at.logFile();
      return file === null ? null : readTail(file);
    },
    clock: systemClock,
  };
}
