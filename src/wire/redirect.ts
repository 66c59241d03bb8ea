/** Where an answer sends its asker. */
export interface Redirect {
  /** The whole address; may carry secrets. */
  readonly url: string;
  /** The address that a person should type instead: without what we have put behind it. */
  readonly leadsTo: string;
  /** It leads to another page under the address that was typed: no other address would help. */
  readonly isHere: boolean;
  /** It leads from TLS to none. */
  readonly isDowngrade: boolean;
}

const STATUSES = new Set([301, 302, 303, 307, 308]);

/** The redirect in an answer; null when it is none, or leads nowhere. */
export function redirectOf(
  url: string,
  request: { readonly base: string; readonly path: string },
  answer: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  },
): Redirect | null {
  const { location } = answer.headers;
  if (!STATUSES.has(answer.statusCode) || typeof location !== 'string') return null;
  if (!URL.canParse(location, url)) return null;
  const target = new URL(location, url);
  if (target.protocol !== 'http:' && target.protocol !== 'https:') return null;
  const from = new URL(url);
  const typed = typedAddress(target, request.path);
  return {
    url: target.href,
    leadsTo: typed ?? target.origin,
    isHere: typed === null ? target.origin === from.origin : typed === request.base,
    isDowngrade: from.protocol === 'https:' && target.protocol === 'http:',
  };
}

/** The target without the path that we ask for; null when it leads to another page. */
function typedAddress(target: URL, path: string): string | null {
  const asked = path.split('?')[0] ?? '';
  if (asked === '' || !target.pathname.endsWith(asked)) return null;
  return `${target.origin}${target.pathname.slice(0, -asked.length)}`;
}
