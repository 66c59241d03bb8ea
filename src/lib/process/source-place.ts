/** A source map as the bundler lays it down; sources are named from the folder of the bundle. */
export interface PlaceMap {
  readonly mappings: string;
  readonly sources: readonly string[];
}

/** A place in a source; line and column are counted from 0. */
export interface SourcePlace {
  readonly source: string;
  readonly line: number;
  readonly column: number;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const [COMMA, SEMICOLON] = [','.charCodeAt(0), ';'.charCodeAt(0)];
/** Of a digit five bits count; the sixth says that another follows. */
const [VALUE_BITS, VALUE, MORE] = [5, 31, 32];
/** What a mapping that leads to a source tells at least: its column, the source, line and column there. */
const LEADS = 4;

const values = new Uint8Array(128);
for (let digit = 0; digit < DIGITS.length; digit += 1) values[DIGITS.charCodeAt(digit)] = digit;

/**
 * Where a place of the bundle, counted from 0, comes from: by the last mapping at it or before it. Null where
 * that leads to no source. Reads from the beginning, as every mapping counts on from the one before it, and
 * keeps nothing: Node's `SourceMap` makes an object of each mapping, 12 MB of one of our bundles.
 */
export function findPlace(map: PlaceMap, line: number, column: number): SourcePlace | null {
  const { mappings, sources } = map;
  /** Column in the bundle, source, line and column in it, name: each counted on from the mapping before. */
  const at = new Int32Array(5);
  const found = new Int32Array(3).fill(-1);
  let [bundleLine, field, value, shift] = [0, 0, 0, 0];
  for (let index = 0; index <= mappings.length; index += 1) {
    const code = index < mappings.length ? mappings.charCodeAt(index) : SEMICOLON;
    if (code === COMMA || code === SEMICOLON) {
      if (field > 0) {
        if (bundleLine > line || (bundleLine === line && (at[0] ?? 0) > column)) break;
        if (field < LEADS) found.fill(-1);
        else found.set(at.subarray(1, LEADS));
      }
      field = 0;
      if (code === COMMA) continue;
      bundleLine += 1;
      at[0] = 0;
      continue;
    }
    const digit = values[code] ?? 0;
    value += (digit & VALUE) << shift;
    shift += VALUE_BITS;
    if ((digit & MORE) !== 0) continue;
    at[field] = (at[field] ?? 0) + ((value & 1) === 1 ? -(value >> 1) : value >> 1);
    field += 1;
    [value, shift] = [0, 0];
  }
  const [from = -1, foundLine = 0, foundColumn = 0] = found;
  const source = sources[from];
  return source === undefined ? null : { source, line: foundLine, column: foundColumn };
}
