import { WireFault } from './wire-fault.ts';

export type Headers = Readonly<Record<string, string | string[] | undefined>>;

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Unpacked and decoded, without byte order marks. */
  readonly body: string;
  /** A page for people where data was expected. */
  readonly isHtml: boolean;
}

const HTML = /^\s*(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)\b/i;
const HEAD_LETTERS = 4000;
/** Words on the pages of firewalls and bot walls. */
const WALL = new RegExp(
  [
    'just a moment|attention required|security check|access denied|blocked by|captcha',
    'cf-chl|challenge-platform|_incapsula_|sucuri|ddos-guard|mod_security|web application firewall',
  ].join('|'),
  'i',
);

/** A header as one text; '' when it is not there. */
export function headerOf(headers: Headers, name: string): string {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : (value ?? '');
}

const LONGEST_ASKED_MS = 300_000;

/** Milliseconds of a Retry-After header, in seconds or as an HTTP date; null when it says nothing usable. */
export function readRetryAfter(header: string, nowMs: number): number | null {
  if (header.trim() === '') return null;
  const seconds = Number(header);
  const asked = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - nowMs;
  return Number.isFinite(asked) && asked >= 0 ? Math.min(asked, LONGEST_ASKED_MS) : null;
}

/**
 * True when not the server but what stands before it has answered: it says so itself (`cf-mitigated`), or
 * refuses with a page for people where the server's own refusals are data.
 */
function isWall(status: number, headers: Headers, page: string | null): boolean {
  if (headerOf(headers, 'cf-mitigated') !== '') return true;
  if (page === null) return false;
  return status === 403 || ((status === 401 || status === 406 || status === 503) && WALL.test(page));
}

/**
 * An answer with a body for the adapter. Throws a WireFault for those that no adapter can use: 429, 5xx, a
 * wall's, a page behind a success.
 */
export function judge(answer: {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly retryAfterMs: number | null;
}): HttpAnswer {
  const { status, headers, text, retryAfterMs } = answer;
  const head = text.slice(0, HEAD_LETTERS);
  const isHtml = HTML.test(head);
  if (isWall(status, headers, isHtml ? head : null)) throw new WireFault('wall', `HTTP ${status}`);
  if (status === 429) throw new WireFault('busy', '429', { retryAfterMs });
  if (status >= 500) throw new WireFault('broken', String(status), { retryAfterMs });
  // Behind a page of "maintenance" the server may have done what was asked.
  if (isHtml && status < 300) throw new WireFault('page', 'HTML');
  return { status, headers, body: text, isHtml };
}
