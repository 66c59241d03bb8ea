import type { FirmLook } from '../../../app/app.ts';
import { ROLES } from '../../../model/account.ts';
import type { Role } from '../../../model/account.ts';
import { SyncError } from '../../../model/sync-error.ts';
import { formatMoment } from '../../../texts/format.ts';
import { fill } from '../../../texts/text.ts';
import { EXIT } from '../../exit-codes.ts';
import type { CliSession } from '../../session.ts';
import { oneOf, tell } from '../../tell.ts';
import { withMemory } from '../../with-app.ts';

/** Firms that share the memory, by name, with what they have; one machine has one, and no need of it. */
export async function listTenantsCommand(session: CliSession): Promise<number> {
  return withMemory(session, async (app) => {
    const firms = (await app.tenants.look()).toSorted(byName);
    if (session.isJson) {
      for (const firm of firms) session.printJson(jsonOf(firm));
      return EXIT.done;
    }
    const { phrases } = session.texts;
    const moment = (text: string | null): string =>
      text === null || text === '' ? '' : formatMoment(text, session.language);
    session.printTable(
      [
        { heading: phrases['tenant.name'] },
        { heading: phrases['tenant.servers'], isNumber: true },
        { heading: phrases['tenant.waiting'], isNumber: true },
        { heading: phrases['tenant.owner'] },
        { heading: phrases['tenant.since'] },
        { heading: phrases['tenant.suspendedSince'] },
      ],
      firms.map((firm) => [
        firm.name === '' ? '-' : firm.name,
        String(firm.shops.length),
        String(waitingOf(firm)),
        phrases[firm.hasOwner ? 'account.yes' : 'tenant.ownerless'],
        moment(firm.createdAt),
        moment(firm.suspendedAt),
      ]),
    );
    return EXIT.done;
  });
}

function byName(one: FirmLook, other: FirmLook): number {
  return one.name.localeCompare(other.name, 'bg');
}

/** Servers that need somebody. */
function waitingOf({ shops }: FirmLook): number {
  return shops.filter(({ needsSomebody }) => needsSomebody).length;
}

/** For scripts; when the first firm began is not known. */
function jsonOf(firm: FirmLook): Readonly<Record<string, unknown>> {
  const { name, hasOwner, suspendedAt, shops } = firm;
  const createdAt = firm.createdAt === '' ? null : firm.createdAt;
  return { name, servers: shops.length, needSomebody: waitingOf(firm), hasOwner, createdAt, suspendedAt };
}

type Done =
  | 'tenant.added'
  | 'tenant.renamed'
  | 'tenant.suspended'
  | 'tenant.resumed'
  | 'tenant.memberSet'
  | 'tenant.memberOut'
  | 'tenant.hosterSet'
  | 'tenant.hosterEnded';

/** Says what was done, with the names that it was done to. */
function done(session: CliSession, phrase: Done, names: Readonly<Record<string, string>>): number {
  tell(session, { json: names, text: fill(session.texts.phrases[phrase], names) });
  return EXIT.done;
}

/** One more firm. */
export async function addTenantCommand(session: CliSession, name: string): Promise<number> {
  return withMemory(session, async (app) => {
    await app.tenants.add(name);
    return done(session, 'tenant.added', { name });
  });
}

/** Another name for a firm; `-` is the first one while it has none. */
export async function renameTenantCommand(session: CliSession, name: string, to: string): Promise<number> {
  return withMemory(session, async (app) => {
    await app.tenants.rename(name, to);
    return done(session, 'tenant.renamed', { from: name, name: to });
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
    return done(session, isSuspended ? 'tenant.suspended' : 'tenant.resumed', { name });
  });
}

/**
 * What somebody is in a firm; `--out`: nothing any more. One of both is typed: a role that nobody has typed would be
 * given to whoever has another one already.
 */
export async function memberCommand(
  session: CliSession,
  who: { readonly tenant: string; readonly account: string },
  options: { readonly role?: string; readonly out?: boolean },
): Promise<number> {
  const { role: typed, out: isOut = false } = options;
  if (isOut === (typed !== undefined))
    throw new SyncError('cli.wrongUse', { message: oneOf(session, ['--role', '--out']) });
  const role = typed === undefined ? null : roleOf(typed);
  const names = { name: who.tenant, account: who.account };
  return withMemory(session, async (app) => {
    await app.tenants.setMember(who.tenant, who.account, role);
    if (role === null) return done(session, 'tenant.memberOut', names);
    const said = session.texts.phrases[`account.${role}`];
    return done(session, 'tenant.memberSet', { ...names, role: session.isJson ? role : said });
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
    return done(session, options.end === true ? 'tenant.hosterEnded' : 'tenant.hosterSet', { account });
  });
}
