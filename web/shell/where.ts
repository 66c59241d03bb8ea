import type { May } from '../may.ts';
import { PLACES } from './places.ts';
import { TOP_PLACES } from './top-places.ts';

/** Where an address leads. */
export type Where =
  | { readonly kind: 'top'; readonly server: null; readonly place: string; readonly rest: readonly string[] }
  | {
      readonly kind: 'server';
      readonly server: string;
      readonly place: string;
      readonly rest: readonly string[];
    }
  | {
      readonly kind: 'nowhere';
      readonly server: string | null;
      /** What there is not: such a server, or such a place. */
      readonly missing: 'server' | 'place';
      readonly asked: string;
    };

function nowhere(missing: 'server' | 'place', asked: string, server: string | null = null): Where {
  return { kind: 'nowhere', server, missing, asked };
}

/**
 * The place that the pieces of an address name. `servers`: those that there are, null while that is not known
 * yet. What somebody may not see is not there for him.
 */
export function whereIs(route: readonly string[], may: May, servers: readonly string[] | null): Where {
  const arrival = TOP_PLACES.find(({ needs }) => may(needs));
  const [first = arrival?.id, second, third, ...rest] = route;
  const asked = route.join('/');
  if (first !== 'server') {
    const top = TOP_PLACES.find(({ id, formerly }) => id === first || formerly === first);
    if (top === undefined || !may(top.needs)) return nowhere('place', asked);
    return { kind: 'top', server: null, place: top.id, rest: route.slice(1) };
  }
  if (second === undefined) return nowhere('server', '');
  if (servers !== null && !servers.includes(second)) return nowhere('server', second);
  const place = PLACES.find(({ id }) => id === (third ?? PLACES[0]?.id));
  if (place === undefined || !may(place.needs)) return nowhere('place', asked, second);
  return { kind: 'server', server: second, place: place.id, rest };
}

/**
 * Fetches what the place shows that the pieces of an address name, before it is to be drawn. One that cannot
 * be fetched says so where it is drawn.
 */
export async function fetchPlace(route: readonly string[], may: May): Promise<void> {
  const where = whereIs(route, may, null);
  const places = where.kind === 'top' ? TOP_PLACES : PLACES;
  const place = where.kind === 'nowhere' ? undefined : places.find(({ id }) => id === where.place);
  await place?.fetchAhead().catch(() => undefined);
}
