/** The attribute that Mantine's colours go by. */
const SCHEME = 'data-mantine-color-scheme';

/** On paper the page is light, whatever it is on the screen: light letters on white paper cannot be read. */
export function printLight(): void {
  const root = document.documentElement;
  let onScreen: string | null = null;
  matchMedia('print').addEventListener('change', ({ matches: isPaper }) => {
    if (isPaper) {
      onScreen = root.getAttribute(SCHEME);
      root.setAttribute(SCHEME, 'light');
    } else if (onScreen !== null) {
      root.setAttribute(SCHEME, onScreen);
    }
  });
}
