import { nowIso } from '../../lib/clock.ts';
import { agentOfAddress } from '../../model/agent-address.ts';
import type { Settings } from '../../model/settings.ts';
import type { SyncError } from '../../model/sync-error.ts';
import type { AppParts } from '../app-parts.ts';
import type { TestedAgent } from '../app.ts';

/** What the test has to say of the agent; a fault that is not of the line says everything itself. */
export async function testedAgent(
  { state, clock }: AppParts,
  settings: Settings,
  { heard, error }: { readonly heard: string | null; readonly error: SyncError | null },
): Promise<TestedAgent | null> {
  const name = agentOfAddress(settings.warehouse);
  if (name === null) return null;
  if (heard !== null) return { name, isThere: true, version: heard, seenAt: nowIso(clock) };
  if (error?.kind !== 'connection') return null;
  const last = await state.agents.find(name);
  const seenAt = last === null ? null : new Date(last.seenMs).toISOString();
  return { name, isThere: false, version: last?.version ?? null, seenAt };
}
