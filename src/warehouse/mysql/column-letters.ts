/**
 * What a character set of MySQL is called where its letters are told; absent: it has all that three bytes
 * hold.
 */
const ENCODINGS: Readonly<Record<string, string>> = {
  cp1251: 'windows-1251',
  latin1: 'windows-1252',
  cp1250: 'windows-1250',
  latin2: 'iso-8859-2',
  latin5: 'windows-1254',
  latin7: 'iso-8859-13',
  cp1256: 'windows-1256',
  cp1257: 'windows-1257',
  cp866: 'ibm866',
  koi8r: 'koi8-r',
  koi8u: 'koi8-u',
  greek: 'iso-8859-7',
  hebrew: 'iso-8859-8',
  tis620: 'windows-874',
};
const ASCII = 0x80;
const HIGHEST_BYTE = 0xff;
const ASTRAL = /[\u{10000}-\u{10FFFF}\uD800-\uDFFF]/gu;
const MARKS = /\p{M}/gu;

/** Letters that no decomposition takes apart, and signs, as people write them without their own key. */
const NEAREST: Readonly<Record<string, string>> = {
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  Ø: 'O',
  ø: 'o',
  Æ: 'AE',
  æ: 'ae',
  Œ: 'OE',
  œ: 'oe',
  ß: 'ss',
  ı: 'i',
  Þ: 'Th',
  þ: 'th',
  Ђ: 'Dj',
  ђ: 'dj',
  Є: 'Е',
  є: 'е',
  І: 'И',
  і: 'и',
  Ї: 'Й',
  ї: 'й',
  Ґ: 'Г',
  ґ: 'г',
  '№': 'No',
  '€': 'EUR',
  '„': '"',
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
  '\u202f': ' ',
  '×': 'x',
  '°': 'o',
  '²': '2',
  '³': '3',
  '½': '1/2',
};

/** Bulgarian in Latin letters, by the law on transliteration of 2009. */
const LATIN: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sht',
  ъ: 'a',
  ь: 'y',
  ю: 'yu',
  я: 'ya',
  ы: 'y',
  э: 'e',
  ё: 'yo',
};

function inLatin(letter: string): string | undefined {
  const low = letter.toLowerCase();
  const latin = LATIN[low];
  if (latin === undefined || low === letter) return latin;
  return latin.charAt(0).toUpperCase() + latin.slice(1);
}

function lettersOf(charset: string): ReadonlySet<string> | null {
  const name = charset.toLowerCase();
  if (name === 'ascii') return new Set();
  const encoding = ENCODINGS[name];
  if (encoding === undefined) return null;
  const decoder = new TextDecoder(encoding);
  const bytes = Array.from({ length: HIGHEST_BYTE - ASCII + 1 }, (_, index) => index + ASCII);
  return new Set(
    bytes.map((byte) => decoder.decode(Uint8Array.of(byte))).filter((letter) => letter !== '\ufffd'),
  );
}

/**
 * Makes texts such that columns of these character sets can hold them: a letter that one of them lacks
 * becomes the nearest that they have (Ș → S, ü → u, in Latin letters where there are no Cyrillic ones),
 * else "?". Characters of more than three bytes are left out (I6). The same text always becomes the same.
 */
export function textFor(charsets: Iterable<string>): (text: string) => string {
  const sets = [...new Set(charsets)].flatMap((charset) => lettersOf(charset) ?? []);
  const has = (letter: string): boolean =>
    (letter.codePointAt(0) ?? 0) < ASCII || sets.every((letters) => letters.has(letter));
  const fits = (text: string): boolean => [...text].every(has);
  const nearest = (letter: string): string => {
    const base = letter.normalize('NFKD').replace(MARKS, '');
    const tried = [base, NEAREST[letter], NEAREST[base], inLatin(letter), inLatin(base)];
    return tried.find((text) => text !== undefined && text !== '' && fits(text)) ?? '?';
  };
  return (text) => {
    const held = text.normalize('NFC').replace(ASTRAL, '');
    if (sets.length === 0 || fits(held)) return held;
    return Array.from(held, (letter) => (has(letter) ? letter : nearest(letter))).join('');
  };
}
