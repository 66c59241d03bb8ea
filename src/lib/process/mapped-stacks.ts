import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findPlace } from './source-place.ts';
import type { PlaceMap } from './source-place.ts';

/** Places of a service come again and again; so many are remembered, and then it begins anew. */
const MOST_PLACES = 2000;

function readMap(file: string): PlaceMap | null {
  try {
    return JSON.parse(readFileSync(fileURLToPath(`${file}.map`), 'utf8')) as PlaceMap;
  } catch {
    // A file without a map, Node's own among them: it is named as it is.
    return null;
  }
}

/** Where a place comes from, as a stack names it; null = its file has no map, or that does not know. */
function sourceOf(map: PlaceMap | null, line: number, column: number): string | null {
  const found = map === null ? null : findPlace(map, line - 1, column - 1);
  if (found === null) return null;
  return `${found.source.replace(/^(?:\.\.\/)+/, '')}:${found.line + 1}:${found.column + 1}`;
}

/**
 * Lets stacks of a bundled program name the file and line of its source (`src/…`) instead of those of the
 * bundle. The map of a file is read where a stack tells of a place of it for the first time, and let go:
 * Node's own support reads all of them at the start, 16 MB, and kept as Node's `SourceMap` each file that a
 * fault came by stayed with up to 12 MB (npm run simulate -- week). Repeatable.
 */
export function mapStacks(): void {
  const places = new Map<string, string | null>();
  Error.prepareStackTrace = (error, sites) => {
    /** Of this stack alone. */
    const maps = new Map<string, PlaceMap | null>();
    const placeOf = (file: string, line: number, column: number): string | null => {
      const key = `${file}:${line}:${column}`;
      const known = places.get(key);
      if (known !== undefined) return known;
      const map = maps.get(file) ?? readMap(file);
      maps.set(file, map);
      if (places.size >= MOST_PLACES) places.clear();
      const place = sourceOf(map, line, column);
      places.set(key, place);
      return place;
    };
    const lines = sites.map((site) => {
      const [file, line, column] = [site.getFileName(), site.getLineNumber(), site.getColumnNumber()];
      const told = `    at ${String(site)}`;
      if (file === null || line === null || column === null) return told;
      const place = placeOf(file, line, column);
      return place === null ? told : told.replace(`${file}:${line}:${column}`, () => place);
    });
    return [String(error), ...lines].join('\n');
  };
}
