import type { OrderNumber } from '../../model/order-origin.ts';
import type { ProfileId } from '../../model/profile.ts';
import { RECKONING_ORDERS, RECKONINGS } from '../../model/reckoning.ts';
import type { KeptReckoning, ShownReckoning } from '../../model/reckoning.ts';
import type { ShopWord, WordKind, WordMeaning, WordSighting } from '../../model/shop-words.ts';
import type { WordMemory } from '../state.ts';
import type { StateDatabase } from './schema.ts';
import type { StateStore } from './state-store.ts';

/** The shop's words: one row for each spelling. */
export class SqlWords implements WordMemory {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async sight(
    id: ProfileId,
    sightings: readonly WordSighting[],
    nowIso: string,
    shown: readonly ShownReckoning[] = [],
  ): Promise<void> {
    if (sightings.length + shown.length === 0) return;
    await this.#store.write(id, async (transaction) => {
      for (const sightingsOfWord of byWord(sightings))
        await sightOne(transaction, id, sightingsOfWord, nowIso);
      if (shown.length > 0) await keepShown(transaction, id, shown, nowIso);
    });
  }

  async reckonings(id: ProfileId): Promise<readonly KeptReckoning[]> {
    const rows = await this.#store.read((database) =>
      database
        .selectFrom('reckonings')
        .selectAll()
        .where('profile_id', '=', id)
        .orderBy('order_number')
        .execute(),
    );
    return rows.map((row) => ({
      order: row.order_number,
      fits: RECKONINGS.filter((way) => row.fits.split(',').includes(way)),
      seenAt: row.seen_at,
    }));
  }

  async list(id: ProfileId): Promise<readonly ShopWord[]> {
    const rows = await this.#store.read((database) =>
      database
        .selectFrom('words')
        .selectAll()
        .where('profile_id', '=', id)
        .orderBy('kind')
        .orderBy('word')
        .execute(),
    );
    return rows.map((row) => ({
      kind: row.kind,
      word: row.word,
      count: row.count,
      firstSeen: row.first_seen,
      lastSeen: row.last_seen,
      example: row.example as OrderNumber,
      meaning: row.meaning,
      source: row.source,
    }));
  }

  async decide(
    id: ProfileId,
    { kind, word }: { readonly kind: WordKind; readonly word: string },
    { meaning, nowIso }: { readonly meaning: WordMeaning | null; readonly nowIso: string },
  ): Promise<void> {
    const decided = { meaning, source: meaning === null ? null : 'person' } as const;
    await this.#store.write(id, (transaction) =>
      transaction
        .insertInto('words')
        .values({ ...fresh(id, kind, word), ...decided, first_seen: nowIso, last_seen: nowIso })
        .onConflict((conflict) => conflict.columns(['profile_id', 'kind', 'word']).doUpdateSet(decided))
        .execute(),
    );
  }
}

function fresh(id: ProfileId, kind: WordKind, word: string) {
  return { profile_id: id, kind, word, count: 0, example: 0, meaning: null, source: null } as const;
}

/** The sightings of each word together, in the order in which the words were first met. */
function byWord(sightings: readonly WordSighting[]): Iterable<readonly WordSighting[]> {
  const found = new Map<string, WordSighting[]>();
  for (const sighting of sightings) {
    const key = `${sighting.kind} ${sighting.word}`;
    const same = found.get(key);
    if (same === undefined) found.set(key, [sighting]);
    else same.push(sighting);
  }
  return found.values();
}

async function sightOne(
  transaction: StateDatabase,
  id: ProfileId,
  sightings: readonly WordSighting[],
  nowIso: string,
): Promise<void> {
  const last = sightings.at(-1);
  if (last === undefined) return;
  const { kind, word, order } = last;
  const times = sightings.reduce((sum, each) => sum + (each.times ?? 1), 0);
  const proven = sightings.find((each) => each.proven !== null)?.proven ?? null;
  await transaction
    .insertInto('words')
    .values({ ...fresh(id, kind, word), first_seen: nowIso, last_seen: nowIso })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const same = transaction
    .updateTable('words')
    .where('profile_id', '=', id)
    .where('kind', '=', kind)
    .where('word', '=', word);
  await same.set((row) => ({ count: row('count', '+', times), last_seen: nowIso, example: order })).execute();
  if (proven === null) return;
  if (kind !== 'listing')
    await same.set({ meaning: proven, source: 'arithmetic' }).where('meaning', 'is', null).execute();
  // What a list answers today counts before what it answered once.
  else
    await same
      .set({ meaning: proven, source: 'answers' })
      .where((row) => row.or([row('source', 'is', null), row('source', '<>', 'person')]))
      .execute();
}

/** Keeps what these orders show and forgets what older ones have shown. */
async function keepShown(
  transaction: StateDatabase,
  id: ProfileId,
  shown: readonly ShownReckoning[],
  nowIso: string,
): Promise<void> {
  for (const { order, fits } of shown.slice(-RECKONING_ORDERS)) {
    const columns = { fits: fits.join(','), seen_at: nowIso };
    await transaction
      .insertInto('reckonings')
      .values({ profile_id: id, order_number: order, ...columns })
      .onConflict((conflict) => conflict.columns(['profile_id', 'order_number']).doUpdateSet(columns))
      .execute();
  }
  const rows = await transaction
    .selectFrom('reckonings')
    .select('order_number')
    .where('profile_id', '=', id)
    .orderBy('seen_at', 'desc')
    .orderBy('order_number', 'desc')
    .execute();
  const old = rows.slice(RECKONING_ORDERS).map((row) => row.order_number);
  if (old.length === 0) return;
  await transaction
    .deleteFrom('reckonings')
    .where('profile_id', '=', id)
    .where('order_number', 'in', old)
    .execute();
}
