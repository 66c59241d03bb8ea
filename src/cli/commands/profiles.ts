import { defaultSettings, SECRETS } from '../../model/settings.ts';
import type { App } from '../../app/app.ts';
import type { SecretName, Settings } from '../../model/settings.ts';
import { readTypedSettings } from '../../model/settings-check.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { WarehouseBuild } from '../../model/warehouse-version.ts';
import { formatMoment } from '../../texts/format.ts';
import { errorText, fill } from '../../texts/text.ts';
import type { LabelText } from '../../texts/texts.ts';
import { EXIT } from '../exit-codes.ts';
import { ask, readSecret } from '../read-secret.ts';
import { shellWord } from '../../texts/shell-word.ts';
import { withApp } from '../with-app.ts';
import type { CliSession } from '../session.ts';
import { tellingOfRemoved } from './removed-profiles.ts';

/** So long a warehouse is asked for its edition when a profile is added. */
const EDITION_MS = 1500;

/** Options of `profile add` and `profile edit`. */
export interface ProfileOptions {
  readonly warehouse?: string;
  readonly shop?: string;
  readonly interface?: string;
  readonly username?: string;
  readonly set?: readonly string[];
  readonly rename?: string;
  readonly secretStdin?: boolean;
}

function typedPairs(options: ProfileOptions): readonly (readonly [string, string])[] {
  const named = [
    ['warehouse', options.warehouse],
    ['shopAddress', options.shop],
    ['interface', options.interface],
    ['username', options.username],
  ] as const;
  const pairs: (readonly [string, string])[] = named.flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  for (const text of options.set ?? []) {
    const equals = text.indexOf('=');
    if (equals <= 0)
      throw new SyncError('settings.badValue', { key: '--set', value: text, expected: 'key=value' });
    pairs.push([text.slice(0, equals).trim(), text.slice(equals + 1)]);
  }
  return pairs;
}

/** Settings with what was typed; every fault is printed, the first is thrown. */
function changedSettings(session: CliSession, options: ProfileOptions, base: Settings): Settings {
  const reading = readTypedSettings(typedPairs(options), base);
  if (reading.settings !== undefined) return reading.settings;
  const [first, ...others] = reading.faults;
  for (const fault of others) session.printFault(errorText(session.texts, fault.error).what);
  throw first?.error ?? new SyncError('bug.assertion', { message: 'no fault' });
}

function secretLabel(session: CliSession, name: SecretName): string {
  return fill(session.texts.phrases['profile.askSecret'], { label: session.texts.secrets[name].label });
}

/** Takes the warehouse's password from the environment, where it is not asked for. */
async function setWarehouseSecret(session: CliSession, app: App, name: string): Promise<void> {
  const value = session.io.env['SKLADBRIDGE_WAREHOUSE_SECRET'] ?? '';
  if (value !== '') await app.setSecret(name, 'warehouseSecret', value);
}

/**
 * Chooses SUPTO beforehand where the warehouse can be asked at once and shows УНП; one that cannot be asked
 * is met by the connection test.
 */
async function chooseEdition(app: App, name: string): Promise<WarehouseBuild | null> {
  const signal = AbortSignal.timeout(EDITION_MS);
  const edition = await app.choices(name, signal).then(
    (choices) => choices.edition,
    () => null,
  );
  if (edition === null) return null;
  const { profile } = await app.showProfile(name);
  await app.saveProfile({ ...profile, settings: { ...profile.settings, warehouseBuild: edition } });
  return edition;
}

/** What a new profile still wants, and the way to its first run. */
async function tellNext(session: CliSession, app: App, name: string): Promise<void> {
  const { phrases, settings } = session.texts;
  const labels: Readonly<Record<string, LabelText>> = settings;
  const { faults, secrets } = await app.showProfile(name);
  const profile = shellWord(name);
  session.print(phrases['profile.next']);
  if (!secrets.includes('secret')) session.print(`  · ${fill(phrases['profile.nextSecret'], { profile })}`);
  for (const { key } of faults)
    session.print(
      `  · ${fill(phrases['profile.nextFault'], { profile, key, label: labels[key]?.label ?? key })}`,
    );
  for (const step of ['profile.nextTest', 'profile.nextPlan', 'profile.nextRun'] as const)
    session.print(`  · ${fill(phrases[step], { profile })}`);
}

