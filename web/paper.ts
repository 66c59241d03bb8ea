import { useSyncExternalStore } from 'react';

// The page on paper: light, whatever it is on the screen, for light letters on white cannot be read; and with
// rows that are not in view, for paper does not scroll.

/** The attribute that Mantine's colours go by. */
const SCHEME = 'data-mantine-color-scheme';

let isPaper = false;
let onScreen: string | null = null;
const listeners = new Set<() => void>();

function turn(isWanted: boolean): void {
  if (isPaper === isWanted) return;
  const root = document.documentElement;
  isPaper = isWanted;
  if (isPaper) {
    onScreen = root.getAttribute(SCHEME);
    root.setAttribute(SCHEME, 'light');
  } else if (onScreen !== null) root.setAttribute(SCHEME, onScreen);
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** From now on the page becomes paper when the browser prints it, and a screen again afterwards. */
export function watchPaper(): void {
  matchMedia('print').addEventListener('change', ({ matches }) => turn(matches));
  // Not every browser tells the change of medium before it has taken its picture of the page.
  addEventListener('beforeprint', () => turn(true));
  addEventListener('afterprint', () => turn(false));
}

/** Whether the page is being put on paper. */
export function usePaper(): boolean {
  return useSyncExternalStore(listen, () => isPaper);
}

/** So long a print waits for rows that are still fetched, in ms, and looks so often. */
const PATIENCE_MS = 4000;
const LOOK_MS = 50;

/**
 * Prints the page once everything that is to stand on the paper is here; `isFetching` tells whether something
 * is still on its way. After some seconds it prints what there is.
 */
export async function printWhole(isFetching: () => boolean): Promise<void> {
  turn(true);
  const until = performance.now() + PATIENCE_MS;
  do await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  while (isFetching() && performance.now() < until);
  print();
  turn(false);
}
