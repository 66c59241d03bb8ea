import type { IconName } from '../parts/icon.tsx';
import type { CallName } from '../contract.ts';
import { placeView } from './place-view.tsx';
import type { PlaceView } from './place-view.tsx';

/** A place beside the servers. */
export interface TopPlace extends PlaceView<{ readonly rest: readonly string[] }> {
  readonly id: 'servers' | 'firms' | 'reporting' | 'firm';
  /** A piece of the address that led here once. */
  readonly formerly?: string;
  readonly icon: IconName;
  /** It is for whoever may make this call. */
  readonly needs: CallName;
}

/** What there is beside one server's places; the first that is open to somebody is where he arrives. */
export const TOP_PLACES: readonly [TopPlace, ...TopPlace[]] = [
  {
    id: 'servers',
    icon: 'servers',
    needs: 'get /api/profiles',
    ...placeView(async () => (await import('../pages/servers/servers.tsx')).Servers),
  },
  {
    id: 'firms',
    icon: 'servers',
    needs: 'get /api/firms',
    ...placeView(async () => (await import('../pages/firms/firms.tsx')).Firms),
  },
  {
    id: 'reporting',
    icon: 'shops',
    needs: 'get /api/reporting/shops',
    ...placeView(async () => (await import('../pages/reporting/reporting.tsx')).Reporting),
  },
  {
    id: 'firm',
    formerly: 'accounts',
    icon: 'firm',
    needs: 'get /api/session',
    ...placeView(async () => (await import('../pages/firm/firm.tsx')).Firm),
  },
];
