/** Entities that shops write into texts; anything else that looks like one stays as it is. */
const NAMED: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  nbsp: '\u00a0',
  ensp: '\u2002',
  emsp: '\u2003',
  thinsp: '\u2009',
  laquo: '«',
  raquo: '»',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  middot: '·',
  euro: '€',
  pound: '£',
  cent: '¢',
  sect: '§',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  micro: 'µ',
  plusmn: '±',
  times: '×',
  divide: '÷',
  frac12: '½',
  frac14: '¼',
  frac34: '¾',
  sup2: '²',
  sup3: '³',
  permil: '‰',
  numero: '№',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  agrave: 'à',
  acirc: 'â',
  ccedil: 'ç',
};
const REFERENCE = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}\d{0,2}));/gi;
const GREATEST = 0x10ffff;
const ASTRAL = /[\u{10000}-\u{10ffff}]/gu;
/** A shop that escapes twice is met; what is still escaped then is the text itself. */
const MOST_LAYERS = 3;

function characterOf(code: number, reference: string): string {
  const isWhole = code > 0 && code <= GREATEST && !(code >= 0xd800 && code <= 0xdfff);
  return isWhole ? String.fromCodePoint(code) : reference;
}

/** The text with its HTML entities resolved once: a shop may keep names as HTML and tell them so. */
export function resolveEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (reference: string, ten?: string, sixteen?: string, name?: string) => {
    if (ten !== undefined) return characterOf(Number(ten), reference);
    if (sixteen !== undefined) return characterOf(Number.parseInt(sixteen, 16), reference);
    return NAMED[name ?? ''] ?? NAMED[(name ?? '').toLowerCase()] ?? reference;
  });
}

/**
 * The text without characters above U+FFFF: a shop whose database keeps three bytes to a character cuts the
 * text off there (facts/seliton.md section 11).
 */
export function withoutAstral(text: string): string {
  return text.replace(ASTRAL, '');
}

function comparable(text: string): string {
  let resolved = text;
  for (let layer = 0; layer < MOST_LAYERS && resolved.includes('&'); layer += 1)
    resolved = resolveEntities(resolved);
  return withoutAstral(resolved).normalize('NFC').replaceAll(/\s+/g, ' ').trim();
}

/**
 * Whether two texts are one to a reader: entities resolved on both sides, letters composed alike, blanks
 * counted once, characters that the shop cannot keep left out. Another spelling by the shop is no difference.
 */
export function isSameText(left: string, right: string): boolean {
  return left === right || comparable(left) === comparable(right);
}