export async function addProfileCommand(
  session: CliSession,
  name: string,
  options: ProfileOptions,
): Promise<number> {
  const settings = changedSettings(session, options, defaultSettings());
  return withApp(session, async (app) => {
    const isAsked = options.secretStdin === true || session.io.stdin.isTTY === true;
    const secret = await readSecret(session, { label: secretLabel(session, 'secret'), isAsked });
    await tellingOfRemoved(session, { app, settings }, () => app.addProfile(name, settings));
    if (secret !== null) await app.setSecret(name, 'secret', secret);
    await setWarehouseSecret(session, app, name);
    const isChosen = typedPairs(options).some(([key]) => key === 'warehouseBuild');
    const edition = isChosen ? null : await chooseEdition(app, name);
    if (session.isJson) session.printJson({ profile: name, ...(edition === null ? {} : { edition }) });
    else session.print(fill(session.texts.phrases['profile.added'], { name }));
    if (edition !== null && !session.isJson) session.print(session.texts.phrases['profile.suptoChosen']);
    if (!session.isJson) await tellNext(session, app, name);
    return EXIT.done;
  });
}

export async function editProfileCommand(
  session: CliSession,
  name: string,
  options: ProfileOptions,
): Promise<number> {
  return withApp(session, async (app) => {
    const { profile } = await app.showProfile(name);
    const settings = changedSettings(session, options, profile.settings);
    const secret = await readSecret(session, {
      label: secretLabel(session, 'secret'),
      isAsked: options.secretStdin === true,
    });
    const changed = { ...profile, name: options.rename ?? profile.name, settings };
    const saved = await tellingOfRemoved(session, { app, settings }, () => app.saveProfile(changed));
    if (secret !== null) await app.setSecret(saved.name, 'secret', secret);
    await setWarehouseSecret(session, app, saved.name);
    if (session.isJson) session.printJson({ profile: saved.name, version: saved.version });
    else session.print(fill(session.texts.phrases['profile.saved'], { name: saved.name }));
    return EXIT.done;
  });
}

export async function setSecretCommand(
  session: CliSession,
  name: string,
  secretName: string,
): Promise<number> {
  const secret = SECRETS.find((known) => known === secretName);
  if (secret === undefined) {
    throw new SyncError('settings.badValue', {
      key: 'secret',
      value: secretName,
      expected: SECRETS.join(' | '),
    });
  }
  return withApp(session, async (app) => {
    await app.showProfile(name);
    const value = await readSecret(session, { label: secretLabel(session, secret), isAsked: true });
    if (value === null) throw new SyncError('secrets.notSet', { name: secret });
    await app.setSecret(name, secret, value);
    if (!session.isJson)
      session.print(
        fill(session.texts.phrases['profile.secretSet'], { label: session.texts.secrets[secret].label }),
      );
    return EXIT.done;
  });
}

export async function listProfilesCommand(session: CliSession): Promise<number> {
  return withApp(session, async (app) => {
    const { texts, language } = session;
    const profiles = await app.listProfiles();
    if (session.isJson) {
      for (const { profile, lastRun, attention, cursor, stages } of profiles) {
        session.printJson({ name: profile.name, lastRun, attention, cursor, stages });
      }
      return EXIT.done;
    }
    if (profiles.length === 0) session.print(texts.phrases['profile.none']);
    const rows = profiles.map(({ profile, lastRun, attention, cursor }) => [
      profile.name,
      lastRun === null
        ? texts.phrases.none
        : `${formatMoment(lastRun.startedAt, language)} ${lastRun.end === null ? '…' : texts.ends[lastRun.end]}`,
      String(attention),
      String(cursor),
    ]);
    const columns = [
      { heading: texts.phrases['column.name'] },
      { heading: texts.phrases['column.lastRun'], isWhole: true },
      { heading: texts.phrases['column.attention'], isNumber: true },
      { heading: texts.phrases['column.cursor'], isNumber: true },
    ];
    session.printTable(columns, rows);
    return EXIT.done;
  });
}

export async function removeProfileCommand(
  session: CliSession,
  name: string,
  options: { readonly yes?: boolean },
): Promise<number> {
  return withApp(session, async (app) => {
    await app.showProfile(name);
    if (options.yes !== true) {
      const typed =
        session.io.stdin.isTTY === true
          ? await ask(session, session.texts.phrases['profile.confirmRemove'])
          : '';
      if (typed !== name)
        throw new SyncError('cli.wrongUse', {
          message: session.texts.phrases['profile.confirmRemove'].trim(),
        });
    }
    await app.removeProfile(name);
    if (!session.isJson) session.print(fill(session.texts.phrases['profile.removed'], { name }));
    return EXIT.done;
  });
}
