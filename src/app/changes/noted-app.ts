import { changeText } from '../../model/setting-change.ts';
import type { NoteKind, ChangeNote } from '../../model/setting-change.ts';
import type { App } from '../app.ts';
import type { OrderDesk } from '../orders/order-desk.ts';
import type { PairDesk } from '../pair/pair-desk.ts';
import type { MovedProfiles } from '../profiles/moved-profiles.ts';
import type { RemovedProfiles } from '../profiles/removed-profiles.ts';
import type { Upkeep } from '../upkeep/upkeep.ts';
import type { ChangeDesk } from './change-desk.ts';

function note(kind: NoteKind, field: string, after: string | null, before: string | null = null): ChangeNote {
  return { kind, field, before, after };
}

function notedPairs(pairs: PairDesk, desk: ChangeDesk): PairDesk {
  return {
    ...pairs,
    answer: async (name, answer, signal) => {
      const answered = await pairs.answer(name, answer, signal);
      await desk.note(name, note('pair', 'answer', answer));
      return answered;
    },
  };
}

function notedUpkeep(upkeep: Upkeep, desk: ChangeDesk): Upkeep {
  return {
    ...upkeep,
    restore: async (file) => {
      const restored = await upkeep.restore(file);
      await desk.note('', note('backup', 'restored', changeText(file)));
      return restored;
    },
    importFromHere: async (name, request) => {
      const told = await upkeep.importFromHere(name, request);
      if (request.isConfirmed)
        await desk.note(name, note('pair', 'importFromHere', String(told.beginsAfter)));
      return told;
    },
    decideMissing: async (name, what) => {
      const decided = await upkeep.decideMissing(name, what);
      await desk.note(name, note('attention', 'missing', changeText(what)));
      return decided;
    },
    eraseCustomer: async (name, customer) => {
      const numbers = await upkeep.eraseCustomer(name, customer);
      // Whose they were is just what must not be kept: only which orders.
      await desk.note(name, note('erasure', 'orders', changeText(numbers.join(', '))));
      return numbers;
    },
  };
}

function notedOrders(orders: OrderDesk, desk: ChangeDesk): OrderDesk {
  return {
    ...orders,
    decline: async (name, number, by) => {
      await orders.decline(name, number, by);
      await desk.note(name, note('order', `order:${number} decline`, changeText(by.why)));
    },
    admit: async (name, number) => {
      await orders.admit(name, number);
      await desk.note(name, note('order', `order:${number} decline`, null));
    },
  };
}

function notedRemoved(removed: RemovedProfiles, desk: ChangeDesk): RemovedProfiles {
  return {
    ...removed,
    restore: async (key, as) => {
      const profile = await removed.restore(key, as);
      await desk.note(profile.name, note('profile', 'restored', profile.name));
      return profile;
    },
  };
}

function notedMoves(moved: MovedProfiles, desk: ChangeDesk): MovedProfiles {
  return {
    export: async (name, to) => {
      await moved.export(name, to);
      await desk.note(name, note('profile', 'moved', null, name));
    },
    import: async (from, name) => {
      const profile = await moved.import(from, name);
      await desk.note(profile.name, note('profile', 'came', profile.name));
      return profile;
    },
  };
}

/**
 * The application that also keeps who answered, linked, removed or erased something. What is kept in the same
 * transaction as its change (settings, secrets) is not here.
 */
export function notedApp(app: App, desk: ChangeDesk): App {
  return {
    ...app,
    pairs: notedPairs(app.pairs, desk),
    orderDesk: notedOrders(app.orderDesk, desk),
    upkeep: notedUpkeep(app.upkeep, desk),
    removed: notedRemoved(app.removed, desk),
    moved: notedMoves(app.moved, desk),
    addProfile: async (name, settings) => {
      const added = await app.addProfile(name, settings);
      await desk.note(name, note('profile', 'added', name));
      return added;
    },
    removeProfile: async (name) => {
      await app.removeProfile(name);
      await desk.note(name, note('profile', 'removed', null, name));
    },
    decideWord: async (name, decision) => {
      const { kind, word, meaning } = decision;
      const known = (await app.words(name)).find((each) => each.kind === kind && each.word === word.trim());
      await app.decideWord(name, decision);
      const after = meaning === '' ? null : meaning;
      await desk.note(name, note('word', changeText(`${kind}: ${word}`), after, known?.inUse ?? null));
    },
    setRefundWay: async (name, order, way) => {
      await app.setRefundWay(name, order, way);
      await desk.note(name, note('order', `order:${order} refundWay`, way));
    },
    release: async (name, item) => {
      const waiting = item === 'all' ? null : (await app.attention(name)).find(({ id }) => id === item);
      const released = await app.release(name, item);
      const what =
        waiting === null || waiting === undefined ? String(item) : `${waiting.subject} ${waiting.code}`;
      await desk.note(name, note('attention', what, 'released'));
      return released;
    },
    link: async (name, goodId, productId) => {
      await app.link(name, goodId, productId);
      await desk.note(name, note('link', `good:${goodId}`, `product:${productId}`));
    },
    unlink: async (name, goodId) => {
      await app.unlink(name, goodId);
      await desk.note(name, note('link', `good:${goodId}`, null));
    },
  };
}
