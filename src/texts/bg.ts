import { ERRORS } from './bg/errors.ts';
import { HELP } from './bg/help.ts';
import { CHOICES, EXPECTATIONS, SECRET_TEXTS, SETTING_TEXTS } from './bg/settings.ts';
import { WORDS } from './bg/words.ts';
import type { Texts } from './texts.ts';

/** Български: първият език на програмата. */
export const BG: Texts = {
  ...WORDS,
  language: 'bg',
  errors: ERRORS,
  settings: SETTING_TEXTS,
  secrets: SECRET_TEXTS,
  choices: CHOICES,
  expectations: EXPECTATIONS,
  help: HELP,
};
