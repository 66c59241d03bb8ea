import { ROLES } from '../../model/account.ts';
import type { Account, Role } from '../../model/account.ts';
import { SyncError } from '../../model/sync-error.ts';
import { formatMoment } from '../../texts/format.ts';
import { fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import type { CliSession } from '../session.ts';
import { tell } from '../tell.ts';
import { withApp } from '../with-app.ts';

function readRole(text: string): Role {
  const role = ROLES.find((known) => known === text);
  if (role === undefined)
    throw new SyncError('settings.badValue', { key: '--role', value: text, expected: ROLES.join(' | ') });
  return role;
}

/** Who may sign in on the page. */
export async function listAccountsCommand(session: CliSession): Promise<number> {
  return withApp(session, async (app) => {
    const accounts = await app.access.desk.list();
    const { phrases } = session.texts;
    if (session.isJson) {
      for (const account of accounts) session.printJson(account);
      return EXIT.done;
    }
    const cells = (account: Account): readonly string[] => [
      account.name,
      phrases[`account.${account.role}`],
      account.hasSecondFactor ? phrases['account.yes'] : '',
      account.mustChange ? phrases['account.temporary'] : '',
      formatMoment(account.createdAt, session.language),
    ];
    const heads = [
      'account.name',
      'account.role',
      'account.secondFactor',
      'account.password',
      'account.since',
    ];
    const columns = heads.map((head) => ({ heading: phrases[head as 'account.name'] }));
    session.printTable(columns, accounts.map(cells));
    if (accounts.length === 0) session.print(phrases['account.none']);
    return EXIT.done;
  });
}

/** One more who may sign in; tells the password that he begins with. */
export async function addAccountCommand(
  session: CliSession,
  name: string,
  options: { readonly role?: string },
): Promise<number> {
  const role = readRole(options.role ?? 'operator');
  return withApp(session, async (app) => {
    const { language } = session;
    const { account, password } = await app.access.desk.addWithTemporary({ name, role, language });
    const text = fill(session.texts.phrases['account.added'], { name: account.name, password });
    tell(session, { json: { name: account.name, role, password }, text });
    return EXIT.done;
  });
}

/** The way back in for whoever has forgotten his password, or lost his phone. */
export async function resetAccountCommand(
  session: CliSession,
  name: string,
  options: { readonly secondFactor?: boolean },
): Promise<number> {
  return withApp(session, async (app) => {
    const { id } = await app.access.desk.find({ name });
    const withSecondFactor = options.secondFactor === true;
    const { account, password } = await app.access.desk.reset(id, { withSecondFactor });
    const { phrases } = session.texts;
    tell(session, {
      json: { name: account.name, password },
      text: fill(phrases['account.reset'], { name: account.name, password }),
    });
    if (account.hasSecondFactor && !session.isJson)
      session.print(phrases[withSecondFactor ? 'account.factorRemoved' : 'account.factorStays']);
    return EXIT.done;
  });
}
