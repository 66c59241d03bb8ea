import { useEffect, useState } from 'react';

/**
 * Gives the focus back to where it was when this was opened, as soon as it is gone: who works by keys goes on
 * at the row or button that he came from. Where something else has taken the focus by then, it keeps it.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // What is closing has the focus until it is taken out of the page.
      setTimeout(() => {
        if (document.activeElement !== document.body || !(before instanceof HTMLElement)) return;
        if (before.isConnected) before.focus({ preventScroll: true });
      });
    },
    [before],
  );
}
