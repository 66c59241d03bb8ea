import { Button, useMantineColorScheme } from '@mantine/core';
import { usePage } from '../context.ts';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';

const NEXT = { auto: 'light', light: 'dark', dark: 'auto' } as const;
const LABELS = { auto: 'schemeAuto', light: 'schemeLight', dark: 'schemeDark' } as const;

/** Light, dark, or as the device has it; a click goes on to the next. */
export function SchemeSwitch() {
  const { words } = usePage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <IconButton
      label={`${words.shell.scheme}: ${words.shell[LABELS[colorScheme]]}`}
      onClick={() => setColorScheme(NEXT[colorScheme])}
    >
      <Icon name={colorScheme} />
    </IconButton>
  );
}

/** The other language, by its own name. */
export function LanguageSwitch() {
  const { words, language, toggleLanguage } = usePage();
  return (
    <Button
      variant="subtle"
      color="gray"
      c="dimmed"
      size="compact-sm"
      lang={language === 'bg' ? 'en' : 'bg'}
      onClick={toggleLanguage}
    >
      {words.shell.language}
    </Button>
  );
}
