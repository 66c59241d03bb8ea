import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WEB = join(ROOT, 'web');
/** What the page is made of: itself, its words and the contract of its calls. */
const SOURCES = [WEB, ...['texts', 'api', 'model'].map((room) => join(ROOT, 'src', room))];
const BUILT = join(ROOT, 'dist/web');
/** What builds the page: of a clone, never of what is installed. */
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js');

/** When the newest file below a folder was changed; 0 = there is none. */
async function newest(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const times = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).mtimeMs),
  );
  return Math.max(0, ...times);
}

/** Builds the page from `web` into `dist/web`, as it is shipped; about two seconds. Rejects with vite's words. */
export async function buildPage(): Promise<void> {
  const options = ['build', WEB, '--config', join(WEB, 'vite.config.ts'), '--logLevel', 'warn'];
  // Whatever this process is run as (vitest says `test`), the page is the finished one.
  await promisify(execFile)(process.execPath, [VITE, ...options], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

/**
 * Builds the page of a clone when it is missing or older than its sources. Where vite is not installed
 * (`npm ci --omit=dev`) it stays as it is: nothing is built on a user's machine. Repeatable.
 */
export async function buildPageIfOlder(): Promise<void> {
  if (!existsSync(VITE)) return;
  const sources = Math.max(...(await Promise.all(SOURCES.map(newest))));
  if (sources > (await newest(BUILT))) await buildPage();
}

/** Called by vitest once, before anything is tested: the page that the tests walk is that of its sources. */
export const setup = buildPageIfOlder;

if (import.meta.main) await (process.argv.includes('--if-older') ? buildPageIfOlder() : buildPage());
