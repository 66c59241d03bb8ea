/** What a person means by a key: the palette, the list of keys, a list’s search, a place by its number. */
export type Wish =
  | { readonly kind: 'palette' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'search' }
  | { readonly kind: 'place'; readonly index: number };

/** As much of a key event as is looked at. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/**
 * The wish behind a key; null = none of ours. K is found by its place too: on a Bulgarian keyboard it writes
 * another letter. `isTyping`: the key goes into a field, where single keys are letters.
 */
export function wishOf(pressed: Pressed, isTyping: boolean): Wish | null {
  const { key, code, ctrlKey, metaKey, altKey } = pressed;
  if (altKey) return null;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'k' || code === 'KeyK' ? { kind: 'palette' } : null;
  if (isTyping) return null;
  if (key === '?') return { kind: 'keys' };
  if (key === '/') return { kind: 'search' };
  return /^[1-9]$/.test(key) ? { kind: 'place', index: Number(key) - 1 } : null;
}
