/** Where two codes part, in words of no language: letter and code point on either side. */
export function codeDifference(left: string, right: string): string {
  const [one, other] = [[...left], [...right]];
  const at = one.findIndex((letter, index) => letter !== other[index]);
  const place = at < 0 ? one.length : at;
  const told = (letter: string | undefined): string =>
    letter === undefined
      ? '–'
      : `${letter} U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return `${place + 1}: ${told(one[place])} ≠ ${told(other[place])}`;
}

/** Records whose code only looks like another, each with where it parts, for people (E4). */
export function nearCodes(
  code: string,
  records: readonly { readonly id: number; readonly code: string }[],
): string {
  return records.map((each) => `${each.id}: „${each.code}“ (${codeDifference(code, each.code)})`).join('; ');
}
