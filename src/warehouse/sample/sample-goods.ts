import type { SeededRandom } from '../../lib/seeded-random.ts';
import { ean13 } from './check-digits.ts';
import { rowsOf } from './sample-rows.ts';
import type { Cell, SampleRows } from './sample-rows.ts';
import { SAMPLE_BRANDS, SAMPLE_SIZES, SAMPLE_TREE } from './words.ts';
import type { SampleGroup } from './words.ts';

export interface PlacedGroup extends SampleGroup {
  readonly id: number;
}

const GOODS_AT_ONCE = 1000;
const FIRST_GOOD = 2;
const DELETED = -1;
const SERVICE = 8;
const DISCOUNT = 32;
const VAT_GROUP_IDS = { 20: 1, 9: 2, 0: 3 } as const;

/** VAT groups beside the service one of 20 %. */
export const SAMPLE_VAT_GROUPS = [
  { ID: 2, Code: ' ', Name: 'ДДС 9 %', VATValue: 9 },
  { ID: 3, Code: ' ', Name: 'ДДС 0 %', VATValue: 0 },
] as const;

/** Letters of the n-th code on a level: AAA, AAB … AAZ, ABA. */
function level(index: number): string {
  const letter = (value: number): string => String.fromCodePoint(65 + (value % 26));
  return `${letter(Math.floor(index / 676))}${letter(Math.floor(index / 26))}${letter(index)}`;
}

/**
 * The tree as rows, and its third level with ids: goods stand only there. `services`: the group of
 * services.
 */
export function sampleGroups(): {
  readonly rows: SampleRows;
  readonly leaves: readonly PlacedGroup[];
  readonly services: number;
} {
  const records: Record<string, Cell>[] = [];
  const leaves: PlacedGroup[] = [];
  const add = (name: string, code: string): number => {
    const id = records.length + 2;
    records.push({ ID: id, Name: name, Code: code });
    return id;
  };
  for (const [index, [name, children]] of Object.entries(SAMPLE_TREE).entries()) {
    const code = level(index);
    add(name, code);
    for (const [childIndex, [childName, groups]] of Object.entries(children).entries()) {
      const childCode = `${code}${level(childIndex)}`;
      add(childName, childCode);
      for (const [leafIndex, group] of groups.entries()) {
        leaves.push({ ...group, id: add(group.name, `${childCode}${level(leafIndex)}`) });
      }
    }
  }
  const services = add('Услуги', level(Object.keys(SAMPLE_TREE).length));
  return { rows: rowsOf('goodsgroups', records), leaves, services };
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

function cents(value: number): number {
  return Math.round(value * 100) / 100;
}

/**
 * All columns of one good; ten prices from the retail price, purchase at about two thirds of the wholesale
 * price.
 */
function goodRecord(good: GoodFacts): Readonly<Record<string, Cell>> {
  const prices = Object.fromEntries(
    [0.85, 1, 0.97, 0.95, 0.93, 0.9, 0.88, 0.86, 0.84, 0.82].map((factor, index) => [
      `PriceOut${index + 1}`,
      cents(good.retail * factor),
    ]),
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
    PriceIn: good.type === 0 ? cents(good.retail * 0.6) : 0,
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

/** Services that a shop's orders need: delivery, fee, discount, and one for sale. */
export function sampleServices(groupId: number): {
  readonly rows: SampleRows;
  readonly nextId: number;
  readonly ids: readonly number[];
} {
  const services = [
    { code: 'ДОСТАВКА', name: 'Доставка до адрес', retail: 4.99, type: SERVICE },
    { code: 'ТАКСА', name: 'Наложен платеж – такса', retail: 1.5, type: SERVICE },
    { code: 'ОТСТЪПКА', name: 'Отстъпка', retail: 1, type: DISCOUNT },
    { code: 'МОНТАЖ', name: 'Монтаж на място', retail: 25, type: SERVICE },
  ];
  const records = services.map((service, index) =>
    goodRecord({
      ...service,
      id: FIRST_GOOD + index,
      measure: 'бр.',
      groupId,
      vatGroup: VAT_GROUP_IDS[20],
      barcodes: [' ', ' ', ' '],
      deleted: 0,
    }),
  );
  return {
    rows: rowsOf('goods', records),
    nextId: FIRST_GOOD + services.length,
    ids: services.map((_, index) => FIRST_GOOD + index),
  };
}

function makeGood(random: SeededRandom, leaves: readonly PlacedGroup[], id: number): GoodFacts {
  const group = random.pick(leaves);
  const [cheapest, dearest] = group.prices;
  const name = `${random.pick(group.goods)} ${random.pick(SAMPLE_BRANDS)}${random.pick(SAMPLE_SIZES)} №${id}`;
  const main = ean13(id);
  const hasMore = random.chance(0.05);
  return {
    id,
    code: String(100_000 + id),
    name,
    measure: group.measure,
    groupId: group.id,
    retail: cents(cheapest + random.next() ** 2 * (dearest - cheapest)),
    vatGroup: VAT_GROUP_IDS[group.vatRate],
    type: 0,
    barcodes: [
      main,
      hasMore ? ean13(400_000_000 + id) : ' ',
      hasMore ? `${ean13(500_000_000 + id)},${ean13(600_000_000 + id)}` : ' ',
    ],
    deleted: 0,
  };
}

/** Goods in batches: `count` for sale, and one deleted good for every fifty. */
export function* sampleGoods(
  random: SeededRandom,
  what: { readonly count: number; readonly firstId: number; readonly leaves: readonly PlacedGroup[] },
): Generator<{
  readonly rows: SampleRows;
  readonly goods: readonly { readonly id: number; readonly retail: number; readonly measure: string }[];
}> {
  let id = what.firstId;
  let left = what.count;
  while (left > 0) {
    const records: Readonly<Record<string, Cell>>[] = [];
    const goods: { id: number; retail: number; measure: string }[] = [];
    for (; left > 0 && goods.length < GOODS_AT_ONCE; left -= 1) {
      const good = makeGood(random, what.leaves, id);
      records.push(goodRecord(good));
      goods.push({ id, retail: good.retail, measure: good.measure });
      id += 1;
      if (left % 50 === 0) {
        records.push(goodRecord({ ...makeGood(random, what.leaves, id), deleted: DELETED }));
        id += 1;
      }
    }
    yield { rows: rowsOf('goods', records), goods };
  }
}
