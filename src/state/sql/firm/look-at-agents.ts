import { usedAgents } from '../../../model/met-agent.ts';
import type { MetAgent } from '../../../model/met-agent.ts';

/** Asks a memory that was not opened for work; rejects where it has no such table yet. */
export type AskRows = (statement: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

const MET = 'SELECT tenant_id, name, version, seen_ms FROM agents';
const NAMED =
  "SELECT tenant_id, settings FROM profiles WHERE removed_at IS NULL AND lower(settings) LIKE '%agent:%'";

/** Agents of every firm that a profile names and that were met, for whoever opens no memory for it. */
export async function lookAtAgents(ask: AskRows): Promise<readonly MetAgent[]> {
  const met = await ask(MET);
  const named = met.length === 0 ? [] : await ask(NAMED);
  return usedAgents(
    met.map((row) => ({
      firm: Number(row['tenant_id']),
      name: String(row['name']),
      version: String(row['version']),
      seenMs: Number(row['seen_ms']),
    })),
    named.map((row) => {
      const { warehouse = '' } = JSON.parse(String(row['settings'])) as { readonly warehouse?: string };
      return { firm: Number(row['tenant_id']), address: warehouse };
    }),
  );
}
