import { Kbd, UnstyledButton } from '@mantine/core';
import { usePage } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import { IconButton } from '../parts/icon-button.tsx';
import { showOverlay } from './shell-store.ts';

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);
/** The key that opens the palette, as it is printed on the keyboard. */
export const PALETTE_KEY = IS_MAC ? '⌘ K' : 'Ctrl K';

/** Opens the palette: it looks like what it is, a search. */
export function PaletteButton() {
  const { words } = usePage();
  return (
    <UnstyledButton className="find" onClick={() => showOverlay('palette')} aria-haspopup="dialog">
      <Icon name="search" size={16} />
      <span>{words.shell.findShort}</span>
      <Kbd size="xs">{PALETTE_KEY}</Kbd>
    </UnstyledButton>
  );
}

/** The same where there is little room. */
export function FindButton() {
  const { words } = usePage();
  return (
    <IconButton label={words.shell.find} onClick={() => showOverlay('palette')}>
      <Icon name="search" />
    </IconButton>
  );
}

/** Opens the list of keys. */
export function KeysButton() {
  const { words } = usePage();
  return (
    <IconButton label={words.shell.keys} onClick={() => showOverlay('keys')}>
      <span aria-hidden>?</span>
    </IconButton>
  );
}
