const CYRILLIC = [...'абвгдежзиклмнопрстуфхцчшщъьюяыэ'];
const LATIN = 'a b v g d e zh z i k l m n o p r s t u f h c ch sh sht a i iu ia i e'.split(' ');
const TO_LATIN = new Map(CYRILLIC.map((letter, index) => [letter, LATIN[index] ?? letter]));
/** A card keeps no more than 255 characters of a name: what may have been cut is not compared. */
const COMPARED = 200;
/** Forms of companies, as they come out of the same spelling that names are compared in. */
const LEGAL_FORMS = new Set(
  'eood ood ead ad et sd kd kda dzzd adsic ltd llc gmbh inc sarl srl spa doo ooo plc'.split(' '),
);

/**
 * The words of a name as compared: small Latin letters, so that Иван Йорданов and IVAN IORDANOV or Jordanov
 * are one; accents, punctuation, doubled letters and the spellings of й, я, ю and ц mean nothing.
 */
function words(name: string): readonly string[] {
  const plain = name
    .slice(0, COMPARED)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '');
  let latin = '';
  for (const letter of plain) latin += TO_LATIN.get(letter) ?? letter;
  return latin
    .replace(/[jy]/g, 'i')
    .replace(/ts|tz/g, 'c')
    .replaceAll('w', 'v')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => (LEGAL_FORMS.has(word) ? word : word.replace(/(\p{L})\1+/gu, '$1')));
}

/** A name with a legal form (ЕООД, АД, ЕТ, GmbH …) is a company's. */
export function isCompanyName(name: string): boolean {
  return words(name).some((word) => LEGAL_FORMS.has(word));
}

/**
 * Two names do not contradict each other (I10): every word of the shorter one stands in the longer, an
 * initial for a word that begins with it; legal forms and order mean nothing. A missing name contradicts
 * nobody.
 */
export function namesAgree(left: string, right: string): boolean {
  // Who buys again mostly writes himself as before.
  if (left === right) return true;
  const [shorter = [], longer = []] = [left, right]
    .map((name) => words(name).filter((word) => !LEGAL_FORMS.has(word)))
    .sort((a, b) => a.length - b.length);
  return shorter.every((word) =>
    longer.some(
      (other) =>
        word === other ||
        (word.length === 1 && other.startsWith(word)) ||
        (other.length === 1 && word.startsWith(other)),
    ),
  );
}
