import { Option } from 'commander';
import type { Command } from 'commander';
import { ORDER_STAGES } from '../model/order-stage.ts';
import { LOG_LEVELS } from '../lib/log.ts';
import { TASKS } from '../model/run.ts';
import { collect, word, wordWithValues } from './building.ts';
import type { Building } from './building.ts';
import { LOG_FORMATS } from './log-wish.ts';
import { addAgentCommand } from './agent/agent-command.ts';
import { addProfileCommands } from './profile-commands.ts';
import { demoCommand } from './commands/demo.ts';
import { linkCommand, unlinkCommand } from './commands/links.ts';
import { attentionCommand, ordersCommand, releaseCommand } from './commands/orders.ts';
import type { PairOptions } from './commands/pair.ts';
import { applyCommand, planCommand, runCommand } from './commands/run.ts';
import { runsCommand } from './commands/runs.ts';
import { sandboxCommand } from './commands/sandbox.ts';
import type { SandboxCommandOptions } from './commands/sandbox.ts';
import { doctorCommand } from './commands/tools.ts';
import { serveCommand } from './commands/serve.ts';
import type { ServeOptions } from './commands/serve.ts';
import { initWarehouseCommand, serveWarehouseCommand, warehouseInfoCommand } from './commands/warehouse.ts';
import { collectCommand, learnCommand } from './commands/evidence.ts';
import { addTenantCommands } from './tenant-commands.ts';
import { addUpkeepCommands } from './upkeep-commands.ts';
import type { HereOption } from './with-app.ts';

// This loads every setting with its schema: for its own command alone, lest all others start later.
const pair = () => import('./commands/pair.ts');

/** Tasks as they are typed, with their names. */
function taskNames({ texts }: Building): readonly string[] {
  return TASKS.map((task) => `${task} – ${texts.tasks[task]}`);
}

function addRunCommands(root: Command, building: Building): void {
  const { action } = building;
  root
    .command('plan <name>')
    .description(word(building, 'plan'))
    .option('--task <task>', wordWithValues(building, 'task', taskNames(building)), collect)
    .option('--out <file>', word(building, 'plan.out'))
    .option('--first <code>', word(building, 'run.first'))
    .option('--here', word(building, 'here'))
    .action(
      (name: string, options: HereOption & { task?: readonly string[]; out?: string; first?: string }) =>
        action((session) => planCommand(session, name, options))(),
    );
  root
    .command('apply <file>')
    .description(word(building, 'apply'))
    .option('--yes', word(building, 'yes'))
    .option('--first <code>', word(building, 'run.first'))
    .option('--here', word(building, 'here'))
    .action((file: string, options: HereOption & { yes?: boolean; first?: string }) =>
      action((session) => applyCommand(session, file, options))(),
    );
  root
    .command('run <name>')
    .description(word(building, 'run'))
    .option('--task <task>', wordWithValues(building, 'task', taskNames(building)), collect)
    .option('--yes', word(building, 'yes'))
    .option('--first <code>', word(building, 'run.first'))
    .option('--here', word(building, 'here'))
    .action(
      (name: string, options: HereOption & { task?: readonly string[]; yes?: boolean; first?: string }) =>
        action((session) => runCommand(session, name, options))(),
    );
}

function addPairCommand(root: Command, building: Building): void {
  root
    .command('pair <name>')
    .description(word(building, 'pair'))
    .option('--moved', word(building, 'pair.moved'))
    .option('--another', word(building, 'pair.another'))
    .option('--original', word(building, 'pair.original'))
    .option('--copy', word(building, 'pair.copy'))
    .action((name: string, options: PairOptions) =>
      building.action(async (session) => (await pair()).pairCommand(session, name, options))(),
    );
}

function addReportCommands(root: Command, building: Building): void {
  const { action } = building;
  root
    .command('orders <name>')
    .description(word(building, 'orders'))
    .option('--format <format>', word(building, 'orders.format'))
    .option('--stage <stage>', wordWithValues(building, 'orders.stage', ORDER_STAGES))
    .option('--removed [number]', word(building, 'removedOption'))
    .action((name: string, options: { format?: string; stage?: string; removed?: string | true }) =>
      action((session) => ordersCommand(session, name, options))(),
    );
  root
    .command('attention <name>')
    .description(word(building, 'attention'))
    .action((name: string) => action((session) => attentionCommand(session, name))());
  root
    .command('release <name> [id]')
    .description(word(building, 'release'))
    .option('--all', word(building, 'release.all'))
    .action((name: string, id: string | undefined, options: { all?: boolean }) =>
      action((session) => releaseCommand(session, { profile: name, id, isAll: options.all === true }))(),
    );
  root
    .command('link <name> <good> <product>')
    .description(word(building, 'link'))
    .action((profile: string, good: string, product: string) =>
      action((session) => linkCommand(session, { profile, good, product }))(),
    );
  root
    .command('unlink <name> <good>')
    .description(word(building, 'unlink'))
    .action((profile: string, good: string) =>
      action((session) => unlinkCommand(session, { profile, good }))(),
    );
  root
    .command('runs <name> [id]')
    .description(word(building, 'runs'))
    .option('--removed [number]', word(building, 'removedOption'))
    .action((name: string, id: string | undefined, options: { removed?: string | true }) =>
      action((session) => runsCommand(session, { ...options, name }, id))(),
    );
}

