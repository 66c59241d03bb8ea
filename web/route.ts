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

function follow(onChange: () => void): () => void {
  const hear = (): void => {
    const wanted = location.hash;
    if (told !== null && wanted !== told && mayGo?.(wanted) === false) history.replaceState(null, '', told);
    else told = wanted;
    onChange();
  };
  addEventListener('hashchange', hear);
  return () => removeEventListener('hashchange', hear);
}

function here(): string {
  told ??= location.hash;
  return told;
}

/** The address behind `#/`, in pieces; a link changes it, the page follows. */
export function useRoute(): readonly string[] {
  return piecesOf(useSyncExternalStore(follow, here));
}

/** The link to a place: `linkTo('server', name, 'orders', '123')`. */
export function linkTo(...parts: readonly string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

/** Goes to a place, as its link would. */
export function goTo(...parts: readonly string[]): void {
  location.hash = linkTo(...parts);
}
