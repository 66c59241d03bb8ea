import type { Command } from 'commander';
import { wordWithValues } from './building.ts';
import type { Building } from './building.ts';
import { ROLES } from '../model/account.ts';
import { addAccountCommand, listAccountsCommand, resetAccountCommand } from './commands/accounts.ts';

/** Accounts of the page, for whoever sits at the machine. */
export function addAccountCommands(root: Command, building: Building): void {
  const { action, texts } = building;
  const words = texts.commands;
  const account = root.command('account').description(words['account']);
  account
    .command('list')
    .description(words['account.list'])
    .action(() => action((session) => listAccountsCommand(session))());
  account
    .command('add <name>')
    .description(words['account.add'])
    .option('--role <role>', wordWithValues(building, 'account.role', ROLES))
    .action((name: string, options: { role?: string }) =>
      action((session) => addAccountCommand(session, name, options))(),
    );
  account
    .command('reset <name>')
    .description(words['account.reset'])
    .option('--second-factor', words['account.secondFactor'])
    .action((name: string, options: { secondFactor?: boolean }) =>
      action((session) => resetAccountCommand(session, name, options))(),
    );
}
