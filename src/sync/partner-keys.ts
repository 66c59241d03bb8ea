import { isCompanyNumber } from '../model/company-number.ts';

/** Where a company's number may stand: the field for the ЕИК and that for the VAT number. */
interface NumberFields {
  readonly companyNumber: string;
  readonly vatNumber: string;
}

const SHORTEST_PHONE = 6;
const NATIONAL_DIGITS = 9;
/** `BG` as typed: in Latin letters, in Cyrillic ones, or in Cyrillic ones that look like the Latin. */
const BULGARIAN = /^(?:BG|БГ|ВГ)(?=\d)/;
const FOREIGN_VAT = /^[A-Z]{2}(?=.*\d)[0-9A-Z]{5,13}$/;
const NO_MAILBOX = new Set(
  'noemail nomail noreply donotreply none no na nqma niama nyama няма test example email mail xxx aaa'.split(
    ' ',
  ),
);

function compact(text: string): string {
  return text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Digits that people type to get past a field: repeated (also as a pattern), counting, or of two kinds only.
 */
function isFiller(digits: string): boolean {
  if (new Set(digits).size <= 2 || /^(\d{1,4})\1+$/.test(digits)) return true;
  return isCounting(digits, 1) || isCounting(digits, 9);
}

/** Whether each digit is so many above the one before it, 0 following 9. */
function isCounting(digits: string, step: number): boolean {
  for (let index = 1; index < digits.length; index += 1)
    if ((digits.charCodeAt(index) - digits.charCodeAt(index - 1) + 10) % 10 !== step) return false;
  return true;
}

function foreignVat(text: string): string {
  const number = compact(text);
  return !BULGARIAN.test(number) && FOREIGN_VAT.test(number) ? number : '';
}

function bulgarianNumber(text: string): string {
  const number = compact(text).replace(BULGARIAN, '');
  return isCompanyNumber(number) && !isFiller(number) ? number : '';
}

/**
 * The numbers that a company is known by (I10): a ЕИК with a right check digit, from either field and
 * without the `BG` of a VAT number; a foreign VAT number with its country. Digits of a foreign number are no
 * ЕИК.
 */
export function companyNumbers(fields: NumberFields): readonly string[] {
  // Most buyers are people, and each is held beside several cards.
  if (fields.companyNumber === '' && fields.vatNumber === '') return [];
  const typed = [fields.companyNumber, fields.vatNumber];
  const foreign = typed.map(foreignVat).filter((number) => number !== '');
  const own = typed
    .map(bulgarianNumber)
    .filter((number) => number !== '' && !foreign.some((other) => other.endsWith(number)));
  return [...new Set([...own, ...foreign])];
}

/**
 * E-mails as compared: letter case means nothing to any mail server a shop meets; several in one field; no
 * fillers.
 */
export function comparableEmails(text: string): readonly string[] {
  const addresses = text
    .toLowerCase()
    .split(/[\s,;<>]+/)
    .filter((part) => /^[^@]+@[^@]+\.[^@.]+$/.test(part));
  return [...new Set(addresses)].filter((address) => {
    const mailbox = (address.split('@')[0] ?? '').replace(/[^\p{L}\p{N}]/gu, '');
    return (
      !NO_MAILBOX.has(mailbox) && new Set(mailbox).size > 1 && !(/^\d+$/.test(mailbox) && isFiller(mailbox))
    );
  });
}

/**
 * Phones as compared: the last nine digits, so that +359 888…, 00359 888… and 0888… are one; none for what
 * is too short to tell people apart or a filler. A field may hold several, separated by commas or
 * semicolons.
 */
export function comparablePhones(text: string): readonly string[] {
  return text
    .split(/[,;]/)
    .map((part) => part.replace(/[^0-9]/g, '').replace(/^(?:00359|359)?0?/, ''))
    .filter((digits) => digits.length >= SHORTEST_PHONE)
    .map((digits) => digits.slice(-NATIONAL_DIGITS))
    .filter((digits) => !isFiller(digits));
}
