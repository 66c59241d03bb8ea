import type { TenantId } from '../../model/tenant.ts';
import type { App } from '../app.ts';

/** The application of each firm, made when it is first asked for and kept. */
export function firmApps<Own>(app: Pick<App, 'of'>, over: (firm: App) => Own): (tenant: TenantId) => Own {
  const known = new Map<TenantId, Own>();
  return (tenant) => {
    const own = known.get(tenant) ?? over(app.of(tenant));
    known.set(tenant, own);
    return own;
  };
}
