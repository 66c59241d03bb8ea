import { nowIso } from '../lib/clock.ts';
import { sha256 } from '../lib/hash.ts';
import { isZero } from '../model/decimal.ts';
import type { Profile } from '../model/profile.ts';
import { namedFault } from '../model/form-faults.ts';
import { checkSettings } from '../model/settings-check.ts';
import type { SettingFault } from '../model/settings-check.ts';
import { asSyncError, SyncError } from '../model/sync-error.ts';
import type { UnpUse, WarehouseChoices, WarehouseFacts, WarehouseOddity } from '../model/warehouse-facts.ts';
import { hasSupto } from '../model/warehouse-version.ts';
import type { Shop, ShopFacts } from '../shop/shop.ts';
import { profileIdentity } from '../model/settings.ts';
import type { Settings } from '../model/settings.ts';
import type { Warehouse, WarehouseAbilities, WarehouseWork } from '../warehouse/warehouse.ts';
import type { AppParts } from './app-parts.ts';
import { testedAgent } from './agents/tested-agent.ts';
import type { AgedOrders, ProfileTest, TestedPoint } from './app.ts';
import { priceCurrency } from '../sync/prices/price-stop.ts';
import type { PriceComparison } from '../sync/prices/compare-prices.ts';
import { comparePricesOf } from './currency/price-pairs.ts';
import { meetFirstWords } from './words/first-words.ts';
import { checkAbilities, checkUnpUse, checkWarehouse } from './preflight.ts';
import { currencyEvidence, withBaseCurrency } from './currency/read-currency.ts';
import { twinRefusal } from './pair/known-shop.ts';
import { meetPair, stopOf } from './pair/meet-pair.ts';
import { tellQuestion } from './report/standing-question.ts';
import { withSides } from './session.ts';
import { findRecordFaults } from './setup/check-records.ts';
import type { TriedProfile } from './setup/draft.ts';
import { stockQuery } from './tasks/stock-quantities.ts';

const SALE = '2';

type Limit = ProfileTest['limits'][number];

interface WarehouseFindings {
  readonly error: SyncError | null;
  readonly facts: WarehouseFacts | null;
  readonly choices: WarehouseChoices | null;
  readonly unpUse: UnpUse | null;
  readonly agent: ProfileTest['agent'];
  readonly oddities: readonly WarehouseOddity[];
  readonly agedOrders: AgedOrders | null;
  readonly limits: readonly Limit[];
  readonly rights: TestedPoint;
  /** What the settings name, held against the warehouse. */
  readonly records: TestedPoint;
  readonly faults: readonly SettingFault[];
  /** Null where no УНП are drawn. */
  readonly unp: TestedPoint | null;
}

interface ShopFindings {
  readonly error: SyncError | null;
  readonly facts: ShopFacts | null;
  readonly limits: readonly Limit[];
}

/**
 * "Тест на връзката": both sides are asked, whatever the other one says, and nothing is written to them. What
 * words the shop uses is remembered, so that they can be explained before the first run, and what a person is
 * asked.
 */
export async function testProfile(
  parts: AppParts,
  tried: TriedProfile,
  signal: AbortSignal,
): Promise<ProfileTest> {
  const { profile } = tried;
  const faults = checkSettings(profile.settings);
  const warehouse = await testWarehouse(parts, tried, signal);
  const shop = await testShop(parts, tried, signal);
  const currency = currencyPoint(profile, warehouse.facts, shop.facts);
  const both =
    warehouse.error === null && shop.facts !== null
      ? await testBoth(parts, tried, { shopFacts: shop.facts, signal })
      : null;
  const points: TestedPoint[] = [
    point('settings', faults[0]?.error ?? null),
    point('warehouse', warehouse.error),
    warehouse.records,
    point('shop', shop.error),
    both?.pair ?? { point: 'pair', isOk: null, error: null },
    currency,
    warehouse.rights,
    ...(warehouse.unp === null ? [] : [warehouse.unp]),
  ];
  return {
    points,
    faults: [...faults, ...warehouse.faults],
    warehouse: warehouse.facts,
    choices: warehouse.choices,
    shop: shop.facts,
    unpUse: warehouse.unpUse,
    agent: warehouse.agent,
    agedOrders: warehouse.agedOrders,
    prices: both?.prices ?? null,
    oddities: warehouse.oddities,
    limits: [...warehouse.limits, ...shop.limits],
  };
}

