import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import type { SourceMapPayload } from 'node:module';
import { fileURLToPath } from 'node:url';

function readMap(file: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(fileURLToPath(`${file}.map`), 'utf8')) as SourceMapPayload);
  } catch {
    // A file without a map, Node's own among them: it is named as it is.
    return null;
  }
}

/**
 * Lets stacks of a bundled program name the file and line of its source (`src/…`) instead of those of the
 * bundle. The map of a file is read when a stack of it is told for the first time: Node's own support reads
 * all of them at the start, 16 MB. Repeatable.
 */
export function mapStacks(): void {
  const maps = new Map<string, SourceMap | null>();
  const mapOf = (file: string): SourceMap | null => {
    const kept = maps.get(file);
    if (kept !== undefined) return kept;
    const read = readMap(file);
    maps.set(file, read);
    return read;
  };
  Error.prepareStackTrace = (error, sites) => {
    const lines = sites.map((site) => {
      const [file, line, column] = [site.getFileName(), site.getLineNumber(), site.getColumnNumber()];
      const told = `    at ${String(site)}`;
      if (file === null || line === null || column === null) return told;
      const found = mapOf(file)?.findEntry(line - 1, column - 1);
      if (found === undefined || !('originalSource' in found)) return told;
      const source = found.originalSource.replace(/^(?:\.\.\/)+/, '');
      const place = `${source}:${found.originalLine + 1}:${found.originalColumn + 1}`;
      return told.replace(`${file}:${line}:${column}`, () => place);
    });
    return [String(error), ...lines].join('\n');
  };
}
