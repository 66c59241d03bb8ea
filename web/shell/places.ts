import type { PageWords } from '../../src/texts/page-words.ts';
import type { IconName } from '../parts/icon.tsx';
import type { CallName } from '../contract.ts';
import { placeView } from './place-view.tsx';
import type { PlaceView } from './place-view.tsx';
import type { May } from '../may.ts';

/** What a place of a server is given. */
export interface PlaceProps {
  /** The server. */
  readonly name: string;
  /** What stands in the address behind the place: `#/server/NAME/orders/123` gives `['123']`. */
  readonly rest: readonly string[];
}

type PlaceId =
  | 'overview'
  | 'plan'
  | 'orders'
  | 'attention'
  | 'goods'
  | 'unp'
  | 'words'
  | 'runs'
  | 'settings'
  | 'setup';

/** A place of a server: what the rail, the bottom bar, the palette and the keys know of it. */
export interface Place extends PlaceView<PlaceProps> {
  /** Its piece of the address, and its label among the words of the shell. */
  readonly id: PlaceId;
  readonly icon: IconName;
  /** It is for whoever may make this call. */
  readonly needs: CallName;
  /** Stands in the bottom bar of a phone; the others are behind „Още“. */
  readonly isNear: boolean;
  /** Led to by other places alone: it stands in no list of places. */
  readonly isAside?: boolean;
}

/** Every place of a server, in the order in which it is shown; the first is where one arrives. */
export const PLACES: readonly Place[] = [
  {
    id: 'overview',
    icon: 'home',
    needs: 'get /api/profiles/{name}/home',
    isNear: true,
    ...placeView(async () => (await import('../pages/home/home.tsx')).Overview),
  },
  {
    id: 'plan',
    icon: 'plan',
    needs: 'get /api/profiles/{name}/plan',
    isNear: true,
    ...placeView(async () => (await import('../pages/plan/plan.tsx')).PlanPage),
  },
  {
    id: 'orders',
    icon: 'orders',
    needs: 'get /api/profiles/{name}/orders',
    isNear: true,
    ...placeView(async () => (await import('../pages/orders/orders.tsx')).Orders),
  },
  {
    id: 'attention',
    icon: 'attention',
    needs: 'get /api/profiles/{name}/attention/groups',
    isNear: true,
    ...placeView(async () => (await import('../pages/attention/attention.tsx')).Attention),
  },
  {
    id: 'goods',
    icon: 'goods',
    needs: 'get /api/profiles/{name}/goods',
    isNear: false,
    ...placeView(async () => (await import('../pages/goods/goods.tsx')).Goods),
  },
  {
    id: 'unp',
    icon: 'unp',
    needs: 'get /api/profiles/{name}/unp',
    isNear: false,
    ...placeView(async () => (await import('../pages/unp/unp.tsx')).UnpPage),
  },
  {
    id: 'words',
    icon: 'words',
    needs: 'get /api/profiles/{name}/words',
    isNear: false,
    ...placeView(async () => (await import('../pages/words/words.tsx')).WordsPage),
  },
  {
    id: 'runs',
    icon: 'runs',
    needs: 'get /api/profiles/{name}/runs-list',
    isNear: false,
    ...placeView(async () => (await import('../pages/runs/runs.tsx')).Runs),
  },
  {
    id: 'settings',
    icon: 'settings',
    needs: 'get /api/profiles/{name}',
    isNear: false,
    ...placeView(async () => (await import('../pages/settings/settings.tsx')).SettingsPage),
  },
  {
    id: 'setup',
    icon: 'settings',
    needs: 'post /api/profiles/{name}/look/shop',
    isNear: false,
    isAside: true,
    ...placeView(async () => (await import('../pages/first-run/first-run.tsx')).FirstRun),
  },
];

/** The places that somebody may go to, as they are listed. */
export function placesFor(may: May): readonly Place[] {
  return PLACES.filter(({ needs, isAside }) => isAside !== true && may(needs));
}

/** What a place is called. */
export function placeName(words: PageWords, { id }: Place): string {
  return words.shell[id];
}
