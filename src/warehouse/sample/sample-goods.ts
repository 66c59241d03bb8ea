import type { SeededRandom } from '../../lib/seeded-random.ts';
import { ean13 } from './check-digits.ts';
import { VAT_GROUP_IDS } from './sample-groups.ts';
import type { PlacedGroup, SampleGroups } from './sample-groups.ts';
import { cents, rowsOf } from './sample-rows.ts';
import type { Cell, SampleRows } from './sample-rows.ts';
import { SAMPLE_BRANDS } from './words.ts';

const GOODS_AT_ONCE = 1000;
const FIRST_SERVICE = 2;
const DELETED = -1;
const SERVICE = 8;
const DISCOUNT = 32;
/** Every so many goods one deleted one is added; hazards come round in the same step. */
const STEP = 50;
const MISSING_VAT_GROUP = 99;
const COST_SHARE = 0.6;
/** PriceOut1..10 as shares of the retail price, which is PriceOut2. */
const PRICE_SHARES = [0.85, 1, 0.97, 0.95, 0.93, 0.9, 0.88, 0.86, 0.84, 0.82] as const;

/** A good with what stock and history need to know of it; money in euro with VAT. */
export interface PlacedGood {
  readonly id: number;
  readonly retail: number;
  readonly cost: number;
  readonly vatRate: number;
  /** Sold by weight, length or volume. */
  readonly isMeasured: boolean;
  /** False for deleted goods and for those with a hazard. */
  readonly isTraded: boolean;
}

interface GoodFacts {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly measure: string;
  readonly groupId: number;
  readonly retail: number;
  readonly vatGroup: number;
  readonly type: number;
  readonly barcodes: readonly [string, string, string];
  readonly deleted: number;
}

function costOf(retail: number): number {
  return cents(retail * COST_SHARE);
}

/** All 33 columns of one good. */
function goodRecord(good: GoodFacts): Readonly<Record<string, Cell>> {
  const prices = Object.fromEntries(
    PRICE_SHARES.map((share, index) => [`PriceOut${index + 1}`, cents(good.retail * share)]),
  );
  return {
    ID: good.id,
    Code: good.code,
    BarCode1: good.barcodes[0],
    BarCode2: good.barcodes[1],
    BarCode3: good.barcodes[2],
    Catalog1: ' ',
    Catalog2: ' ',
    Catalog3: ' ',
    Name: good.name,
    Name2: good.name,
    Measure1: good.measure,
    Measure2: good.measure,
    Ratio: 1,
    PriceIn: good.type === 0 ? costOf(good.retail) : 0,
    ...prices,
    MinQtty: 0,
    NormalQtty: 0,
    Description: ' ',
    Type: good.type,
    IsRecipe: 0,
    TaxGroup: good.vatGroup,
    IsVeryUsed: 0,
    GroupID: good.groupId,
    Deleted: good.deleted,
  };
}

/** Services that a shop's orders need: delivery, fee, discount, and one for sale. Ids from 2. */
export function sampleServices(groupId: number): {
  readonly rows: SampleRows;
  readonly ids: readonly number[];
  readonly nextId: number;
} {
  const services = [
    { code: 'ДОСТАВКА', name: 'Доставка до адрес', retail: 4.99, type: SERVICE },
    { code: 'ТАКСА', name: 'Наложен платеж – такса', retail: 1.5, type: SERVICE },
    { code: 'ОТСТЪПКА', name: 'Отстъпка', retail: 1, type: DISCOUNT },
    { code: 'МОНТАЖ', name: 'Монтаж', retail: 25, type: SERVICE },
  ];
  const records = services.map((service, index) =>
    goodRecord({
      ...service,
      id: FIRST_SERVICE + index,
      measure: 'бр.',
      groupId,
      vatGroup: VAT_GROUP_IDS[20],
      barcodes: [' ', ' ', ' '],
      deleted: 0,
    }),
  );
  const ids = services.map((_, index) => FIRST_SERVICE + index);
  return { rows: rowsOf('goods', records), ids, nextId: FIRST_SERVICE + services.length };
}

