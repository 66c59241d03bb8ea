import type { Access } from '../access/access.ts';
import { whenAsked } from '../lib/when-asked.ts';
import type { AppParts } from './app-parts.ts';
import type { App } from './app.ts';
import { AgentDesk } from './agents/agent-desk.ts';
import { BackupDesk } from './backups/backup-desk.ts';
import type { ChangeDesk } from './changes/change-desk.ts';
import { TenantDesk } from './profiles/tenant-desk.ts';
import { RetentionDesk } from './retention/retention-desk.ts';
import { KeyDesk } from './upkeep/key-desk.ts';
import type { Vitals } from './vitals/vitals.ts';

function laterVitals(parts: AppParts): Vitals {
  return whenAsked<Vitals>(
    {
      touchMemory: true,
      leases: true,
      profiles: true,
      reporting: true,
      memoryBytes: true,
      logFile: true,
      noteLogFile: true,
    },
    async () => (await import('./vitals/vitals.ts')).vitalsOf(parts),
  );
}

/** What is of the whole installation, and not of one profile. */
export function installationDesks(
  parts: AppParts,
  { desk, access }: { readonly desk: ChangeDesk; readonly access: Access },
): Pick<App, 'agents' | 'backups' | 'keys' | 'retention' | 'access' | 'vitals' | 'tenants'> {
  return {
    backups: new BackupDesk(parts, desk),
    keys: new KeyDesk(parts.state.keys, desk),
    retention: new RetentionDesk(parts, desk, () => access.endOld()),
    access,
    vitals: laterVitals(parts),
    agents: new AgentDesk(parts),
    tenants: new TenantDesk(parts, desk),
  };
}
