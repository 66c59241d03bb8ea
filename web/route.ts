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

function follow(onChange: () => void): () => void {
  addEventListener('hashchange', onChange);
  return () => removeEventListener('hashchange', onChange);
}

/** The address behind `#/`, in pieces; a link changes it, the page follows. */
export function useRoute(): readonly string[] {
  return piecesOf(useSyncExternalStore(follow, () => location.hash));
}

/** The link to a place: `linkTo('server', name, 'orders', '123')`. */
export function linkTo(...parts: readonly string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

/** Goes to a place, as its link would. */
export function goTo(...parts: readonly string[]): void {
  location.hash = linkTo(...parts);
}
