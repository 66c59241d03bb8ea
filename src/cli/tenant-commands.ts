import type { Command } from 'commander';
import { ROLES } from '../model/account.ts';
import { wordWithValues } from './building.ts';
import type { Building } from './building.ts';
import {
  addTenantCommand,
  hosterCommand,
  listTenantsCommand,
  memberCommand,
  renameTenantCommand,
  suspendTenantCommand,
} from './commands/tenants/tenants.ts';

/** Firms that share a memory in a database, for whoever looks after them. */
export function addTenantCommands(root: Command, building: Building): void {
  const { action, texts } = building;
  const words = texts.commands;
  const tenant = root.command('tenant').description(words['tenant']);
  tenant.command('list').description(words['tenant.list']).action(action(listTenantsCommand));
  tenant
    .command('add <firm>')
    .description(words['tenant.add'])
    .action((firm: string) => action((session) => addTenantCommand(session, firm))());
  tenant
    .command('rename <firm> <new>')
    .description(words['tenant.rename'])
    .action((firm: string, to: string) => action((session) => renameTenantCommand(session, firm, to))());
  for (const [word, isSuspended] of [
    ['suspend', true],
    ['resume', false],
  ] as const)
    tenant
      .command(`${word} <firm>`)
      .description(words[`tenant.${word}`])
      .action((firm: string) => action((session) => suspendTenantCommand(session, firm, isSuspended))());
  tenant
    .command('member <firm> <account>')
    .description(words['tenant.member'])
    .option('--role <role>', wordWithValues(building, 'account.role', ROLES))
    .option('--out', words['tenant.out'])
    .action((firm: string, account: string, options: { role?: string; out?: boolean }) =>
      action((session) => memberCommand(session, { tenant: firm, account }, options))(),
    );
  tenant
    .command('hoster <account>')
    .description(words['tenant.hoster'])
    .option('--end', words['tenant.end'])
    .action((account: string, options: { end?: boolean }) =>
      action((session) => hosterCommand(session, account, options))(),
    );
}
