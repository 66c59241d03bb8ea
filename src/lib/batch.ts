/** Cuts a list into parts of at most `size`; the last may be shorter. */
export function batches<T>(records: readonly T[], size: number): readonly (readonly T[])[] {
  const parts: (readonly T[])[] = [];
  for (let start = 0; start < records.length; start += size) parts.push(records.slice(start, start + size));
  return parts;
}

/**
 * Gathers batches of any size into batches of at least `size` (the last may be smaller), keeping the order.
 */
export async function* regroup<T>(
  source: AsyncIterable<readonly T[]>,
  size: number,
): AsyncGenerator<readonly T[]> {
  let gathered: T[] = [];
  for await (const batch of source) {
    gathered.push(...batch);
    if (gathered.length >= size) {
      yield gathered;
      gathered = [];
    }
  }
  if (gathered.length > 0) yield gathered;
}
