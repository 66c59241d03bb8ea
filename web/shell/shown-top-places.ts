import { useAnswer } from '../answers.ts';
import { usePage } from '../context.ts';
import { TOP_PLACES } from './top-places.ts';
import type { TopPlace } from './top-places.ts';

/**
 * The places beside the servers that are always at hand, for whoever has signed in. Few watch other shops:
 * their place is shown from the first of them on, and is found by the keyboard and from the firm before.
 */
export function useShownTopPlaces(here: string): readonly TopPlace[] {
  const { may } = usePage();
  const places = TOP_PLACES.filter(({ needs }) => may(needs));
  const mayWatch = places.some(({ id }) => id === 'reporting');
  const { value: shops } = useAnswer('/api/reporting/shops', mayWatch ? {} : null);
  return places.filter(({ id }) => id !== 'reporting' || id === here || (shops ?? []).length > 0);
}
