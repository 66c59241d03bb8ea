import { ROLES } from '../../../model/account.ts';
import type { Role } from '../../../model/account.ts';
import { SyncError } from '../../../model/sync-error.ts';
import type { Tenant } from '../../../model/tenant.ts';
import { formatMoment } from '../../../texts/format.ts';
import { fill } from '../../../texts/text.ts';
import { EXIT } from '../../exit-codes.ts';
import type { CliSession } from '../../session.ts';
import { tell } from '../../tell.ts';
import { withMemory } from '../../with-app.ts';

/** Firms that share the memory; one machine has one, and no need of any of this. */
export async function listTenantsCommand(session: CliSession): Promise<number> {
  return withMemory(session, async (app) => {
    const tenants = await app.tenants.list();
    if (session.isJson) {
      for (const { name, createdAt, suspendedAt } of tenants)
        session.printJson({ name, createdAt, suspendedAt });
      return EXIT.done;
    }
    const { phrases } = session.texts;
    const moment = (text: string | null): string =>
      text === null || text === '' ? '' : formatMoment(text, session.language);
    const columns = (['tenant.name', 'tenant.since', 'tenant.suspendedSince'] as const).map((head) => ({
      heading: phrases[head],
    }));
    const cells = ({ name, createdAt, suspendedAt }: Tenant): readonly string[] => [
      name === '' ? '-' : name,
      moment(createdAt),
      moment(suspendedAt),
    ];
    session.printTable(columns, tenants.map(cells));
    return EXIT.done;
  });
}

/** Says that something of a firm was done. */
function done(session: CliSession, name: string): number {
  tell(session, { json: { name }, text: fill(session.texts.phrases['tenant.done'], { name }) });
  return EXIT.done;
}

/** One more firm. */
export async function addTenantCommand(session: CliSession, name: string): Promise<number> {
  return withMemory(session, async (app) => {
    await app.tenants.add(name);
    return done(session, name);
  });
}

/** Another name for a firm; `-` is the first one while it has none. */
export async function renameTenantCommand(session: CliSession, name: string, to: string): Promise<number> {
  return withMemory(session, async (app) => {
    await app.tenants.rename(name, to);
    return done(session, to);
  });
}

/** Lets nobody of a firm in, or again. */
export async function suspendTenantCommand(
  session: CliSession,
  name: string,
  isSuspended: boolean,
): Promise<number> {
  return withMemory(session, async (app) => {
    await app.tenants.suspend(name, isSuspended);
    return done(session, name);
  });
}

/** What somebody is in a firm; `--out`: nothing any more. */
export async function memberCommand(
  session: CliSession,
  who: { readonly tenant: string; readonly account: string },
  options: { readonly role?: string; readonly out?: boolean },
): Promise<number> {
  const role = options.out === true ? null : roleOf(options.role ?? 'operator');
  return withMemory(session, async (app) => {
    await app.tenants.setMember(who.tenant, who.account, role);
    return done(session, who.tenant);
  });
}

function roleOf(text: string): Role {
  const role = ROLES.find((known) => known === text);
  if (role === undefined)
    throw new SyncError('settings.badValue', { key: '--role', value: text, expected: ROLES.join(' | ') });
  return role;
}

/** Who looks after the firms; `--end`: no more. */
export async function hosterCommand(
  session: CliSession,
  account: string,
  options: { readonly end?: boolean },
): Promise<number> {
  return withMemory(session, async (app) => {
    await app.tenants.setHoster(account, options.end !== true);
    return done(session, account);
  });
}
