import { ERRORS } from './en/errors.ts';
import { HELP } from './en/help.ts';
import { CHOICES, EXPECTATIONS, SECRET_TEXTS, SETTING_TEXTS } from './en/settings.ts';
import { WORDS } from './en/words.ts';
import type { Texts } from './texts.ts';

/** English: the second language of the program. */
export const EN: Texts = {
  ...WORDS,
  language: 'en',
  errors: ERRORS,
  settings: SETTING_TEXTS,
  secrets: SECRET_TEXTS,
  choices: CHOICES,
  expectations: EXPECTATIONS,
  help: HELP,
};