function point(name: TestedPoint['point'], error: SyncError | null): TestedPoint {
  return { point: name, isOk: error === null, error };
}

function currencyPoint(
  profile: Profile,
  warehouse: WarehouseFacts | null,
  shop: ShopFacts | null,
): TestedPoint {
  if (warehouse === null || shop === null) return { point: 'currency', isOk: null, error: null };
  const { settings } = profile;
  try {
    const { baseCurrency } = withBaseCurrency(warehouse, settings);
    const evidence = currencyEvidence(settings, shop);
    const { stop } = priceCurrency(evidence, baseCurrency, settings.currencyConversion);
    return point('currency', stop === null ? null : new SyncError(stop.park.code, stop.park.facts));
  } catch (error) {
    return point('currency', asSyncError(error));
  }
}

interface BothFindings {
  readonly pair: TestedPoint;
  /** Of goods that both sides have; null where those of one cannot be read. */
  readonly prices: PriceComparison | null;
}

/** What only both sides together tell: whether they are those that are remembered, and their prices. */
async function testBoth(
  parts: AppParts,
  { profile, secrets, isDraft }: TriedProfile,
  { shopFacts, signal }: { readonly shopFacts: ShopFacts; readonly signal: AbortSignal },
): Promise<BothFindings> {
  const { settings } = profile;
  return withSides(parts, { profile, secrets, watch: {} }, async ({ warehouse, shop }) => {
    const facts = await warehouse.readFacts(signal);
    const sides = { settings, facts, warehouse, shop, signal };
    const { state, clock, machine } = parts;
    const both = { ...sides, state, clock, machine, profile };
    const stop = stopOf(await meetPair(both, shopFacts), profile.name) ?? (await twinRefusal(both));
    // What was only typed is nobody's pair yet.
    if (!isDraft) await tellQuestion(state, profile, { kind: 'pair', error: stop, nowIso: nowIso(clock) });
    const prices = await comparePricesOf(sides);
    const { newestOrders: newest } = shopFacts;
    if (stop === null && !isDraft) await meetFirstWords(parts, profile, { shop, newest, signal });
    return { pair: point('pair', stop), prices };
  });
}

async function testWarehouse(
  parts: AppParts,
  { profile, secrets }: TriedProfile,
  signal: AbortSignal,
): Promise<WarehouseFindings> {
  const found: { -readonly [K in keyof WarehouseFindings]: WarehouseFindings[K] } = {
    error: null,
    facts: null,
    choices: null,
    unpUse: null,
    agent: null,
    oddities: [],
    agedOrders: null,
    limits: [],
    rights: { point: 'rights', isOk: null, error: null },
    records: { point: 'records', isOk: null, error: null },
    faults: [],
    unp: null,
  };
  let warehouse: Warehouse | null = null;
  let heard: string | null = null;
  try {
    warehouse = await parts.openWarehouse(profile.settings, secrets, {
      isOnce: true,
      onAgent: (version) => {
        heard = version;
      },
    });
    found.limits = limitsOf(warehouse.abilities);
    found.facts = await warehouse.readFacts(signal);
    if (await hasNoMarks(warehouse, profile, signal)) found.limits = [...found.limits, 'noMarks'];
    found.choices = await warehouse.readChoices(signal);
    found.oddities = await warehouse.readOddities(signal);
    found.rights = await rightsPoint(warehouse, profile.settings, signal);
    found.faults = await findRecordFaults(profile.settings, warehouse, { choices: found.choices, signal });
    const [fault] = found.faults;
    found.records = point('records', fault === undefined ? null : namedFault(fault));
    checkWarehouse(profile.settings, found.facts, found.choices);
    if (profile.settings.import && warehouse.abilities.recordsOrders)
      checkAbilities(profile.settings, warehouse.abilities);
    const { warehouseBuild, deviceSerial, unpFrom, unpTo } = profile.settings;
    if (hasSupto(warehouseBuild) && deviceSerial !== '' && warehouse.abilities.writesUnp) {
      found.unpUse = await warehouse.readUnpUse(deviceSerial, { from: unpFrom, to: unpTo }, signal);
      found.unp = unpPoint(profile.settings, found.unpUse);
    }
    found.agedOrders = await agedOrders(parts, warehouse, { profile, signal });
  } catch (error) {
    found.error = asSyncError(error);
  } finally {
    await warehouse?.close();
  }
  found.agent = await testedAgent(parts, profile.settings, { heard, error: found.error });
  return found;
}

