import type { Command } from 'commander';
import { collect, word } from './building.ts';
import type { Building } from './building.ts';
import type { ProfileOptions } from './commands/profiles.ts';
import {
  exportProfileCommand,
  importProfileCommand,
  listRemovedCommand,
  restoreProfileCommand,
} from './commands/removed-profiles.ts';
import { testProfileCommand } from './commands/test-profile.ts';
import { wordsCommand } from './commands/words.ts';

// These load every setting with its schema: for their own commands alone, lest all others start later.
const profiles = () => import('./commands/profiles.ts');
const settings = () => import('./commands/profile-settings.ts');

function addProfileOptions(command: Command, building: Building): Command {
  return command
    .option('--warehouse <url>', word(building, 'profile.warehouse'))
    .option('--shop <url>', word(building, 'profile.shop'))
    .option('--interface <name>', word(building, 'profile.interface'))
    .option('--username <name>', word(building, 'profile.username'))
    .option('--set <key=value>', word(building, 'profile.set'), collect)
    .option('--secret-stdin', word(building, 'profile.secretStdin'));
}

/** What answers at a profile, which words its shop uses, and what can be set. */
function addProfileQuestions(profile: Command, building: Building): void {
  const { action } = building;
  profile
    .command('test <name>')
    .description(word(building, 'profile.test'))
    .action((name: string) => action((session) => testProfileCommand(session, name))());
  profile
    .command('words <name>')
    .description(word(building, 'profile.words'))
    .option('--set <kind:word=meaning>', word(building, 'profile.words.set'), collect)
    .action((name: string, options: { set?: readonly string[] }) =>
      action((session) => wordsCommand(session, name, options))(),
    );
  profile
    .command('settings')
    .description(word(building, 'profile.settings'))
    .action(action(async (session) => (await settings()).settingsCommand(session)));
}

/** A profile leaves for another memory, or comes from one. */
function addMoves(profile: Command, building: Building): void {
  const { action } = building;
  profile
    .command('export <name> <file>')
    .description(word(building, 'profile.export'))
    .action((name: string, file: string) => action((session) => exportProfileCommand(session, name, file))());
  profile
    .command('import <file>')
    .description(word(building, 'profile.import'))
    .option('--as <name>', word(building, 'profile.importAs'))
    .action((file: string, options: { as?: string }) =>
      action((session) => importProfileCommand(session, file, options))(),
    );
}

/** Commands of profiles: made, changed, tested, removed and taken back. */
export function addProfileCommands(root: Command, building: Building): void {
  const { action } = building;
  const profile = root.command('profile').description(word(building, 'profile'));
  const add = addProfileOptions(
    profile.command('add <name>').description(word(building, 'profile.add')),
    building,
  );
  add.action((name: string, options: ProfileOptions) =>
    action(async (session) => (await profiles()).addProfileCommand(session, name, options))(),
  );
  profile
    .command('list')
    .description(word(building, 'profile.list'))
    .action(action(async (session) => (await profiles()).listProfilesCommand(session)));
  profile
    .command('show <name>')
    .description(word(building, 'profile.show'))
    .action((name: string) =>
      action(async (session) => (await settings()).showProfileCommand(session, name))(),
    );
  const edit = addProfileOptions(
    profile.command('edit <name>').description(word(building, 'profile.edit')),
    building,
  );
  edit
    .option('--rename <name>', word(building, 'profile.rename'))
    .action((name: string, options: ProfileOptions) =>
      action(async (session) => (await profiles()).editProfileCommand(session, name, options))(),
    );
  profile
    .command('remove <name>')
    .description(word(building, 'profile.remove'))
    .option('--yes', word(building, 'yes'))
    .action((name: string, options: { yes?: boolean }) =>
      action(async (session) => (await profiles()).removeProfileCommand(session, name, options))(),
    );
  profile
    .command('removed')
    .description(word(building, 'profile.listRemoved'))
    .action(action(listRemovedCommand));
  profile
    .command('restore <name>')
    .description(word(building, 'profile.restore'))
    .option('--id <number>', word(building, 'profile.restoreId'))
    .option('--as <name>', word(building, 'profile.restoreAs'))
    .option('--moved-back', word(building, 'profile.restoreMoved'))
    .action((name: string, options: { id?: string; as?: string; movedBack?: boolean }) =>
      action((session) => restoreProfileCommand(session, name, options))(),
    );
  profile
    .command('secret <name> <secret>')
    .description(word(building, 'profile.secret'))
    .action((name: string, secret: string) =>
      action(async (session) => (await profiles()).setSecretCommand(session, name, secret))(),
    );
  addMoves(profile, building);
  addProfileQuestions(profile, building);
}
