import type { Profile } from '../../model/profile.ts';
import { whenAsked } from '../../lib/when-asked.ts';
import type { AppParts } from '../app-parts.ts';
import type { OrderDesk } from './order-desk.ts';

/** The desk of orders, loaded when it is first asked for. */
export function laterOrders(parts: AppParts, find: (name: string) => Promise<Profile>): OrderDesk {
  let loading: Promise<OrderDesk> | null = null;
  const load = async (): Promise<OrderDesk> => (await import('./order-desk.ts')).orderDesk(parts, find);
  const desk = async (): Promise<OrderDesk> => (loading ??= load());
  return {
    ...whenAsked<Omit<OrderDesk, 'each' | 'eachUnp'>>(
      {
        page: true,
        details: true,
        goods: true,
        decline: true,
        admit: true,
        unps: true,
        devices: true,
        unpUse: true,
      },
      desk,
    ),
    each: async function* each(name, filter) {
      yield* (await desk()).each(name, filter);
    },
    eachUnp: async function* each(name, filter) {
      yield* (await desk()).eachUnp(name, filter);
    },
  };
}