function addSandboxCommand(root: Command, building: Building): void {
  const { action } = building;
  root
    .command('sandbox')
    .description(word(building, 'sandbox'))
    .option('--port <port>', word(building, 'sandbox.port'))
    .option('--host <host>', word(building, 'sandbox.host'))
    .option('--address <url>', word(building, 'sandbox.address'), collect)
    .option('--content <file>', word(building, 'sandbox.content'), collect)
    .option('--products <n>', word(building, 'sandbox.products'))
    .option('--orders <n>', word(building, 'sandbox.orders'))
    .option('--seed <n>', word(building, 'warehouse.seed'))
    .option('--store <folder>', word(building, 'sandbox.store'))
    .option(
      '--switch <name[=value]>',
      `${word(building, 'sandbox.switch')}: ${building.sandboxSwitches.join(', ')}`,
      collect,
    )
    .action((options: SandboxCommandOptions) => action((session) => sandboxCommand(session, options))());
}

function addToolCommands(root: Command, building: Building): void {
  const { action } = building;
  root
    .command('serve')
    .description(word(building, 'serve'))
    .option('--port <port>', word(building, 'serve.port'))
    .option('--host <host>', word(building, 'sandbox.host'))
    .option('--url <url>', word(building, 'serve.url'))
    // Its name in 0.2.0: units and tasks that were written then still start.
    .addOption(new Option('--origin <url>').hideHelp())
    .option('--tls-cert <file>', word(building, 'serve.tlsCert'))
    .option('--tls-key <file>', word(building, 'serve.tlsKey'))
    .option('--trusted-proxy <address>', word(building, 'serve.trustedProxy'), collect)
    .option('--metrics-token-file <file>', word(building, 'serve.metricsTokenFile'))
    .option('--role <role>', word(building, 'serve.role'))
    .action((options: ServeOptions) => action((session) => serveCommand(session, options))());
  const warehouse = root.command('warehouse').description(word(building, 'warehouse'));
  warehouse
    .command('init <url>')
    .description(word(building, 'warehouse.init'))
    .option('--goods <n>', word(building, 'warehouse.goods'))
    .option('--seed <n>', word(building, 'warehouse.seed'))
    .option('--supto', word(building, 'warehouse.supto'))
    .action((url: string, options: { goods?: string; seed?: string; supto?: boolean }) =>
      action((session) => initWarehouseCommand(session, url, options))(),
    );
  warehouse
    .command('info <url>')
    .description(word(building, 'warehouse.info'))
    .action((url: string) => action((session) => warehouseInfoCommand(session, url))());
  warehouse
    .command('serve <url>')
    .description(word(building, 'warehouse.serve'))
    .option('--port <port>', word(building, 'warehouse.port'))
    .option('--host <host>', word(building, 'sandbox.host'))
    .option('--api-key-file <file>', word(building, 'warehouse.apiKeyFile'))
    .action((url: string, options: { port?: string; host?: string; apiKeyFile?: string }) =>
      action((session) => serveWarehouseCommand(session, url, options))(),
    );
  addAgentCommand(root, building);
  addSandboxCommand(root, building);
  root
    .command('collect <name>')
    .description(word(building, 'collect'))
    .option('--out <file>', word(building, 'collect.out'))
    .action((name: string, options: { out?: string }) =>
      action((session) => collectCommand(session, name, options))(),
    );
  root
    .command('learn <file>')
    .description(word(building, 'learn'))
    .action((file: string) => action((session) => learnCommand(session, file))());
  root.command('doctor').description(word(building, 'doctor')).action(action(doctorCommand));
}

/** Every command of the program with its words. */
export function addCommands(root: Command, building: Building): void {
  const { action } = building;
  root
    .description(word(building, 'program'))
    .version(building.version, '-V, --version', word(building, 'version'))
    .option('--data <folder>', word(building, 'data'))
    .option('--json', word(building, 'json'))
    // Of a hoster's memory: on one machine there is nothing to choose, and nobody reads of it.
    .addOption(new Option('--firm <name>').hideHelp())
    .option('--lang <language>', word(building, 'lang'))
    .option('--log-level <level>', wordWithValues(building, 'logLevel', LOG_LEVELS))
    .option('--log-file <file>', word(building, 'logFile'))
    .option('--log-format <format>', wordWithValues(building, 'logFormat', LOG_FORMATS))
    .helpCommand('help [command]', word(building, 'helpCommand'));
  root
    .command('demo')
    .description(word(building, 'demo'))
    .option('--once', word(building, 'demo.once'))
    .option('--dir <folder>', word(building, 'demo.dir'))
    .action((options: { once?: boolean; dir?: string }) =>
      action((session) => demoCommand(session, options))(),
    );
  addProfileCommands(root, building);
  addRunCommands(root, building);
  addPairCommand(root, building);
  addReportCommands(root, building);
  addUpkeepCommands(root, building);
  addTenantCommands(root, building);
  addToolCommands(root, building);
}
