import type { GoodId } from '../model/good.ts';
import { freshLink } from '../model/link.ts';
import type { Link } from '../model/link.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import { isProfileName } from '../model/profile.ts';
import type { Profile } from '../model/profile.ts';
import type { Settings } from '../model/settings.ts';
import { checkSettings } from '../model/settings-check.ts';
import { SyncError } from '../model/sync-error.ts';
import type { RefundWay } from '../model/written-document.ts';
import { SUPTO_EDITION } from '../model/warehouse-version.ts';
import type { AttentionItem, ProfileSummary, State } from '../state/state.ts';
import type { AppParts } from './app-parts.ts';
import type { App, FormChoices, ProfileDetails } from './app.ts';
import { Access } from '../access/access.ts';
import { Acting } from '../lib/acting.ts';
import { secretNote } from '../model/setting-change.ts';
import { BackupDesk } from './backups/backup-desk.ts';
import { answerDesk } from './attention/answer-desk.ts';
import { ChangeDesk } from './changes/change-desk.ts';
import { notedApp } from './changes/noted-app.ts';
import { lookHome } from './home/home.ts';
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
import { triedProfile } from './setup/draft.ts';
import type { Draft } from './setup/draft.ts';
import { refuseBadSettings, saveProfile } from './setup/save-profile.ts';
import { setupDesk } from './setup/setup-desk.ts';
import { testProfile } from './test-profile.ts';
import { makeUpkeep } from './upkeep/upkeep.ts';

async function findProfile(state: State, name: string): Promise<Profile> {
  const profile = await state.profiles.find(name);
  if (profile === null) throw new SyncError('profile.notFound', { name });
  return profile;
}

async function summaryOf(state: State, name: string): Promise<ProfileSummary> {
  const summary = await state.profiles.summary(name);
  if (summary === null) throw new SyncError('profile.notFound', { name });
  return summary;
}

/** What waits for a person, without what he has put aside. */
async function waitingItems(state: State, name: string): Promise<readonly AttentionItem[]> {
  const items = await state.attention.list((await findProfile(state, name)).id);
  return items.filter(({ dismissal }) => dismissal === null);
}

async function removeProfile({ state, isAlive, clock }: AppParts, { id }: Profile): Promise<void> {
  await state.profiles.remove(id, { isAlive, nowIso: nowIso(clock) });
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

async function sayRefundWay(
  { state }: AppParts,
  { id }: Profile,
  { order, way }: { readonly order: OrderNumber; readonly way: RefundWay | null },
): Promise<void> {
  const [known] = await state.ledger.find(id, [order]);
  if (known === undefined) throw new SyncError('order.notFound', { order });
  await state.ledger.setRefundWay(id, order, way);
}

/** The application over its parts. */
export function makeApp(parts: AppParts): App {
  const acting = new Acting();
  const desk = new ChangeDesk(parts.state.changes, parts.clock, acting);
  return notedApp(plainApp(parts, { acting, desk }), desk);
}

function plainApp(
  parts: AppParts,
  { acting, desk }: { readonly acting: Acting; readonly desk: ChangeDesk },
): App {
  const { state } = parts;
  const tried = async (name: string, draft?: Draft) =>
    triedProfile(parts, await findProfile(state, name), draft ?? null);
  return {
    acting,
    changes: desk,
    backups: new BackupDesk(parts, desk),
    beginDigest: async (name, day) => state.program.beginDigest((await findProfile(state, name)).id, day),
    ...profileRecords<string>(state, (name) => findProfile(state, name)),
    listProfiles: () => state.profiles.summaries(),
    summary: (name) => summaryOf(state, name),
    showProfile: async (name) => showProfile(state, await findProfile(state, name)),
    addProfile: (name, settings) => addProfile(parts, name, settings),
    saveProfile: (profile, secrets) => saveProfile(parts, desk, { profile, secrets: secrets ?? {} }),
    removeProfile: async (name) => removeProfile(parts, await findProfile(state, name)),
    setSecret: async (name, secret, value) => {
      const { id } = await findProfile(state, name);
      await state.profiles.setSecret(id, secret, value, desk.drafts(name, [secretNote(secret, value)]));
    },
    testProfile: async (name, signal, draft) => testProfile(parts, await tried(name, draft), signal),
    plan: async (name, request) =>
      makePlan(parts, await findProfile(state, name), { onEvent: () => undefined, ...request }),
    run: async (name, request) => runProfile(parts, await findProfile(state, name), request),
    home: async (name, atWork) => lookHome(parts, await summaryOf(state, name), atWork),
    attention: (name) => waitingItems(state, name),
    questions: async (name) => standingQuestions(await waitingItems(state, name)),
    collect: async (name, signal) => collectEvidence(parts, await findProfile(state, name), signal),
    learn: async (file, content) => learnFrom(parts, file, content),
    words: async (name) => explainWords(parts, await findProfile(state, name)),
    decideWord: async (name, decision) => decideWord(parts, await findProfile(state, name), decision),
    setRefundWay: async (name, order, way) =>
      sayRefundWay(parts, await findProfile(state, name), { order, way }),
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
    setup: setupDesk(parts, (name) => findProfile(state, name)),
    answers: answerDesk(parts, (name) => findProfile(state, name), { acting, desk }),
    pairs: pairDesk(parts, (name) => findProfile(state, name)),
    removed: removedProfiles(state),
    access: new Access(state.accounts, parts.clock, (note) => desk.note('', note)),
    upkeep: makeUpkeep(parts, (name) => findProfile(state, name)),
    close: () => state.close(),
  };
}
