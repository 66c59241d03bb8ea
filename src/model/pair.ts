import { parseAddress } from './address.ts';
import { shopIdentity } from './order-origin.ts';
import { defaultSettings, SETTING_KEYS, SETTINGS } from './settings.ts';
import type { SettingKey, Settings } from './settings.ts';

/**
 * Shop and warehouse as a profile met them when it last ran (Q3): links, ledger, cursor, confirmation and
 * УНП range are of these two and of no others.
 */
export interface Pair {
  /** Of that run: both addresses, and everything that `forAnotherPair` takes away. */
  readonly settings: Settings;
  /**
   * By which the warehouse's database is known again: the mark left in it, or where it has no place for one
   * that of its goods. Null where there was neither.
   */
  readonly mark: string | null;
  /** Null where the interface does not tell. */
  readonly databaseVersion: string | null;
}

/** What a run meets. */
export interface MetPair {
  readonly settings: Settings;
  /** Those left in the warehouse, and that of its goods where it was looked for. */
  readonly marks: readonly string[];
  readonly databaseVersion: string | null;
}

/** Which of the two is not the one that is remembered. */
export type PairSide = 'shop' | 'warehouse';

/** Records of the other side that were compared with what is remembered of them. */
export interface PairEvidence {
  readonly agree: number;
  readonly differ: number;
}

export const NO_EVIDENCE: PairEvidence = { agree: 0, differ: 0 };

/**
 * What a person says to a changed side: it is the same one (moved, restored), or another one. To a memory
 * that somebody else works with too: this is the original, or the copy.
 */
export const PAIR_ANSWERS = ['moved', 'another', 'original', 'copy'] as const;
export type PairAnswer = (typeof PAIR_ANSWERS)[number];

/** What can be said to a question. */
export function answersTo({ side }: Pick<PairQuestion, 'side'>): readonly PairAnswer[] {
  return side === 'installation' ? ['original', 'copy'] : ['moved', 'another'];
}

/** A side that changed, or a memory that was copied (Q8), for a person to judge. */
export interface PairQuestion {
  readonly side: PairSide | 'installation';
  /** Addresses as they were typed; of a copy, the machines of the other run and of this one. */
  readonly before: string;
  readonly now: string;
  readonly evidence: PairEvidence;
  /** What the evidence speaks for. */
  readonly looksLike: 'same' | 'another' | 'unknown';
  /**
   * Asked before a first run: a document of the identity `before` that seems to be an order of this shop.
   * Null for a side that has changed.
   */
  readonly known: { readonly document: string; readonly order: number } | null;
}

/** Begins like no prefix of Warehouse Pro, as the claims do (I4). */
export const WAREHOUSE_MARK = 'ZWID-';

/** A warehouse's own mark: its only row of this kind, made of what is unique when it is first met. */
export function warehouseMark(uniqueSha256Hex: string): string {
  return `${WAREHOUSE_MARK}${uniqueSha256Hex.slice(0, 16)}`;
}

const GOODS_MARK = 'goods ';

/** What stands for a mark where none can be left: some linked goods, with the codes that they have now. */
export function goodsMark(sha256Hex: string): string {
  return `${GOODS_MARK}${sha256Hex.slice(0, 16)}`;
}

/** True for a mark that `goodsMark` made: it is not in the warehouse, and fades as goods are changed. */
export function isGoodsMark(mark: string): boolean {
  return mark.startsWith(GOODS_MARK);
}

/** Where a shop is, whatever identity its claims carry. */
export function shopPlace(settings: Settings): string {
  return shopIdentity(settings.shopAddress) ?? settings.shopAddress;
}

/** Where a warehouse is: the user who signs in and the options of the way there do not count. */
export function warehousePlace(settings: Settings): string {
  const address = parseAddress(settings.warehouse);
  if (address === null) return settings.warehouse;
  const { scheme, host, port, path } = address;
  return `${scheme}://${host.toLowerCase()}:${port ?? ''}/${path}`;
}

const OF_PAIR: readonly SettingKey[] = [
  'identity',
  'firstOrder',
  'feedUsername',
  'feedDomain',
  'deviceSerial',
  'unpFrom',
  'unpTo',
  'unpSharedDevice',
];

/** Settings that name records of a warehouse by their numbers, which mean others in another one. */
const OF_WAREHOUSE: readonly SettingKey[] = SETTING_KEYS.filter((key) =>
  [
    'groups',
    'amountsByGroup',
    'location',
    'locations',
    'operator',
    'good',
    'goodsGroup',
    'partner',
    'partnerGroup',
  ].includes(SETTINGS[key].kind),
);

function withDefaults(settings: Settings, keys: readonly SettingKey[]): Settings {
  const defaults = defaultSettings();
  return { ...settings, ...Object.fromEntries(keys.map((key) => [key, defaults[key]])) };
}

/** Settings for a copy of a profile: without identity, first order, feed and УНП range (Q3). */
export function forCopy(settings: Settings): Settings {
  return withDefaults(settings, OF_PAIR);
}

/**
 * Settings for a pair that is met for the first time: what belongs to the former one is taken away, unless
 * somebody has changed it since.
 */
export function forAnotherPair(now: Settings, former: Settings, side: PairSide): Settings {
  const keys = side === 'shop' ? OF_PAIR : [...OF_PAIR, ...OF_WAREHOUSE];
  return withDefaults(
    now,
    keys.filter((key) => JSON.stringify(now[key]) === JSON.stringify(former[key])),
  );
}

/** Settings for a pair that is met again: those that belong to it, as they were. */
export function forFormerPair(now: Settings, former: Settings): Settings {
  const keys = [...OF_PAIR, ...OF_WAREHOUSE];
  return { ...now, ...Object.fromEntries(keys.map((key) => [key, former[key]])) };
}
