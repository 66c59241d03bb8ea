import { SETTING_SECTIONS } from '../../model/setting-kinds.ts';
import type { Setting } from '../../model/setting-kinds.ts';
import { isSettingShown, SECRETS, SETTINGS, SETTING_KEYS } from '../../model/settings.ts';
import type { SettingKey } from '../../model/settings.ts';
import { errorText } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import type { CliSession } from '../session.ts';
import { plainText } from '../terminal/plain-text.ts';
import { withApp } from '../with-app.ts';

/** A setting's value as people read it. */
function valueText(session: CliSession, key: SettingKey, value: unknown): string {
  const { phrases, choices } = session.texts;
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return phrases.empty;
  if (typeof value === 'boolean') return value ? phrases.yes : phrases.no;
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object')
    return (
      Object.entries(value)
        .map(([group, amount]) => `${group}=${String(amount)}`)
        .join(', ') || phrases.empty
    );
  const text = String(value);
  const choice = choices[`${key}.${text}`];
  return choice === undefined ? text : `${text} (${choice})`;
}

export async function showProfileCommand(session: CliSession, name: string): Promise<number> {
  return withApp(session, async (app) => {
    const { profile, secrets, faults } = await app.showProfile(name);
    const { texts } = session;
    if (session.isJson) {
      session.printJson({
        name: profile.name,
        version: profile.version,
        settings: profile.settings,
        secrets,
        faults: faults.map((fault) => ({ key: fault.key, code: fault.error.code })),
      });
      return EXIT.done;
    }
    session.print(profile.name);
    for (const section of SETTING_SECTIONS) {
      const keys = SETTING_KEYS.filter(
        (key) => SETTINGS[key].section === section && isSettingShown(key, profile.settings),
      );
      if (keys.length === 0) continue;
      session.print(`▸ ${texts.sections[section]}`);
      for (const key of keys) {
        session.print(
          `  ${texts.settings[key].label} [${key}]: ${plainText(valueText(session, key, profile.settings[key]))}`,
        );
      }
    }
    for (const secret of SECRETS) {
      session.print(
        `  ${texts.secrets[secret].label} [${secret}]: ${secrets.includes(secret) ? texts.phrases.set : texts.phrases.notSet}`,
      );
    }
    for (const fault of faults) session.print(`  ! ${errorText(texts, fault.error).what}`);
    return EXIT.done;
  });
}

export async function settingsCommand(session: CliSession): Promise<number> {
  const { texts } = session;
  for (const section of SETTING_SECTIONS) {
    const keys = SETTING_KEYS.filter((key) => SETTINGS[key].section === section);
    if (!session.isJson) session.print(`▸ ${texts.sections[section]}`);
    for (const key of keys) {
      const setting = SETTINGS[key] as Setting<unknown>;
      const { label, help } = texts.settings[key];
      if (session.isJson) {
        session.printJson({
          key,
          kind: setting.kind,
          section,
          source: setting.source,
          default: setting.defaultValue,
          options: setting.options ?? null,
          label,
          help,
        });
        continue;
      }
      const options = setting.options === undefined ? '' : ` {${setting.options.join('|')}}`;
      session.print(
        `  ${key}${options} – ${label} (${texts.phrases.default}: ${valueText(session, key, setting.defaultValue)})`,
      );
      session.print(`      ${help}`);
    }
  }
  return EXIT.done;
}
