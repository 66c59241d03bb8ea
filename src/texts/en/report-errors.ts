import type { ErrorText } from '../texts.ts';

/** Errors of reporting to a hosted page. */
export const REPORT_ERRORS = {
  'report.tokenWrong': {
    what: 'The page that is reported to does not accept this token.',
    remedy: 'It was revoked or mistyped. Ask whoever has the page for another one, and enter it.',
  },
  'report.otherSender': {
    what: 'Another installation reports with this token already.',
    remedy:
      'Each shop has a token of its own. If the program is on another PC now, ask for a new token of the same shop and enter it.',
  },
  'report.suspended': {
    what: 'The page that is reported to takes no reports: the firm is suspended there.',
    remedy:
      "The shop's work goes on. Ask whoever has the page; as soon as the firm is open again, the next report holds everything.",
  },
  'report.tooOften': {
    what: 'Reports come too often.',
    remedy: 'Nothing is lost: the next one is taken in {seconds} s.',
  },
  'report.notSet': {
    what: 'It reports nowhere.',
    remedy: 'Enter the address of the page and the token that you were given for the shop.',
  },
  'report.tokenMissing': {
    what: 'The token of the shop is missing.',
    remedy: 'Enter it: another address needs it anew. Whoever has the page gives it.',
  },
  'report.tokenMalformed': {
    what: 'This is no token of a shop.',
    remedy: 'A token is 43 Latin letters, digits, hyphens and underscores. Copy all of it and nothing else.',
  },
  'report.addressMalformed': {
    what: '"{value}" is no address of a page.',
    remedy: 'Enter it as it is opened in a browser, such as https://sklad.example.bg.',
  },
  'report.notSecure': {
    what: 'Reports to {value} would leave unprotected, and the token with them.',
    remedy: 'Enter an address that begins with https://.',
  },
  'report.notSent': {
    what: 'The report did not reach {host} ({reason}).',
    remedy: "The shop's work goes on. The program will try again; the next report holds everything.",
  },
  'reportedShop.notFound': {
    what: 'There is no reporting shop number {id}.',
    remedy: 'Somebody has removed it. Open the list again.',
  },
  'reportedShop.nameTaken': {
    what: 'There is a reporting shop "{name}" already.',
    remedy: 'Choose another name, or give the one that is there a new token.',
  },
  'reportedShop.nameMalformed': {
    what: '"{name}" cannot be the name of a shop.',
    remedy: 'A name has 1 to 80 characters and no blanks at its ends.',
  },
} as const satisfies Readonly<Record<string, ErrorText>>;
