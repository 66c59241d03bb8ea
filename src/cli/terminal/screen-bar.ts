import type { Writable } from 'node:stream';

/** Back to the beginning of the line, and nothing on it. */
const CLEAR_LINE = '\r\u001b[K';

/** A line that moves, at the bottom of the terminal: whoever prints something takes it away first. */
export interface ScreenBar {
  /** Puts a text in its place; only a terminal shows it. */
  readonly draw: (text: string) => void;
  readonly clear: () => void;
}

/** The bar of a terminal; of a pipe it shows nothing. */
export function screenBar({
  stdout,
}: {
  readonly stdout: Writable & { readonly isTTY?: boolean };
}): ScreenBar {
  let isShown = false;
  return {
    draw: (text) => {
      if (stdout.isTTY !== true) return;
      isShown = true;
      stdout.write(CLEAR_LINE + text);
    },
    clear: () => {
      if (isShown) stdout.write(CLEAR_LINE);
      isShown = false;
    },
  };
}
