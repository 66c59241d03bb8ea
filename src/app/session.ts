import { nowIso } from '../lib/clock.ts';
import type { ChangeKind } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import type { Notice, RunEvent, TaskName } from '../model/run.ts';
import { movedSecrets } from '../model/secret-places.ts';
import type { RunnableSettings } from '../model/runnable-settings.ts';
import { SECRETS, profileIdentity } from '../model/settings.ts';
import { SyncError } from '../model/sync-error.ts';
import type { WarehouseChoices } from '../model/warehouse-facts.ts';
import { hasSupto } from '../model/warehouse-version.ts';
import { namedFault } from '../model/form-faults.ts';
import { madeInFaults } from '../sync/setup/record-faults.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { checkAbilities, checkUnpUse, checkWarehouse, unpNotices } from './preflight.ts';
import type { AppParts, Secrets, ShopWatch } from './app-parts.ts';
import { NOTHING_BETWEEN } from './between/between.ts';
import { laterTwinRefusal } from './pair/known-shop.ts';
import { firstFeedTurn } from './first-feed-turn.ts';
import type { FirstFeedTurn } from './first-feed-turn.ts';
import { NOTHING_LANDS } from './tasks/turn/landing.ts';
import { meetPair, stopOf } from './pair/meet-pair.ts';
import type { Meeting } from './pair/meet-pair.ts';
import { checkNumbering } from './numbering/check-numbering.ts';
import { tellQuestion } from './report/standing-question.ts';
import { readPriceCurrency, withBaseCurrency } from './currency/read-currency.ts';
import type { WordSighting } from '../model/shop-words.ts';
import { listingWords } from '../sync/words/word-meanings.ts';
import type { WordMeanings } from '../sync/words/word-meanings.ts';
import { labelledShop } from './words/labelled-shop.ts';
import type { LabelledShop } from './words/labelled-shop.ts';
import { knownWords } from './words/shop-words.ts';
import type { SharedContext, WarehouseReading } from './task-context.ts';

/** Everything of one run or plan that is the same for all its tasks. */
export interface Session {
  readonly parts: AppParts;
  readonly profile: Profile;
  readonly warehouse: Warehouse;
  readonly shop: LabelledShop;
  readonly shared: SharedContext;
  readonly notices: readonly Notice[];
  /** Shop and warehouse beside those that are remembered, with nothing left to ask (Q3). */
  readonly meeting: Meeting;
}

/**
 * Both sides opened and checked; what `use` returns. Rejects `pair.*` where one of them is not the one that
 * is remembered (Q3). Connections are closed whatever happens.
 */
export async function withSession<T>(
  parts: AppParts,
  what: {
    readonly profile: Profile;
    readonly settings: RunnableSettings;
    readonly tasks: readonly TaskName[];
    readonly signal: AbortSignal;
    readonly onEvent: (event: RunEvent) => void;
    /** Order numbers that begin again do not end it (Q6). */
    readonly isNumberingOpen?: boolean;
    /** What a person has said of the first feed; left out = the settings alone. */
    readonly firstFeed?: FirstFeedTurn;
  },
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const { profile, tasks } = what;
  const watch: ShopWatch = {
    onRetry: (retry) => what.onEvent({ type: 'retry', task: tasks[0] ?? 'import-orders', ...retry }),
  };
  return withSides(parts, { profile, watch }, async (sides) =>
    use(await openSession(parts, { ...what, ...sides })),
  );
}

/**
 * Both sides opened, whoever they are, with the profile's stored secrets unless others are given; what `use`
 * returns. Connections are closed whatever happens.
 */
export async function withSides<T>(
  parts: AppParts,
  what: { readonly profile: Profile; readonly watch: ShopWatch; readonly secrets?: Secrets },
  use: (sides: {
    readonly warehouse: Warehouse;
    readonly shop: LabelledShop;
    readonly words: WordMeanings;
  }) => Promise<T>,
): Promise<T> {
  const { settings } = what.profile;
  const secrets = what.secrets ?? (await readSecrets(parts, what.profile));
  const warehouse = await parts.openWarehouse(settings, secrets, what.watch);
  try {
    const words = await knownWords(parts.state, what.profile);
    const learned: WordSighting[] = [];
    const watch: ShopWatch = {
      ...what.watch,
      lists: words.lists,
      onLists: (lists) => learned.push(...listingWords(lists)),
    };
    const shop = labelledShop(await parts.openShop(settings, secrets, watch), words, learned);
    try {
      return await use({ warehouse, shop, words });
    } finally {
      await shop.close();
    }
  } finally {
    await warehouse.close();
  }
}

/** What a session is opened with. */
interface SessionSides {
  readonly profile: Profile;
  readonly settings: RunnableSettings;
  readonly warehouse: Warehouse;
  readonly shop: LabelledShop;
  readonly words: WordMeanings;
  readonly signal: AbortSignal;
  readonly tasks: readonly TaskName[];
  readonly isNumberingOpen?: boolean;
  readonly firstFeed?: FirstFeedTurn;
}