/** What open orders that are too old still hold; null where no orders are subtracted, or none is too old. */
async function agedOrders(
  parts: AppParts,
  warehouse: Warehouse,
  { profile, signal }: { readonly profile: Profile; readonly signal: AbortSignal },
): Promise<AgedOrders | null> {
  const { settings } = profile;
  const { openOrderDays: days, subtractOpenOrders, exportStock } = settings;
  const asked = { identity: profileIdentity(settings), now: parts.clock.now(), newestOrders: [] };
  const query = stockQuery(settings, asked);
  if (!subtractOpenOrders || !exportStock || query.locationIds.length === 0) return null;
  const quantity = await warehouse.readAgedOrders(query, signal);
  return isZero(quantity) ? null : { days, quantity };
}

/** Whether numbers may be drawn on the device, as far as the warehouse shows who uses it (F13, A5). */
function unpPoint(settings: Settings, use: UnpUse): TestedPoint {
  try {
    checkUnpUse(settings, use);
    return point('unp', null);
  } catch (error) {
    return point('unp', asSyncError(error));
  }
}

/**
 * True where several installations cannot notice each other (Q8); where no orders are taken it matters least.
 */
async function hasNoMarks(
  warehouse: Warehouse,
  { settings }: Profile,
  signal: AbortSignal,
): Promise<boolean> {
  if (!warehouse.abilities.recordsOrders) return false;
  return (await warehouse.readInstallationMarks(sha256(profileIdentity(settings)), signal)) === null;
}

/** What cannot be done; of a warehouse that takes no documents at all nothing more need be said. */
function limitsOf(abilities: WarehouseAbilities): readonly Limit[] {
  if (!abilities.recordsOrders) return ['noOrders'];
  return [
    ...(abilities.writesUnp ? [] : (['noUnp'] as const)),
    ...(abilities.isAtomic ? [] : (['noTransactions'] as const)),
    ...(abilities.writesSales ? [] : (['noSales'] as const)),
    ...(abilities.showsConversions ? [] : (['noConversions'] as const)),
  ];
}

/** What the settings ask the warehouse's user to be allowed to do. */
function workOf(settings: Settings): WarehouseWork {
  const importsOrders = settings.import;
  return {
    importsOrders,
    writesUnp: importsOrders && hasSupto(settings.warehouseBuild),
    writesSales: importsOrders && settings.documentType === SALE,
    addsGoods: settings.importGoods || (importsOrders && settings.unknownGoods === 'download'),
  };
}

async function rightsPoint(
  warehouse: Warehouse,
  settings: Settings,
  signal: AbortSignal,
): Promise<TestedPoint> {
  const missing = await warehouse.missingRights(workOf(settings), signal);
  const facts = { address: settings.warehouse, rights: missing.join(', ') };
  return point('rights', missing.length === 0 ? null : new SyncError('warehouse.rightsMissing', facts));
}

async function testShop(
  parts: AppParts,
  { profile, secrets }: TriedProfile,
  signal: AbortSignal,
): Promise<ShopFindings> {
  let shop: Shop | null = null;
  try {
    shop = await parts.openShop(profile.settings, secrets, {});
    const limits: Limit[] = [
      ...(shop.abilities.readsProducts ? [] : (['productsNotReadable'] as const)),
      ...(shop.abilities.readsStock ? [] : (['stockNotReadable'] as const)),
    ];
    return { error: null, facts: await shop.fetchFacts(signal), limits };
  } catch (error) {
    return { error: asSyncError(error), facts: null, limits: [] };
  } finally {
    await shop?.close();
  }
}
