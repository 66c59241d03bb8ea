import type { Command } from 'commander';
import { addAccountCommands } from './account-commands.ts';
import type { Building } from './building.ts';
import { eraseCustomerCommand, exportArchiveCommand } from './commands/archive.ts';
import { backupCommand } from './commands/backup.ts';
import type { BackupOptions } from './commands/backup.ts';
import { auditFileCommand } from './commands/audit-file.ts';
import { refundWayCommand } from './commands/refund-way.ts';
import { missingCommand } from './commands/missing.ts';
import type { MissingOptions } from './commands/missing.ts';
import {
  diagnoseCommand,
  finishKeyCommand,
  migrateCommand,
  retentionCommand,
  rotateKeyCommand,
} from './commands/care.ts';
import { reportToCommand, showReportCommand, stopReportCommand } from './commands/reporting/report.ts';
import type { ReportOptions } from './commands/reporting/report.ts';
import type { RetentionOptions } from './commands/care.ts';
import type { HereOption } from './with-app.ts';
import {
  checkCommand,
  importFromHereCommand,
  rebuildCommand,
  reconcileCommand,
  restoreCommand,
  undoCommand,
} from './commands/upkeep.ts';

function addArchiveCommands(root: Command, building: Building): void {
  const { action, texts } = building;
  const words = texts.commands;
  const archive = root.command('archive').description(words['archive']);
  archive
    .command('export <name>')
    .description(words['archive.export'])
    .option('--format <format>', words['archive.format'])
    .option('--removed [number]', words['removedOption'])
    .option('--out <file>', words['archive.out'])
    .action((name: string, options: { format?: string; out?: string; removed?: string | true }) =>
      action((session) => exportArchiveCommand(session, name, options))(),
    );
  archive
    .command('erase <name>')
    .description(words['archive.erase'])
    .option('--contact <text>', words['archive.contact'])
    .option('--order <number>', words['archive.order'])
    .option('--yes', words['yes'])
    .action((name: string, options: { contact?: string; order?: string; yes?: boolean }) =>
      action((session) => eraseCustomerCommand(session, name, options))(),
    );
}

function addImportFromHere(root: Command, { action, texts }: Building): void {
  const words = texts.commands;
  root
    .command('import-from-here <name>')
    .description(words['importFromHere'])
    .option('--yes', words['yes'])
    .action((name: string, options: { yes?: boolean }) =>
      action((session) => importFromHereCommand(session, name, options))(),
    );
}

function addMissingCommand(root: Command, building: Building): void {
  const { action, texts } = building;
  const words = texts.commands;
  root
    .command('missing <name>')
    .description(words['missing'])
    .option('--record-again', words['missing.recordAgain'])
    .option('--let-go', words['missing.letGo'])
    .option('--order <numbers...>', words['missing.order'])
    .action((name: string, options: MissingOptions) =>
      action((session) => missingCommand(session, name, options))(),
    );
}

function addBackupCommand(root: Command, { action, texts }: Building): void {
  const words = texts.commands;
  root
    .command('backup [file]')
    .description(words['backup'])
    .option('--list', words['backup.list'])
    .option('--every <schedule>', words['backup.every'])
    .option('--keep <n>', words['backup.keep'])
    .option('--folder <folder>', words['backup.folder'])
    .action((file: string | undefined, options: BackupOptions) =>
      action((session) => backupCommand(session, file, options))(),
    );
}

/** Reporting to a hosted page. */
function addReportLine(root: Command, { action, texts }: Building): void {
  const words = texts.commands;
  const report = root.command('report').description(words['report']);
  report
    .command('to <url>')
    .description(words['report.to'])
    .option('--token-file <file>', words['report.tokenFile'])
    .option('--every <n>', words['report.every'])
    .action((url: string, options: ReportOptions) =>
      action((session) => reportToCommand(session, url, options))(),
    );
  report.command('show').description(words['report.show']).action(action(showReportCommand));
  report.command('stop').description(words['report.stop']).action(action(stopReportCommand));
}

/** Commands that look after the program itself. */
function addCareCommands(root: Command, { action, texts }: Building): void {
  const words = texts.commands;
  root
    .command('diagnose [name]')
    .description(words['diagnose'])
    .option('--out <file>', words['diagnose.out'])
    .action((name: string | undefined, options: { out?: string }) =>
      action((session) => diagnoseCommand(session, name, options))(),
    );
  root
    .command('migrate')
    .description(words['migrate'])
    .option('--page-role <name>', words['migrate.pageRole'])
    .action((options: { pageRole?: string }) => action((session) => migrateCommand(session, options))());
  root
    .command('retention')
    .description(words['retention'])
    .option('--days <n>', words['retention.days'])
    .option('--now', words['retention.now'])
    .action((options: RetentionOptions) => action((session) => retentionCommand(session, options))());
  const key = root.command('key').description(words['key']);
  key.command('rotate').description(words['key.rotate']).action(action(rotateKeyCommand));
  key.command('finish').description(words['key.finish']).action(action(finishKeyCommand));
}

/** Commands that look after a profile: backups, comparison, undo, the memory built anew, the archive. */
export function addUpkeepCommands(root: Command, building: Building): void {
  const { action, texts } = building;
  const words = texts.commands;
  root
    .command('reconcile <name>')
    .description(words['reconcile'])
    .option('--repair', words['reconcile.repair'])
    .option('--here', words['here'])
    .action((name: string, options: HereOption & { repair?: boolean }) =>
      action((session) => reconcileCommand(session, name, options))(),
    );
  root
    .command('undo <run>')
    .description(words['undo'])
    .option('--yes', words['undo.yes'])
    .action((run: string, options: { yes?: boolean }) =>
      action((session) => undoCommand(session, run, options))(),
    );
  root
    .command('check <name>')
    .description(words['check'])
    .option('--minutes <n>', words['check.minutes'])
    .action((name: string, options: { minutes?: string }) =>
      action((session) => checkCommand(session, name, options))(),
    );
  addBackupCommand(root, building);
  addCareCommands(root, building);
  addReportLine(root, building);
  root
    .command('restore <file>')
    .description(words['restore'])
    .option('--yes', words['yes'])
    .action((file: string, options: { yes?: boolean }) =>
      action((session) => restoreCommand(session, file, options))(),
    );
  root
    .command('rebuild <name>')
    .description(words['rebuild'])
    .action((name: string) => action((session) => rebuildCommand(session, name))());
  root
    .command('audit-file <name> <month>')
    .description(words['auditFile'])
    .option('--out <file>', words['auditFile.out'])
    .action((name: string, month: string, options: { out?: string }) =>
      action((session) => auditFileCommand(session, { profile: name, month, out: options.out }))(),
    );
  root
    .command('refund-way <name> <order> <way>')
    .description(words['refundWay'])
    .action((name: string, order: string, way: string) =>
      action((session) => refundWayCommand(session, { profile: name, order, way }))(),
    );
  addImportFromHere(root, building);
  addArchiveCommands(root, building);
  addAccountCommands(root, building);
  addMissingCommand(root, building);
}
