import type { GoodId } from '../model/good.ts';
import type { Link } from '../model/link.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import { isProfileName } from '../model/profile.ts';
import type { Profile } from '../model/profile.ts';
import type { Settings } from '../model/settings.ts';
import { checkSettings } from '../model/settings-check.ts';
import type { TenantId } from '../model/tenant.ts';
import { SyncError } from '../model/sync-error.ts';
import type { RefundWay } from '../model/written-document.ts';
import { SUPTO_EDITION } from '../model/warehouse-version.ts';
import type { AttentionItem, ProfileSummary, State } from '../state/state.ts';
import type { AppParts } from './app-parts.ts';
import type { App, FormChoices, ProfileDetails } from './app.ts';
import { withAgentBook } from './agents/agent-book.ts';
import { Access } from '../access/access.ts';
import { ReportPace } from '../access/report-pace.ts';
import { Acting } from '../lib/acting.ts';
import { secretNote } from '../model/setting-change.ts';
import { answerDesk } from './attention/answer-desk.ts';
import { ChangeDesk } from './changes/change-desk.ts';
import { notedApp } from './changes/noted-app.ts';
import type { GoodsDesk } from './goods/goods-desk.ts';
import { nowIso } from '../lib/clock.ts';
import { installationDesks } from './installation-desks.ts';
import { laterOrders } from './orders/later-orders.ts';
import { planDesk } from './plans/plan-desk.ts';
import { profileRecords } from './profiles/profile-records.ts';
import { movedProfiles } from './profiles/moved-profiles.ts';
import { removedProfiles, takeOverLedger } from './profiles/removed-profiles.ts';
import { reportingDesks } from './reporting/reporting-desks.ts';
import { standingQuestions } from './report/standing-question.ts';
import type { PairDesk } from './pair/pair-desk.ts';
import type { SetupDesk } from './setup/setup-desk.ts';
import type { Upkeep } from './upkeep/upkeep.ts';
import { whenAsked } from '../lib/when-asked.ts';

// What works with the warehouse or the shop is loaded when it is first asked for: who only reads the memory
// need not wait for it.
const saving = () => import('./setup/save-profile.ts');
const session = () => import('./session.ts');
const byHand = () => import('./pair/link-by-hand.ts');

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
  (await saving()).refuseBadSettings(settings);
  const added = await parts.state.profiles.add(name, settings, nowIso(parts.clock));
  await takeOverLedger(parts, added);
  return added;
}

