import { lazy } from 'react';
import type { ComponentType } from 'react';
import type { IconName } from '../parts/icon.tsx';
import type { CallName } from '../contract.ts';

/** A place beside the servers. */
export interface TopPlace {
  readonly id: 'servers' | 'firms' | 'reporting' | 'firm';
  /** A piece of the address that led here once. */
  readonly formerly?: string;
  readonly icon: IconName;
  /** It is for whoever may make this call. */
  readonly needs: CallName;
  readonly view: ComponentType<{ readonly rest: readonly string[] }>;
}

/** What there is beside one server's places; the first that is open to somebody is where he arrives. */
export const TOP_PLACES: readonly [TopPlace, ...TopPlace[]] = [
  {
    id: 'servers',
    icon: 'servers',
    needs: 'get /api/profiles',
    view: lazy(async () => ({ default: (await import('../pages/servers/servers.tsx')).Servers })),
  },
  {
    id: 'firms',
    icon: 'servers',
    needs: 'get /api/firms',
    view: lazy(async () => ({ default: (await import('../pages/firms/firms.tsx')).Firms })),
  },
  {
    id: 'reporting',
    icon: 'shops',
    needs: 'get /api/reporting/shops',
    view: lazy(async () => ({ default: (await import('../pages/reporting/reporting.tsx')).Reporting })),
  },
  {
    id: 'firm',
    formerly: 'accounts',
    icon: 'firm',
    needs: 'get /api/session',
    view: lazy(async () => ({ default: (await import('../pages/firm/firm.tsx')).Firm })),
  },
];
