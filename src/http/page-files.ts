import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Context, Hono } from 'hono';
import { contentPolicy } from './guard.ts';
import type { HttpEnv } from './http-parts.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};
const NONCE_BYTES = 16;
/** The build names files by their content: what was fetched once never changes. */
const FOREVER = 'public, max-age=31536000, immutable';

const NOT_BUILT = `<!doctype html><html lang="bg"><meta charset="utf-8"><title>Skladbridge</title>
<h1>Страницата не е построена</h1><p>Пуснете <code>npm run build</code> и презаредете.</p>
<h1 lang="en">The page is not built</h1><p lang="en">Run <code>npm run build</code> and reload.</p></html>`;

const NOT_FOUND = `<!doctype html><html lang="bg"><meta charset="utf-8"><title>404 – Skladbridge</title>
<h1>Няма такава страница</h1><p><a href="/">Към началото</a></p>
<h1 lang="en">There is no such page</h1><p lang="en"><a href="/">To the beginning</a></p></html>`;

/** What a path that leads nowhere answers. */
export function notFound(context: Context): Response | Promise<Response> {
  return context.html(NOT_FOUND, 404);
}

async function fileOf(folder: string, path: string): Promise<Buffer | null> {
  let name: string;
  try {
    name = normalize(decodeURIComponent(path));
  } catch {
    return null;
  }
  const file = join(folder, name);
  // Whatever the path says, nothing outside the folder is read.
  if (!file.startsWith(folder + sep) || name.includes('\0')) return null;
  return readFile(file).catch(() => null);
}

/** The page, with a word of its own for the style elements that its components make: no other is let in. */
function pageItself(context: Context, html: string): Response {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  context.header('Content-Security-Policy', contentPolicy(`'nonce-${nonce}'`));
  context.header('Cache-Control', 'no-cache');
  return context.html(html.replace('__STYLE_NONCE__', nonce));
}

/**
 * Serves the built page at `/` and its files by name; the page finds its way by what stands behind `#`. It
 * holds no data, so it needs no session.
 */
export function pageFiles(hono: Hono<HttpEnv>, folder: string | null): void {
  hono.get('*', async (context: Context) => {
    const { path } = context.req;
    const isAsset = extname(path) !== '';
    if (!isAsset && path !== '/') return notFound(context);
    if (folder === null) return context.html(NOT_BUILT, 503);
    const body = isAsset ? await fileOf(folder, path) : await fileOf(folder, '/index.html');
    if (body === null) return notFound(context);
    if (!isAsset) return pageItself(context, body.toString('utf8'));
    context.header('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
    context.header('Cache-Control', path.startsWith('/assets/') ? FOREVER : 'no-cache');
    return context.body(new Uint8Array(body));
  });
}
