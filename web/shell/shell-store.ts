import { useSyncExternalStore } from 'react';

// What is open over the page, and what its places offer to the palette: of one page there is one.

export type Overlay = 'palette' | 'keys' | null;

/** Something that the palette can do or open. */
export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  /** Said beside it, in small print. */
  readonly hint?: string;
  readonly onChoose: () => void;
}

let overlay: Overlay = null;
let offered: readonly PaletteEntry[] = [];
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Opens the palette or the list of keys, or closes what is open. */
export function showOverlay(next: Overlay): void {
  overlay = next;
  tell();
}

/** What is open over the page. */
export function useOverlay(): Overlay {
  return useSyncExternalStore(listen, () => overlay);
}

/** Puts what a place can do into the palette; answers how to take it out again. */
export function offer(entries: readonly PaletteEntry[]): () => void {
  offered = [...offered, ...entries];
  tell();
  return () => {
    offered = offered.filter((entry) => !entries.includes(entry));
    tell();
  };
}

/** What the places that are open offer. */
export function useOffered(): readonly PaletteEntry[] {
  return useSyncExternalStore(listen, () => offered);
}
