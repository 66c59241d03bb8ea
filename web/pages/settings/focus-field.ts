/** The form is looked at so often until the field has kept the focus so many times, and so often at most. */
const LOOK_MS = 60;
const KEPT = 6;
const MOST_LOOKS = 60;
const DONE_BY_A_PERSON = ['pointerdown', 'keydown'] as const;

/** The field that is being gone to: another one that is wanted takes its place. */
let begun = new AbortController();

/**
 * Gives a setting's field the focus, and sees that it keeps it: its part may only be opening, what it is
 * chosen from may still be read, and a dialog that closes gives the focus back to where it was. Whoever does
 * something himself is left alone.
 */
export function focusField(key: string): void {
  begun.abort();
  const mine = new AbortController();
  begun = mine;
  const stop = (): void => mine.abort();
  let kept = 0;
  let looks = 0;
  const look = (): void => {
    if (mine.signal.aborted) return;
    const field = document.getElementById(`setting-${key}`);
    const hasIt = field?.contains(document.activeElement) === true;
    kept = hasIt ? kept + 1 : 0;
    looks += 1;
    if (kept === 1 || (field !== null && !hasIt)) field?.scrollIntoView({ block: 'center' });
    if (!hasIt) field?.focus({ preventScroll: true });
    if (kept === KEPT || looks === MOST_LOOKS) stop();
    else setTimeout(look, LOOK_MS);
  };
  setTimeout(() => {
    for (const done of DONE_BY_A_PERSON) addEventListener(done, stop, { signal: mine.signal, capture: true });
    look();
  }, LOOK_MS);
}
