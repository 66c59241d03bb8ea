import type { TenantId } from '../../../model/tenant.ts';

interface AgentTable {
  readonly tenant_id: TenantId;
  readonly name: string;
  readonly version: string;
  readonly seen_ms: number;
}

/** The table of agents that were met. */
export interface AgentSchema {
  readonly agents: AgentTable;
}
