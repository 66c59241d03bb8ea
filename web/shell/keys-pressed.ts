/** What a person means by a key: the palette, paper, the list of keys, a search, a place by its number. */
export type Wish =
  | { readonly kind: 'palette' }
  | { readonly kind: 'print' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'search' }
  | { readonly kind: 'place'; readonly index: number };

/** As much of a key event as is looked at. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Keys that are pressed with Ctrl or ⌘: by their letter, and by their place for other alphabets. */
const TOGETHER = { k: 'palette', KeyK: 'palette', p: 'print', KeyP: 'print' } as const;

/**
 * The wish behind a key; null = none of ours. Letters are found by their place too: on a Bulgarian keyboard
 * they are others. `isTyping`: the key goes into a field, where single keys are letters.
 */
export function wishOf(pressed: Pressed, isTyping: boolean): Wish | null {
  const { key, code, ctrlKey, metaKey, altKey } = pressed;
  if (altKey) return null;
  if (ctrlKey || metaKey) {
    const kinds: Readonly<Record<string, 'palette' | 'print' | undefined>> = TOGETHER;
    const kind = kinds[key.toLowerCase()] ?? kinds[code];
    return kind === undefined || pressed.shiftKey ? null : { kind };
  }
  if (isTyping) return null;
  if (key === '?') return { kind: 'keys' };
  if (key === '/') return { kind: 'search' };
  return /^[1-9]$/.test(key) ? { kind: 'place', index: Number(key) - 1 } : null;
}
