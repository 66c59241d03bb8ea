import type { Health, SideHealth } from '../app/side-health.ts';
import type { Standing } from '../app/work/work.ts';
import type { RunFault } from '../model/run.ts';
import { SyncError } from '../model/sync-error.ts';
import type { TenantId } from '../model/tenant.ts';

/** Of which profile a job is. */
export interface JobProfile {
  readonly name: string;
  readonly tenant: TenantId;
  /** The name of its firm, where several share the memory; '' = it is of one. */
  readonly firm: string;
}

/** How a work's end stands in its row. */
export function endColumns({
  error,
  health,
}: {
  readonly error: SyncError | null;
  readonly health: Health;
}): { readonly error: string; readonly health: string } {
  const { shop, warehouse } = health;
  const sides = { shop: sideOf(shop), warehouse: sideOf(warehouse) };
  return { error: faultText(error), health: JSON.stringify(sides) };
}

/** How an error stands in a row; `null` as text: none. */
export function faultText(error: SyncError | null): string {
  return JSON.stringify(faultOf(error));
}

/** The error that a row holds. */
export function errorOf(stored: string): SyncError | null {
  return errorIn(JSON.parse(stored));
}

/** How a profile stands by its row. */
export function standingOf(row: { readonly is_over: boolean; readonly health: string }): Standing {
  return { isBusy: !row.is_over, health: healthOf(row.health) };
}

function healthOf(stored: string): Health {
  const { shop, warehouse } = JSON.parse(stored) as Health;
  const side = (each: SideHealth): SideHealth => ({ ...each, error: errorIn(each.error) });
  return { shop: side(shop), warehouse: side(warehouse) };
}

function sideOf(side: SideHealth): unknown {
  return { ...side, error: faultOf(side.error) };
}

function faultOf(error: SyncError | null): RunFault | null {
  return error === null ? null : { code: error.code, facts: error.facts };
}

function errorIn(fault: unknown): SyncError | null {
  if (fault === null) return null;
  const { code, facts } = fault as RunFault;
  return new SyncError(code, facts);
}
