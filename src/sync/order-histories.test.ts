import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../model/ledger.ts';
import type { FetchedOrder } from '../model/order.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import { hasDocument, isAnswerOpen } from '../model/order-stage.ts';
import { SyncError } from '../model/sync-error.ts';
import { firstEntry, step } from './order-steps.ts';
import type { OrderEvent, ShopSays } from './order-steps.ts';

// Random histories of one order: a shop that changes its mind, a warehouse with or without a transaction, a network that
// loses requests and answers, a memory that forgets its last write. What must hold is looked at from outside.

const SETTLING = 10;
const NUMBER = 7 as OrderNumber;
const FETCHED: FetchedOrder = { number: NUMBER, raw: '', fault: new SyncError('order.unreadable', {}) };
const SAYINGS: readonly ShopSays[] = [
  { kind: 'due' },
  { kind: 'waits', status: 'unfinished' },
  { kind: 'cancelled', status: 'cancelled' },
  { kind: 'removed' },
  { kind: 'declined' },
  { kind: 'unreadable', reason: { code: 'order.unreadable', facts: {} } },
];

/** How one attempt to record ends. `forgotten`: the document stands, and the memory's next write fails. */
const FATES = ['recorded', 'refused', 'forgotten', 'unsent', 'requestLost', 'answerLost', 'late'] as const;
type Fate = (typeof FATES)[number];

interface Run {
  readonly says: number;
  readonly fate: Fate;
  readonly isAtomic: boolean;
  readonly minutes: number;
}

const RUNS: fc.Arbitrary<readonly Run[]> = fc.array(
  fc.record({
    says: fc.nat(SAYINGS.length - 1),
    fate: fc.constantFrom(...FATES),
    isAtomic: fc.boolean(),
    minutes: fc.nat(15),
  }),
  { minLength: 1, maxLength: 12 },
);

/** One order, its entry as the memory holds it, and the warehouse. */
class World {
  entry: LedgerEntry | null = null;
  documents = 0;
  #arrivesAt: number | null = null;
  #now = 0;

  run({ says, fate, isAtomic, minutes }: Run): void {
    this.#pass(minutes);
    this.entry ??= firstEntry(FETCHED, '', '');
    const saying = SAYINGS[says] ?? { kind: 'due' };
    if (!step(this.entry, saying).mustAsk) return;
    const { entry } = this;
    if (this.documents > 0) this.#take(this.#document('found'));
    else if (isAnswerOpen(entry.stage) && this.#now - Number(entry.sentAt ?? -SETTLING) < SETTLING)
      this.#take({ kind: 'notFoundYet' });
    else {
      this.#take({ kind: 'notFound', says: saying });
      if (saying.kind === 'due') this.#record(fate, isAtomic);
    }
  }

  /** Time goes by; a request that was under way may arrive, though never after the settling time. */
  #pass(minutes: number): void {
    this.#now += minutes;
    if (this.#arrivesAt === null || this.#arrivesAt > this.#now) return;
    this.#arrivesAt = null;
    this.documents += 1;
  }

  #record(fate: Fate, isAtomic: boolean): void {
    if (fate === 'refused') {
      this.#take({ kind: 'refused', reason: { code: 'order.empty', facts: {} }, held: [] });
      return;
    }
    if (!isAtomic) this.#take({ kind: 'sent', at: String(this.#now), held: [] });
    if (fate === 'unsent' || fate === 'requestLost' || fate === 'late') {
      if (isAtomic) return;
      if (fate === 'late') this.#arrivesAt = this.#now + SETTLING - 1;
      this.#take({ kind: fate === 'unsent' ? 'unsent' : 'answerLost' });
      return;
    }
    this.documents += 1;
    if (fate === 'recorded') this.#take(this.#document('recorded'));
    else if (fate === 'answerLost' && !isAtomic) this.#take({ kind: 'answerLost' });
  }

  #document(kind: 'found' | 'recorded'): OrderEvent {
    const operation = { operationType: 19, documentNumber: 1, unp: null } as const;
    return { kind, operation, content: null, at: '' };
  }

  #take(event: OrderEvent): void {
    if (this.entry !== null) this.entry = step(this.entry, event).entry;
  }
}

describe('random histories of one order', () => {
  it('I4, I18: never two documents, never dismissed with a document, none that stays unknown', () => {
    fc.assert(
      fc.property(RUNS, (runs) => {
        const world = new World();
        for (const run of runs) {
          world.run(run);
          expect(world.documents).toBeLessThanOrEqual(1);
          if (world.documents > 0) expect(world.entry?.stage).not.toBe('dismissed');
          if (hasDocument(world.entry?.stage ?? 'seen')) expect(world.documents).toBe(1);
        }
        // Whatever was left open is found by two quiet runs, whatever the shop says by then.
        for (const says of [runs[0]?.says ?? 0, 3])
          world.run({ says, fate: 'refused', isAtomic: true, minutes: SETTLING });
        if (world.documents > 0) expect(hasDocument(world.entry?.stage ?? 'seen')).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
