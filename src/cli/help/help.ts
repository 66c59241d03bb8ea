import type { Argument, Command, CommanderError, Help, Option } from 'commander';
import { fill } from '../../texts/text.ts';
import type { Texts } from '../../texts/texts.ts';
import { hasColours, paint } from '../terminal/colours.ts';
import { EXAMPLES } from './examples.ts';
import { foldLine, padText, screenWidth } from '../terminal/screen.ts';
import type { CliIo } from '../session.ts';

/** Help in a pipe is folded as for a terminal of this width. */
const PIPE_WIDTH = 100;
const ITEM_GAP = 2;
/** Words in fewer columns than this are no longer read with ease. */
const LEAST_WORDS = 36;

/** What help is told with. */
export interface HelpSetting {
  readonly texts: Texts;
  readonly io: CliIo;
}

function translated(placeholder: string, { help }: Texts): string {
  return placeholder.replace(/(?<=[<[])[^<>]+?(?=(?:\.\.\.)?[>\]]$)/, (name) => {
    const words: Readonly<Record<string, string>> = help.placeholders;
    return words[name] ?? name;
  });
}

function argumentText(argument: Argument, texts: Texts): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return translated(argument.required ? `<${name}>` : `[${name}]`, texts);
}

/** A command with its arguments, as a usage line and the list of commands show it. */
function usageOf(command: Command, { help, ...texts }: Texts): string {
  const words = { help, ...texts };
  return [
    command.name(),
    ...(command.options.length > 0 ? [`[${help.options}]`] : []),
    ...(command.commands.length > 0 ? [`[${help.command}]`] : []),
    ...command.registeredArguments.map((argument) => argumentText(argument, words)),
  ].join(' ');
}

/** Names of the commands above one and its own, the program's left out: `profile add`. */
export function pathOf(command: Command): string {
  return command.parent === null ? '' : `${pathOf(command.parent)} ${command.name()}`.trim();
}

function optionText(option: Option, { help }: Texts): string {
  const notes = [
    ...(option.argChoices === undefined ? [] : [`${help.values}: ${option.argChoices.join(', ')}`]),
    ...(option.defaultValue === undefined ? [] : [`${help.byDefault}: ${String(option.defaultValue)}`]),
  ];
  return notes.length === 0 ? option.description : `${option.description} (${notes.join('; ')})`;
}

/** An entry of a list: its words beside it, or below it where the terminal is too narrow for that. */
function itemText(term: string, termWidth: number, description: string, width: number): string {
  const beside = termWidth + 2 * ITEM_GAP;
  const isBeside = width - beside >= LEAST_WORDS;
  const indent = isBeside ? beside : 3 * ITEM_GAP;
  const words = foldLine(description, width - indent).join(`\n${' '.repeat(indent)}`);
  const head = ' '.repeat(ITEM_GAP) + term;
  return isBeside ? `${padText(head, indent)}${words}` : `${head}\n${' '.repeat(indent)}${words}`;
}

function manner(root: Command, { texts, width }: HelpSetting & { readonly width: number }): Partial<Help> {
  const { commands } = texts;
  const titles: Readonly<Record<string, string>> = {
    'Usage:': commands.usage,
    'Commands:': commands.commands,
    'Options:': commands.options,
    'Arguments:': commands.arguments,
    'Global Options:': commands.globalOptions,
  };
  return {
    showGlobalOptions: true,
    styleTitle: (title) => paint(titles[title] ?? title, 'bold'),
    formatItem: (term, termWidth, description, helper) =>
      itemText(term, termWidth, description, helper.helpWidth ?? PIPE_WIDTH),
    subcommandTerm: (command) => usageOf(command, texts),
    optionTerm: (option) => translated(option.flags, texts),
    optionDescription: (option) => optionText(option, texts),
    commandUsage: (command) => {
      const above = command === root ? [] : [root.name(), ...pathOf(command).split(' ').slice(0, -1)];
      const usage = [...above, usageOf(command, texts)].join(' ');
      return foldLine(usage, width - commands.usage.length - 1).join('\n    ');
    },
  };
}

function examplesText(
  command: Command,
  root: Command,
  { texts, width }: HelpSetting & { readonly width: number },
): string {
  const examples = EXAMPLES[pathOf(command)] ?? [];
  const lines = examples
    .map((example) => `  ${root.name()} ${fill(example, { shop: texts.help.shop })}`)
    .flatMap((line) => foldLine(line, width));
  return lines.length === 0 ? '' : ['', paint(texts.help.examples, 'bold'), ...lines].join('\n');
}

/** Gives every command help in the language, with examples, as wide and coloured as the terminal is. */
export function speakHelp(root: Command, setting: HelpSetting): void {
  const { io, texts } = setting;
  const width = (screenWidth(io.stdout) ?? PIPE_WIDTH - 1) + 1;
  const apply = (command: Command): void => {
    command
      .helpOption('-h, --help', texts.commands.help)
      .exitOverride()
      .configureOutput({
        writeOut: (text) => void io.stdout.write(text),
        writeErr: (text) => void io.stderr.write(text),
        // Faults are told by us, with their code and what to do.
        outputError: () => undefined,
        getOutHelpWidth: () => width,
        getOutHasColors: () => hasColours(io, io.stdout),
      })
      .configureHelp(manner(root, { ...setting, width }))
      .addHelpText('after', () => examplesText(command, root, { ...setting, width }));
    for (const child of command.commands) apply(child);
  };
  apply(root);
}

/** The command that was meant, as far as its names were typed rightly. */
function commandMeant(root: Command, argv: readonly string[]): Command {
  const names = argv.filter((word) => !word.startsWith('-'));
  let [found, rest] = [root, names];
  // Values of options of the program itself may stand before the first name.
  for (let at = 0; at < rest.length; at += 1) {
    const next = found.commands.find((command) => command.name() === rest[at]);
    if (next === undefined) continue;
    found = next;
    rest = rest.slice(at + 1);
    at = -1;
    if (found.commands.length === 0) break;
  }
  return found;
}

/** What is typed to see the help of what was meant. */
export function helpCall(root: Command, argv: readonly string[]): string {
  return [root.name(), pathOf(commandMeant(root, argv)), '--help'].filter((word) => word !== '').join(' ');
}

/** A fault of the command line in the language. */
export function wrongUseText(error: CommanderError, texts: Texts): string {
  const { wrong } = texts.help;
  const kind = error.code.replace('commander.', '');
  if (kind === 'help') return wrong.nothingAsked;
  const message = error.message.replace(/^error: /, '');
  const [, quoted = message] = /'([^']*)'/.exec(message) ?? [];
  const perhaps = /Did you mean (?:one of )?([^?]+)\?/.exec(message)?.[1];
  const more = perhaps === undefined ? '' : ` ${fill(wrong.perhaps, { name: perhaps })}`;
  if (kind === 'missingArgument')
    return fill(wrong[kind], { name: translated(`<${quoted}>`, texts).slice(1, -1) });
  if (kind === 'excessArguments') {
    const [, expected = '0', given = message] = /Expected (\d+) .*?: (.*)\.$/.exec(message) ?? [];
    return fill(wrong[kind], { name: given.split(', ').slice(Number(expected)).join(', ') });
  }
  if (kind === 'unknownCommand' || kind === 'unknownOption' || kind === 'optionMissingArgument')
    return fill(wrong[kind], { name: translated(quoted, texts) }) + more;
  return fill(wrong.other, { name: message });
}
