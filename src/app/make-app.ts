import type { GoodId } from '../model/good.ts';
import { freshLink } from '../model/link.ts';
import type { Link } from '../model/link.ts';
import { isProfileName } from '../model/profile.ts';
import type { Profile } from '../model/profile.ts';
import { movedSecrets } from '../model/secret-places.ts';
import { defaultSettings } from '../model/settings.ts';
import type { Settings } from '../model/settings.ts';
import { checkSettings, readSettings } from '../model/settings-check.ts';
import { SyncError } from '../model/sync-error.ts';
import { SUPTO_EDITION } from '../model/warehouse-version.ts';
import { readSchedule } from '../sync/next-start.ts';
import type { State } from '../state/state.ts';
import type { AppParts } from './app-parts.ts';
import type { App, FormChoices, ProfileDetails } from './app.ts';
import { Access } from '../access/access.ts';
import { readSecrets } from './session.ts';
import { nowIso } from '../lib/clock.ts';
import { makePlan } from './make-plan.ts';
import { pairDesk } from './pair/pair-desk.ts';
import { profileRecords } from './profile-records.ts';
import { removedProfiles, takeOverLedger } from './removed-profiles.ts';
import { runProfile } from './runner.ts';
import { standingQuestions } from './report/standing-question.ts';
import { collectEvidence, learnFrom } from './evidence/collect-evidence.ts';
import { decideWord, explainWords } from './words/shop-words.ts';
import { testProfile } from './test-profile.ts';
import { makeUpkeep } from './upkeep/upkeep.ts';

/** Values that only an adapter's library can judge, refused before they are stored. */
function refuseBadSettings(settings: Settings): void {
  const reading = readSettings(settings, defaultSettings());
  const [fault] = reading.faults ?? [];
  if (fault !== undefined) throw fault.error;
  for (const value of [settings.schedule, settings.stockSchedule]) {
    if (readSchedule(value) === undefined) throw new SyncError('settings.schedule.malformed', { value });
  }
}

async function findProfile(state: State, name: string): Promise<Profile> {
  const profile = await state.profiles.find(name);
  if (profile === null) throw new SyncError('profile.notFound', { name });
  return profile;
}

/**
 * Saves a changed profile. Secrets belong to the places they were entered for: a changed one needs them
 * again, so that none goes to a stranger.
 */
async function saveProfile(parts: AppParts, profile: Profile): Promise<Profile> {
  const { state } = parts;
  if (!isProfileName(profile.name)) throw new SyncError('profile.nameMalformed', { name: profile.name });
  refuseBadSettings(profile.settings);
  const before = (await state.profiles.list()).find((known) => known.id === profile.id);
  // Whoever saves between this reading and the saving changes the version, and this one is refused.
  if (before?.version !== profile.version)
    throw new SyncError('profile.changedMeanwhile', { name: profile.name });
  const saved = await state.profiles.save(profile, movedSecrets(before.settings, profile.settings));
  await takeOverLedger(parts, saved);
  return saved;
}

async function addProfile(parts: AppParts, name: string, settings: Settings): Promise<Profile> {
  if (!isProfileName(name)) throw new SyncError('profile.nameMalformed', { name });
  refuseBadSettings(settings);
  const added = await parts.state.profiles.add(name, settings, nowIso(parts.clock));
  await takeOverLedger(parts, added);
  return added;
}

async function readWarehouseChoices(
  parts: AppParts,
  profile: Profile,
  signal: AbortSignal,
): Promise<FormChoices> {
  const warehouse = await parts.openWarehouse(profile.settings, await readSecrets(parts, profile));
  try {
    const { hasUnpRows } = await warehouse.readFacts(signal);
    return { ...(await warehouse.readChoices(signal)), edition: hasUnpRows ? SUPTO_EDITION : null };
  } finally {
    await warehouse.close();
  }
}

async function readLinks(
  state: State,
  profile: Profile,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly Link[]> {
  const ids = await state.links.idsAfter(profile.id, page.after as GoodId, page.limit);
  return state.links.find(profile.id, ids);
}

async function showProfile(state: State, profile: Profile): Promise<ProfileDetails> {
  const secrets = await state.profiles.secretNames(profile.id);
  return { profile, secrets, faults: checkSettings(profile.settings) };
}

/** The application over its parts. */
export function makeApp(parts: AppParts): App {
  const { state } = parts;
  return {
    ...profileRecords<string>(state, (name) => findProfile(state, name)),
    listProfiles: () => state.profiles.summaries(),
    summary: async (name) => {
      const summary = await state.profiles.summary(name);
      if (summary === null) throw new SyncError('profile.notFound', { name });
      return summary;
    },
    showProfile: async (name) => showProfile(state, await findProfile(state, name)),
    addProfile: (name, settings) => addProfile(parts, name, settings),
    saveProfile: (profile) => saveProfile(parts, profile),
    removeProfile: async (name) =>
      state.profiles.remove((await findProfile(state, name)).id, {
        isAlive: parts.isAlive,
        nowIso: nowIso(parts.clock),
      }),
    setSecret: async (name, secret, value) => {
      await state.profiles.setSecret((await findProfile(state, name)).id, secret, value);
    },
    testProfile: async (name, signal) => testProfile(parts, await findProfile(state, name), signal),
    plan: async (name, request) =>
      makePlan(parts, await findProfile(state, name), { onEvent: () => undefined, ...request }),
    run: async (name, request) => runProfile(parts, await findProfile(state, name), request),
    attention: async (name) => state.attention.list((await findProfile(state, name)).id),
    questions: async (name) =>
      standingQuestions(await state.attention.list((await findProfile(state, name)).id)),
    collect: async (name, signal) => collectEvidence(parts, await findProfile(state, name), signal),
    learn: async (file, content) => learnFrom(parts, file, content),
    words: async (name) => explainWords(parts, await findProfile(state, name)),
    decideWord: async (name, decision) => decideWord(parts, await findProfile(state, name), decision),
    setRefundWay: async (name, order, way) => {
      const { id } = await findProfile(state, name);
      const [known] = await state.ledger.find(id, [order]);
      if (known === undefined) throw new SyncError('order.notFound', { order });
      await state.ledger.setRefundWay(id, order, way);
    },
    release: async (name, item) => {
      const released = await state.attention.release((await findProfile(state, name)).id, item);
      if (released === 0 && item !== 'all') throw new SyncError('attention.notFound', { id: item });
      return released;
    },
    choices: async (name, signal) => readWarehouseChoices(parts, await findProfile(state, name), signal),
    links: async (name, page) => readLinks(state, await findProfile(state, name), page),
    link: async (name, goodId, productId) =>
      state.links.save((await findProfile(state, name)).id, [freshLink(goodId, productId)]),
    unlink: async (name, goodId) => state.links.remove((await findProfile(state, name)).id, [goodId]),
    notificationWays: async (name) => {
      const profile = await findProfile(state, name);
      const { smtpPassword, webhookAddress } = await readSecrets(parts, profile);
      return { settings: profile.settings, password: smtpPassword, webhook: webhookAddress };
    },
    pairs: pairDesk(parts, (name) => findProfile(state, name)),
    removed: removedProfiles(state),
    access: new Access(state.accounts, parts.clock),
    upkeep: makeUpkeep(parts, (name) => findProfile(state, name)),
    close: () => state.close(),
  };
}
