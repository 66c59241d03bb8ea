const MASK = '***';

/** Ways in which a secret comes into a text of somebody else's: addresses, headers, fields of forms and JSON. */
const PLACES: readonly (readonly [RegExp, string])[] = [
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']*@/gi, `$1${MASK}@`],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, `$1 ${MASK}`],
  [
    /((?:password|passwd|pwd|secret|token|signature|api[-_]?key|authorization)["']?\s*[:=]\s*["']?)[^\s"'&,;}]+/gi,
    `$1${MASK}`,
  ],
  // What stands behind an address names records, and at webhooks is the secret itself.
  [/(\bhttps?:\/\/[^\s/"'?#]+)[/?#][^\s"']*/gi, `$1/${MASK}`],
];

/** A text that others have written, without what may be a secret in it. */
export function maskSecrets(text: string): string {
  return PLACES.reduce((masked, [place, by]) => masked.replace(place, by), text);
}