async function openSession(parts: AppParts, sides: SessionSides): Promise<Session> {
  const { profile, settings, warehouse, shop, signal } = sides;
  const facts = withBaseCurrency(await warehouse.readFacts(signal), settings);
  const { state, clock, machine } = parts;
  const met = { state, clock, machine, profile, settings, facts, warehouse, shop, signal };
  const meeting = await meetPair(met);
  await stopAt(parts, profile, stopOf(meeting, profile.name));
  const choices = await warehouse.readChoices(signal);
  checkWarehouse(settings, facts, choices);
  const importsOrders = sides.tasks.includes('import-orders');
  if (!importsOrders && sides.tasks.includes('import-goods')) refuseNoGroup(settings, choices);
  const ofUnp = importsOrders ? await checkImport({ settings, choices, warehouse, signal }) : [];
  const shopFacts = meeting.shopFacts ?? (await shop.fetchFacts(signal));
  await stopAt(parts, profile, await laterTwinRefusal(met, shopFacts));
  const sold = { settings, facts, shopFacts, warehouse, shop, signal };
  const priceCurrency = await readPriceCurrency(sold, sides.tasks);
  const shared = {
    profile,
    settings,
    identity: profileIdentity(settings),
    series: await parts.state.series.ranges(profile.id),
    facts,
    choices,
    shopFacts,
    priceCurrency,
    warehouse,
    shop,
    state,
    clock,
    machine,
    holder: parts.holder,
    isAlive: parts.isAlive,
    marks: meeting.marks,
    readOrder: await parts.loadOrderReader(),
    orderContacts: parts.orderContacts,
    words: sides.words,
    signal,
    quantitiesSent: new Set<number>(),
    recordedAsked: { lost: null },
    landing: parts.landing ?? NOTHING_LANDS,
    asksAll: false,
    firstFeed: sides.firstFeed ?? firstFeedTurn(settings, {}),
    recordsAgainOnly: false,
    provenKinds: new Set<ChangeKind>(),
    between: NOTHING_BETWEEN,
  };
  await tellQuestion(parts.state, profile, { kind: 'pair', error: null, nowIso: nowIso(parts.clock) });
  const notices = [...(await sessionNotices(shared, sides.tasks)), ...ofUnp];
  if (sides.isNumberingOpen !== true) await checkNumbering(shared);
  return { parts, profile, warehouse, shop, shared, notices, meeting };
}

/** Refuses an import of orders that cannot be what the settings ask for; what a person should know of it. */
async function checkImport(
  of: Pick<SessionSides, 'settings' | 'signal'> & {
    readonly choices: WarehouseChoices;
    readonly warehouse: WarehouseReading;
  },
): Promise<readonly Notice[]> {
  const { settings, choices, warehouse, signal } = of;
  refuseNoGroup(settings, choices);
  checkAbilities(settings, warehouse.abilities);
  return unpNoticesOf(settings, warehouse, signal);
}

/**
 * An open session for one more import of orders: what that asks at its start is asked anew, and how far the
 * shop's orders are. Rejects as a session that is opened for it.
 */
export async function sessionForOrders(session: Session): Promise<Session> {
  await checkImport(session.shared);
  const shopFacts = await session.shop.fetchFacts(session.shared.signal);
  const fresh = { shopFacts, recordedAsked: { lost: null }, between: NOTHING_BETWEEN };
  return { ...session, shared: { ...session.shared, ...fresh } };
}

/** Refuses to make partners or goods in a group that the warehouse does not have: nobody would see them. */
function refuseNoGroup(settings: RunnableSettings, choices: WarehouseChoices): void {
  const [fault] = madeInFaults(settings, choices);
  if (fault !== undefined) throw namedFault(fault);
}

/** Ends the session at what a person has to say first, which stays on the list until then. */
async function stopAt(parts: AppParts, profile: Profile, stop: SyncError | null): Promise<void> {
  if (stop === null) return;
  await tellQuestion(parts.state, profile, { kind: 'pair', error: stop, nowIso: nowIso(parts.clock) });
  throw stop;
}

/** Other profiles of this memory that work with the same shop (Q12). */
async function sameShopNotices({ state, profile, identity }: SharedContext): Promise<Notice[]> {
  const others = (await state.profiles.list()).filter(
    ({ id, settings }) => id !== profile.id && identity !== '' && profileIdentity(settings) === identity,
  );
  return others.map(({ name }) => ({ code: 'notice.profile.sameShop', facts: { profile: name } }));
}

async function sessionNotices(shared: SharedContext, tasks: readonly TaskName[]): Promise<readonly Notice[]> {
  const { settings, facts, warehouse } = shared;
  const notices: Notice[] = [...(await sameShopNotices(shared)), ...facts.notices];
  const asked = shared.profile.settings;
  if ((asked.import || asked.importGoods) && !warehouse.abilities.recordsOrders)
    notices.push({ code: 'notice.warehouse.readOnly', facts: { address: settings.warehouse } });
  const addsVat = settings.shopPricesIncludeVat && !facts.pricesIncludeVat;
  if (addsVat && tasks.includes('export-goods')) notices.push({ code: 'notice.prices.vatAdded', facts: {} });
  return notices;
}

/** What УНП of the device the warehouse shows; refuses a device that others number on (F13, A5). */
async function unpNoticesOf(
  settings: RunnableSettings,
  warehouse: WarehouseReading,
  signal: AbortSignal,
): Promise<readonly Notice[]> {
  if (!hasSupto(settings.warehouseBuild) || !warehouse.abilities.writesUnp) return [];
  const range = { from: settings.unpFrom, to: settings.unpTo };
  const use = await warehouse.readUnpUse(settings.deviceSerial, range, signal);
  checkUnpUse(settings, use);
  return unpNotices(settings, use);
}

/**
 * The secrets of a profile, opened for its adapters only. Rejects `profile.changedMeanwhile` when they belong
 * to another place by now than the one these settings name.
 */
export async function readSecrets(parts: AppParts, profile: Profile): Promise<Secrets> {
  const entries: [string, string | null][] = [];
  for (const name of SECRETS) entries.push([name, await parts.state.profiles.secret(profile.id, name)]);
  const stored = (await parts.state.profiles.list()).find((known) => known.id === profile.id);
  if (stored === undefined || movedSecrets(profile.settings, stored.settings).length > 0)
    throw new SyncError('profile.changedMeanwhile', { name: profile.name });
  return Object.fromEntries(entries) as Secrets;
}
