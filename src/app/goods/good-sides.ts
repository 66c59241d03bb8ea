import { SortedReader } from '../../lib/sorted-reader.ts';
import { ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { Good, GoodId, GoodsGroupId } from '../../model/good.ts';
import type { GoodStanding } from '../../model/good-standing.ts';
import { withSubgroups } from '../../model/group-tree.ts';
import type { Link } from '../../model/link.ts';
import type { Profile } from '../../model/profile.ts';
import { sendingRules, sentToOld, standInGoods } from '../../model/sent-field.ts';
import { profileIdentity } from '../../model/settings.ts';
import type { WarehouseFacts } from '../../model/warehouse-facts.ts';
import { isPark } from '../../sync/park.ts';
import type { Park } from '../../sync/park.ts';
import { diffGoodsFields, goodsFields } from '../../sync/plan-export.ts';
import type { ExportContext } from '../../sync/plan-export.ts';
import { bufferByGroup, diffStockFields, explainQuantity, stockFields } from '../../sync/plan-stock.ts';
import type { QuantityTerms } from '../../sync/plan-stock.ts';
import type { StockLevel } from '../../model/stock.ts';
import type { AppParts } from '../app-parts.ts';
import { withBaseCurrency } from '../currency/read-currency.ts';
import { stockQuery } from '../tasks/stock-quantities.ts';
import type { GoodsSource } from './goods-snapshot.ts';

/** A good with its product: what the warehouse gives and what the shop has confirmed. */
export interface GoodSides {
  readonly goodId: GoodId;
  /** Null = the warehouse has it no more. */
  readonly good: Good | null;
  readonly link: Link | null;
  readonly standing: GoodStanding;
  /** The price that the shop is to have; null = none can be said. */
  readonly price: Decimal | null;
  /** The quantity that the shop is to have, term by term; null = it has none. */
  readonly quantity: QuantityTerms | null;
  /** Fields in which the shop has something else than it should. */
  readonly differs: readonly string[];
  /** Why nothing, or not its price, can be sent. */
  readonly why: Park['park'] | null;
}

/** What is the same for all goods of an answer. */
export interface SidesContext {
  readonly profile: Profile;
  readonly facts: WarehouseFacts;
  /** Groups of the export; null = none is chosen. */
  readonly groupIds: ReadonlySet<GoodsGroupId> | null;
  /** The currency of the shop's prices; null = only the shop itself tells it. */
  readonly currency: string | null;
  readonly exporting: ExportContext;
  readonly buffers: ReadonlyMap<GoodsGroupId, Decimal>;
  readonly held: ReadonlyMap<GoodId, Decimal>;
}

/** Reads what all goods have in common. */
export async function readSidesContext(
  { state }: AppParts,
  profile: Profile,
  { warehouse, signal }: { readonly warehouse: GoodsSource; readonly signal: AbortSignal },
): Promise<SidesContext> {
  const { settings } = profile;
  const facts = withBaseCurrency(await warehouse.readFacts(signal), settings);
  const { groups } = await warehouse.readChoices(signal);
  const stated = settings.shopCurrency === 'auto' ? null : settings.shopCurrency;
  const currency = stated ?? (settings.currencyConversion === 'none' ? facts.baseCurrency : null);
  const held = await state.ledger.held(profile.id);
  return {
    profile,
    facts,
    groupIds: settings.groups.length === 0 ? null : withSubgroups(groups, settings.groups),
    currency,
    exporting: {
      settings,
      pricesIncludeVat: facts.pricesIncludeVat,
      baseCurrency: facts.baseCurrency,
      shopCurrency: currency,
      // Of categories only their names would be compared, which says nothing of a group that was renamed.
      groupPaths: new Map(),
      categoryIds: new Map(),
      arePricesStopped: currency === null,
      rules: sendingRules(settings),
    },
    buffers: bufferByGroup(groups, settings),
    held: new Map(held.map(({ goodId, quantity }) => [goodId, quantity])),
  };
}

/** Stock of these goods, by id. */
export async function readLevels(
  parts: AppParts,
  context: SidesContext,
  of: { readonly goods: readonly Good[]; readonly warehouse: GoodsSource; readonly signal: AbortSignal },
): Promise<ReadonlyMap<GoodId, StockLevel>> {
  const [first, last] = [of.goods[0], of.goods.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const { settings } = context.profile;
  const asked = { identity: profileIdentity(settings), now: parts.clock.now(), newestOrders: [] };
  const query = { ...stockQuery(settings, asked), goods: { from: first.id, to: last.id } };
  if (query.locationIds.length === 0) return new Map();
  const reader = new SortedReader(of.warehouse.readStock(query, of.signal), (level) => level.goodId);
  try {
    await reader.skipBelow(first.id);
    return new Map((await reader.takeUpTo(last.id)).map((level) => [level.goodId, level]));
  } finally {
    await reader.close();
  }
}

function standingOf(good: Good | null, link: Link | null, { profile, groupIds }: SidesContext): GoodStanding {
  if (link !== null) return link.hasLeft ? 'left' : 'linked';
  const isSent =
    good !== null &&
    !good.isDeleted &&
    groupIds?.has(good.groupId) === true &&
    !standInGoods(profile.settings).has(good.id);
  return isSent ? 'unlinked' : 'outside';
}

/** One good as both sides have it. */
export function sidesOf(
  of: { readonly goodId: GoodId; readonly good: Good | null; readonly link: Link | null },
  level: StockLevel | null,
  context: SidesContext,
): GoodSides {
  const { good, link } = of;
  const standing = standingOf(good, link, context);
  const none = { ...of, standing, price: null, quantity: null, differs: [], why: null };
  if (good === null) return none;
  const { settings } = context.profile;
  const more = {
    held: context.held.get(good.id) ?? ZERO,
    buffer: context.buffers.get(good.groupId) ?? settings.safetyBuffer,
  };
  const quantity = good.kind === 'service' ? null : explainQuantity(level, more, settings);
  const wanted = goodsFields(good, context.exporting);
  if (isPark(wanted)) return { ...none, quantity, why: wanted.park };
  const { fields, withoutPrice } = wanted;
  const price = fields.price;
  const why = withoutPrice?.park ?? null;
  if (link === null || standing !== 'linked') return { ...none, price, quantity, why };
  const sends = sentToOld(context.exporting.rules);
  const stock = stockFields(good, quantity?.quantity ?? ZERO, settings);
  const changes = [
    ...diffGoodsFields(fields, link.sent, sends).changes,
    ...(sends.has('quantity') && !link.awaitsMovement ? diffStockFields(stock, link.sent).changes : []),
  ];
  return { ...none, price, quantity, why, differs: changes.map(({ field }) => field) };
}
