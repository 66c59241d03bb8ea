import { useSyncExternalStore } from 'react';

/** The pieces of an address behind its `#/`. One that cannot be decoded stands as it was written. */
export function piecesOf(hash: string): readonly string[] {
  return hash
    .replace(/^#\/?/, '')
    .split('?')[0]!
    .split('/')
    .filter((piece) => piece !== '')
    .map((piece) => {
      try {
        return decodeURIComponent(piece);
      } catch {
        return piece;
      }
    });
}

/** What stands behind the `?` of an address: filters of the list that is shown. */
export function queryOf(hash: string): URLSearchParams {
  const at = hash.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : hash.slice(at + 1));
}

/** The address with these filters; '' = none. Others stay. */
export function withQuery(hash: string, change: Readonly<Record<string, string>>): string {
  const query = queryOf(hash);
  for (const [key, value] of Object.entries(change))
    if (value === '') query.delete(key);
    else query.set(key, value);
  const text = query.toString();
  return `${hash.split('?')[0] || '#/'}${text === '' ? '' : `?${text}`}`;
}

/**
 * The address that was last told of. The browser changes its own before it tells anybody: whoever draws
 * anew in between would be elsewhere already, and nobody could ask first whether typed changes are to be
 * lost.
 */
let told: string | null = null;
/** Whether an address may be gone to; null: every one may. */
let mayGo: ((wanted: string) => boolean) | null = null;

/**
 * Asks this before another address is gone to; one that may not be is put back. Answers how to ask no more.
 */
export function guardRoute(ask: (wanted: string) => boolean): () => void {
  mayGo = ask;
  return () => {
    if (mayGo === ask) mayGo = null;
  };
}

/** Who follows the address: the browser tells nobody of one that takes another's place. */
const followers = new Set<() => void>();

function follow(onChange: () => void): () => void {
  followers.add(onChange);
  const hear = (): void => {
    const wanted = location.hash;
    if (told !== null && wanted !== told && mayGo?.(wanted) === false) history.replaceState(null, '', told);
    else told = wanted;
    onChange();
  };
  addEventListener('hashchange', hear);
  return () => {
    followers.delete(onChange);
    removeEventListener('hashchange', hear);
  };
}

function here(): string {
  told ??= location.hash;
  return told;
}

/** The address behind `#/`, in pieces; a link changes it, the page follows. */
export function useRoute(): readonly string[] {
  return piecesOf(useSyncExternalStore(follow, here));
}

/** What stands behind the `?` of the address, as it is now. */
export function useQueryText(): string {
  return useSyncExternalStore(follow, () => queryOf(here()).toString());
}

/**
 * Puts these filters into the address; '' = none. What is typed takes the place of the address before, so
 * that Back does not go letter by letter.
 */
export function putQuery(change: Readonly<Record<string, string>>, isTyped: boolean): void {
  const next = withQuery(here(), change);
  if (next === here()) return;
  if (!isTyped) {
    location.hash = next;
    return;
  }
  history.replaceState(null, '', next);
  told = next;
  for (const onChange of followers) onChange();
}

/** As `linkTo`, within the list that is shown: its filters stay. */
export function linkWithin(...parts: readonly string[]): string {
  const text = queryOf(here()).toString();
  return `${linkTo(...parts)}${text === '' ? '' : `?${text}`}`;
}

/** Goes to a place, as `linkWithin` would. */
export function goWithin(...parts: readonly string[]): void {
  location.hash = linkWithin(...parts);
}

/** The link to a place: `linkTo('server', name, 'orders', '123')`. */
export function linkTo(...parts: readonly string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

/** Goes to a place, as its link would. */
export function goTo(...parts: readonly string[]): void {
  location.hash = linkTo(...parts);
}