/**
 * Goods sold by weight carry a weighing pattern in the second column (facts section 12), a few others
 * two more codes.
 */
function barcodesOf(random: SeededRandom, id: number, isWeighed: boolean): readonly [string, string, string] {
  const hasMore = random.chance(0.05);
  const second = hasMore ? ean13(400_000_000 + id) : ' ';
  const scale = `28${String(id).padStart(5, '0').slice(-5)}WWWWWL`;
  const third = hasMore ? `${ean13(500_000_000 + id)},${ean13(600_000_000 + id)}` : ' ';
  return [ean13(id), isWeighed ? scale : second, third];
}

function makeGood(random: SeededRandom, leaves: readonly PlacedGroup[], id: number): GoodFacts {
  const group = random.pick(leaves);
  const [cheapest, dearest] = group.prices;
  const kind = random.pick(group.goods);
  return {
    id,
    code: String(100_000 + id),
    name: `${kind} ${random.pick(SAMPLE_BRANDS)}${random.pick(group.sizes)} №${id}`,
    measure: group.measure,
    groupId: group.id,
    retail: cents(cheapest + random.next() ** 2 * (dearest - cheapest)),
    vatGroup: VAT_GROUP_IDS[group.vatRate],
    type: 0,
    barcodes: barcodesOf(random, id, group.measure === 'кг'),
    deleted: 0,
  };
}

/** What goes wrong in real databases (facts section 15), in turn; the good itself where nothing does. */
function withHazard(good: GoodFacts, before: GoodFacts | null, what: HazardTurn): GoodFacts {
  switch (what.position % STEP) {
    case 10:
      return { ...good, code: before?.code ?? good.code };
    case 20:
      return { ...good, barcodes: before?.barcodes ?? good.barcodes };
    case 30:
      return { ...good, vatGroup: MISSING_VAT_GROUP };
    case 40:
      return { ...good, retail: 0 };
    case 45:
      return { ...good, groupId: what.orphan };
    default:
      return good;
  }
}

interface HazardTurn {
  readonly position: number;
  readonly orphan: number;
}

const RATES = new Map<number, number>(Object.entries(VAT_GROUP_IDS).map(([rate, id]) => [id, Number(rate)]));

function placed(good: GoodFacts, isTraded: boolean): PlacedGood {
  return {
    id: good.id,
    retail: good.retail,
    cost: costOf(good.retail),
    vatRate: RATES.get(good.vatGroup) ?? 0,
    isMeasured: good.measure !== 'бр.',
    isTraded,
  };
}

/**
 * Goods in batches: `count` for sale, and a deleted one after every fifty. Codes and bar codes are
 * unique unless the groups hold an orphan, which says that hazards are wanted.
 */
export function* sampleGoods(
  random: SeededRandom,
  what: { readonly count: number; readonly firstId: number; readonly groups: SampleGroups },
): Generator<{ readonly rows: SampleRows; readonly goods: readonly PlacedGood[]; readonly count: number }> {
  const { leaves, orphan } = what.groups;
  let id = what.firstId;
  let before: GoodFacts | null = null;
  for (let start = 0; start < what.count; start += GOODS_AT_ONCE) {
    const records: Readonly<Record<string, Cell>>[] = [];
    const goods: PlacedGood[] = [];
    const end = Math.min(start + GOODS_AT_ONCE, what.count);
    for (let position = start; position < end; position += 1) {
      const sound = makeGood(random, leaves, id++);
      const good: GoodFacts = orphan === null ? sound : withHazard(sound, before, { position, orphan });
      before = sound;
      records.push(goodRecord(good));
      goods.push(placed(good, good === sound));
      if (position % STEP !== STEP - 1) continue;
      const gone = { ...makeGood(random, leaves, id++), deleted: DELETED };
      records.push(goodRecord(gone));
      goods.push(placed(gone, false));
    }
    yield { rows: rowsOf('goods', records), goods, count: end - start };
  }
}