async function readWarehouseChoices(
  parts: AppParts,
  profile: Profile,
  signal: AbortSignal,
): Promise<FormChoices> {
  const { readSecrets } = await session();
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

type Find = (name: string) => Promise<Profile>;

/** What is learned from the shop. */
function lessons(parts: AppParts, find: Find): Pick<App, 'collect' | 'learn' | 'words' | 'decideWord'> {
  const evidence = () => import('./evidence/collect-evidence.ts');
  const words = () => import('./words/shop-words.ts');
  return {
    collect: async (name, signal) => (await evidence()).collectEvidence(parts, await find(name), signal),
    learn: async (file, content) => (await evidence()).learnFrom(parts, file, content),
    words: async (name) => (await words()).explainWords(parts, await find(name)),
    decideWord: async (name, decision) => (await words()).decideWord(parts, await find(name), decision),
  };
}

/** What is done on both sides. */
function work(parts: AppParts, find: Find): Pick<App, 'testProfile' | 'plan' | 'plans' | 'run'> {
  return {
    plans: planDesk(parts.state, find),
    testProfile: async (name, signal, draft) => {
      const { triedProfile } = await import('./setup/draft.ts');
      const { testProfile } = await import('./test-profile.ts');
      return testProfile(parts, await triedProfile(parts, await find(name), draft ?? null), signal);
    },
    plan: async (name, request) => {
      const { makePlan } = await import('./make-plan.ts');
      return makePlan(parts, await find(name), { onEvent: () => undefined, ...request });
    },
    run: async (name, request) => {
      const { runProfile } = await import('./runner.ts');
      return runProfile(parts, await find(name), request);
    },
  };
}

function laterSetup(parts: AppParts, find: Find): SetupDesk {
  return whenAsked<SetupDesk>(
    { found: true, engines: true, state: true, warehouse: true, shop: true, search: true, check: true },
    async () => (await import('./setup/setup-desk.ts')).setupDesk(parts, find),
  );
}

function laterPairs(parts: AppParts, find: Find): PairDesk {
  return whenAsked<PairDesk>({ look: true, answer: true }, async () =>
    (await import('./pair/pair-desk.ts')).pairDesk(parts, find),
  );
}

function laterGoods(parts: AppParts, find: Find): GoodsDesk {
  return whenAsked<GoodsDesk>({ page: true, details: true, products: true }, async () =>
    (await import('./goods/goods-desk.ts')).goodsDesk(parts, find),
  );
}

function laterUpkeep(parts: AppParts, find: Find): Upkeep {
  const upkeep = async (): Promise<Upkeep> => (await import('./upkeep/upkeep.ts')).makeUpkeep(parts, find);
  return {
    ...whenAsked<Omit<Upkeep, 'archive'>>(
      {
        backup: true,
        restore: true,
        rebuild: true,
        importFromHere: true,
        reconcile: true,
        acceptActual: true,
        planUndo: true,
        findOverdue: true,
        watchOverdue: true,
        missing: true,
        decideMissing: true,
        findMissing: true,
        auditFile: true,
        findCustomer: true,
        eraseCustomer: true,
      },
      upkeep,
    ),
    archive: async function* archive(name) {
      yield* (await upkeep()).archive(name);
    },
  };
}

/** What the applications of all firms share. */
interface Shared {
  readonly acting: Acting;
  readonly access: Access;
  readonly pace: ReportPace;
}

/** The application over its parts. */
export function makeApp(parts: AppParts): App {
  const acting = new Acting();
  const desk = new ChangeDesk(parts.state.changes, parts.clock, acting);
  const access = new Access(parts.state, parts.clock, (note) => desk.note('', note));
  const pace = new ReportPace(parts.clock);
  return notedApp(plainApp(parts, { acting, desk, access, pace }), desk);
}

/** The application of one firm. */
function firmApp(parts: AppParts, tenant: TenantId, { acting, access, pace }: Shared): App {
  const state = parts.state.of(tenant);
  const desk = new ChangeDesk(state.changes, parts.clock, acting);
  const door = access.of(tenant, state, (note) => desk.note('', note));
  return notedApp(plainApp({ ...parts, state }, { acting, desk, access: door, pace }), desk);
}

function plainApp(given: AppParts, shared: Shared & { readonly desk: ChangeDesk }): App {
  const { acting, desk, access, pace } = shared;
  const parts = withAgentBook(given);
  const { state } = parts;
  const find: Find = (name) => findProfile(state, name);
  return {
    acting,
    changes: desk,
    ...reportingDesks(parts, { desk, pace }),
    ...installationDesks(parts, { desk, access }),
    of: (tenant) => firmApp(given, tenant, { acting, access, pace }),
    beginDigest: async (name, day) => state.program.beginDigest((await find(name)).id, day),
    ...profileRecords<string>(state, find),
    listProfiles: () => state.profiles.summaries(),
    summary: (name) => summaryOf(state, name),
    showProfile: async (name) => showProfile(state, await find(name)),
    addProfile: (name, settings) => addProfile(parts, name, settings),
    saveProfile: async (profile, secrets) =>
      (await saving()).saveProfile(parts, desk, { profile, secrets: secrets ?? {} }),
    removeProfile: async (name) => removeProfile(parts, await find(name)),
    setSecret: async (name, secret, value) => {
      const { id } = await find(name);
      await state.profiles.setSecret(id, secret, value, desk.drafts(name, [secretNote(secret, value)]));
    },
    ...work(parts, find),
    home: async (name, atWork) => {
      const { lookHome } = await import('./home/home.ts');
      return lookHome(parts, await summaryOf(state, name), atWork);
    },
    attention: (name) => waitingItems(state, name),
    questions: async (name) => standingQuestions(state.attention, await find(name)),
    ...lessons(parts, find),
    setRefundWay: async (name, order, way) => sayRefundWay(parts, await find(name), { order, way }),
    release: async (name, item) => {
      const released = await state.attention.release((await find(name)).id, item);
      if (released === 0 && item !== 'all') throw new SyncError('attention.notFound', { id: item });
      return released;
    },
    choices: async (name, signal) => readWarehouseChoices(parts, await find(name), signal),
    links: async (name, page) => readLinks(state, await find(name), page),
    link: async (name, goodId, productId) =>
      (await byHand()).linkByHand(parts, await find(name), { goodId, productId }),
    unlink: async (name, goodId) => state.links.remove((await find(name)).id, [goodId]),
    notificationWays: async (name) => {
      const profile = await find(name);
      const { readSecrets } = await session();
      const { smtpPassword, webhookAddress } = await readSecrets(parts, profile);
      return { settings: profile.settings, password: smtpPassword, webhook: webhookAddress };
    },
    setup: laterSetup(parts, find),
    answers: answerDesk(parts, find, { acting, desk }),
    orderDesk: laterOrders(parts, find),
    goodsDesk: laterGoods(parts, find),
    pairs: laterPairs(parts, find),
    removed: removedProfiles(state),
    moved: movedProfiles(parts),
    upkeep: laterUpkeep(parts, find),
    close: () => state.close(),
  };
}
