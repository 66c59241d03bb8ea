import type { Described, SettingValue } from '../api/settings.ts';
import { SETTING_SECTIONS } from '../model/setting-kinds.ts';
import type { Setting } from '../model/setting-kinds.ts';
import { SECRETS, SETTING_KEYS, SETTINGS } from '../model/settings.ts';
import { textsOf } from '../texts/text.ts';
import type { Language } from '../texts/text.ts';

/** Every setting as a form asks for it: kind, words, values, when it is shown. From the one description. */
export function describeSettings(language: Language): Described {
  const texts = textsOf(language);
  const settings = SETTING_KEYS.map((key) => {
    const setting = SETTINGS[key] as Setting<SettingValue>;
    const word = (option: string): string => texts.choices[`${key}.${option}`] ?? option;
    return {
      key,
      kind: setting.kind,
      section: setting.section,
      source: setting.source,
      label: texts.settings[key].label,
      help: texts.settings[key].help,
      defaultValue: setting.defaultValue,
      onlyWhen: setting.onlyWhen ?? null,
      options: (setting.options ?? []).map((option) => ({ value: option, label: word(option) })),
    };
  });
  return {
    sections: SETTING_SECTIONS.map((section) => ({ section, label: texts.sections[section] })),
    settings,
    secrets: SECRETS.map((secret) => ({ secret, ...texts.secrets[secret] })),
  };
}
