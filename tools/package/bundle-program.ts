import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { rolldown } from 'rolldown';
import type { OutputChunk, Plugin } from 'rolldown';
import { ROOT } from './root.ts';

// The program as few files: what is loaded together lies together, so that a start reads 30 instead of 600.

/**
 * Libraries that stay folders of their own: drivers, which may be left out, and what loads parts of itself by
 * name. Each is loaded only when it is used.
 */
export const OUTSIDE = [
  'mysql2',
  'pg',
  'pg-boss',
  '@nats-io/transport-node',
  'tedious',
  'tarn',
  'pino',
  'nodemailer',
  'prom-client',
  'undici',
] as const;

/** Where the bundled program lies in a package, beside its `package.json`. */
const PLACE = 'program';
/** Files beside sources that the program reads when it runs. */
const READ = /\.(?:sql|css)$/;
const ENTRY = 'entry:';

const isOutside = (name: string): boolean =>
  name.startsWith('node:') || OUTSIDE.some((outside) => name === outside || name.startsWith(`${outside}/`));

/** A name with `/` between its folders, as the bundler and addresses have it. */
const slashed = (path: string): string => path.split(sep).join('/');

/** The text of a file that a process or a thread begins with: stacks are mapped before anything else. */
function entryText(source: string): string {
  const [mapping, begun] = ['src/lib/process/mapped-stacks.ts', source].map((file) =>
    JSON.stringify(join(ROOT, file)),
  );
  return `import { mapStacks } from ${mapping};\nmapStacks();\nawait import(${begun});\n`;
}

/**
 * What a source finds by its own place it finds as before: files are laid down where they lie in the clone,
 * and a source that a thread begins with becomes a file that may be begun with. No line is moved by it, so
 * that the maps hold.
 */
const ownPlaces: Plugin = {
  name: 'own-places',
  resolveId: (name) => (name.startsWith(ENTRY) ? name : null),
  load: (id) => (id.startsWith(ENTRY) ? entryText(id.slice(ENTRY.length)) : null),
  transform(code, id) {
    const place = slashed(relative(ROOT, id));
    if (!place.startsWith('src/') || !code.includes('import.meta.url')) return null;
    const own = `new URL(${JSON.stringify(`../${place}`)}, import.meta.url)`;
    const placed = code.replaceAll(
      /new URL\('([^']+)\.ts', import\.meta\.url\)|import\.meta\.url/g,
      (_, thread: string | undefined) => {
        if (thread === undefined) return `${own}.href`;
        const fileName = `${thread}.js`;
        this.emitFile({ type: 'chunk', id: `${ENTRY}${dirname(place)}/${thread}.ts`, fileName });
        return `new URL('./${fileName}', import.meta.url)`;
      },
    );
    return { code: placed, map: null };
  },
};

/** The package that a module is of, by its folder below the clone; null = ours. */
function packageOf(module: string): string | null {
  const place = slashed(relative(ROOT, module));
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(place)?.[0] ?? null;
}

/** What the licences of the bundled libraries ask for: their names and texts. */
function licences(chunks: readonly OutputChunk[]): string {
  const modules = chunks.flatMap((chunk) => chunk.moduleIds);
  const folders = new Set(modules.flatMap((id) => packageOf(id) ?? []));
  const notes = [...folders].toSorted().map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(join(ROOT, folder, 'package.json'), 'utf8'),
    ) as Record<'name' | 'version' | 'license', string>;
    const file = readdirSync(join(ROOT, folder)).find((each) => /^licen[cs]e/i.test(each));
    const text = file === undefined ? '' : `\n${readFileSync(join(ROOT, folder, file), 'utf8').trim()}\n`;
    return `${name} ${version}: ${license}\n${text}`;
  });
  return `Libraries that are part of the files of this folder, and their licences.\n\n${notes.join('\n\n')}`;
}

function lay(to: string, place: string, text: string | Uint8Array): void {
  const file = join(to, place);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The map of a chunk without the sources themselves: a stack needs lines alone. */
function leanMap({ map }: OutputChunk): string {
  const { version, sources = [], names = [], mappings = '' } = map ?? {};
  return JSON.stringify({ version, sources, names, mappings, sourcesContent: [] });
}

/**
 * Lays the bundled program down in a folder: `program/main.js` and what it loads, their maps and licences, and
 * below `src` the files that it reads. The libraries of `OUTSIDE`, the page and `package.json` are not among
 * it. `begun` is the source that it begins with, by its place in the clone. Rejects with the bundler's words.
 */
export async function bundleProgram(to: string, begun = 'src/main.ts'): Promise<void> {
  const bundle = await rolldown({
    input: { main: `${ENTRY}${begun}` },
    platform: 'node',
    external: isOutside,
    plugins: [ownPlaces],
    onLog: (level, log) => {
      if (level === 'warn') throw new Error(log.message);
    },
  });
  try {
    const { output } = await bundle.generate({
      dir: join(ROOT, PLACE),
      format: 'esm',
      sourcemap: true,
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
    });
    const chunks = output.filter((file) => file.type === 'chunk');
    for (const chunk of chunks) {
      lay(to, `${PLACE}/${chunk.fileName}`, chunk.code);
      lay(to, `${PLACE}/${chunk.fileName}.map`, leanMap(chunk));
    }
    lay(to, `${PLACE}/LICENSES`, licences(chunks));
  } finally {
    await bundle.close();
  }
  for (const entry of readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !READ.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    lay(to, relative(ROOT, file), readFileSync(file));
  }
}
