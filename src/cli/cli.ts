import { Command, CommanderError } from 'commander';
import { asSyncError, SyncError } from '../model/sync-error.ts';
import { errorText, LANGUAGES, textsOf } from '../texts/text.ts';
import type { Language } from '../texts/text.ts';
import type { Texts } from '../texts/texts.ts';
import { addCommands } from './commands.ts';
import type { Action } from './building.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { textsAsCalled } from './called-as.ts';
import { plainJson } from './terminal/plain-text.ts';
import { helpCall, speakHelp, wrongUseText } from './help/help.ts';
import { linePrinter, printersOf } from './terminal/print-lines.ts';
import type { Program } from './program.ts';
import type { CliIo, CliSession } from './session.ts';

function languageTyped(argv: readonly string[]): string | undefined {
  const index = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  return index === -1 ? undefined : (argv[index]?.split('=')[1] ?? argv[index + 1]);
}

/** The language, before anything is parsed: help and wrong use are told in it too. */
function languageOf(argv: readonly string[], env: CliIo['env']): Language {
  const typed = languageTyped(argv);
  return LANGUAGES.find((known) => known === (typed ?? env['SKLADBRIDGE_LANG'])) ?? 'bg';
}

/** A language that there is not is said so, in Bulgarian. */
function refuseLanguage(typed: string | undefined): void {
  if (typed === undefined || LANGUAGES.some((known) => known === typed)) return;
  throw new SyncError('settings.badValue', { key: '--lang', value: typed, expected: LANGUAGES.join(' | ') });
}

function writeError(
  io: CliIo,
  what: { readonly error: SyncError; readonly language: Language; readonly isJson: boolean },
): void {
  const texts = textsAsCalled(textsOf(what.language), io.called);
  const { what: happened, remedy } = errorText(texts, what.error);
  if (what.isJson) {
    const { code, kind, facts } = what.error;
    io.stdout.write(`${plainJson({ type: 'error', code, kind, facts, what: happened, remedy })}\n`);
    return;
  }
  const print = linePrinter(io, io.stderr);
  print(`${texts.phrases.error} [${what.error.code}]: ${happened}`);
  print(`${texts.phrases.whatToDo}: ${remedy}`);
}

function makeSession(
  root: Command,
  parts: {
    readonly program: Program;
    readonly io: CliIo;
    readonly language: Language;
    readonly signal: AbortSignal;
  },
): CliSession {
  const options = root.opts<{ data?: string; json?: boolean }>();
  const { io } = parts;
  const named = options.data ?? io.env['SKLADBRIDGE_DATA'];
  const { standard, left } = parts.program.dataPlaces;
  return {
    ...parts,
    ...printersOf(io),
    texts: textsAsCalled(textsOf(parts.language), io.called),
    dataFolder: named ?? standard,
    leftData: named === undefined ? left : null,
    isJson: options.json === true,
  };
}

/** A polite stop first; the second one is the process's own. */
function listenForStop(
  io: CliIo,
  language: Language,
): { readonly signal: AbortSignal; readonly end: () => void } {
  const stop = new AbortController();
  const end = io.onStop(() => {
    io.stderr.write(`\n${textsOf(language).phrases['run.stopping']}\n`);
    stop.abort(new SyncError('run.cancelled'));
  });
  return { signal: stop.signal, end };
}

/**
 * One call of the program: reads the arguments, does what they say, and returns the exit code. Everything
 * that goes wrong is told once, with its code, what happened and what to do.
 */
export async function runCli(argv: readonly string[], program: Program, io: CliIo): Promise<number> {
  const language = languageOf(argv, io.env);
  const { signal, end } = listenForStop(io, language);
  const root = new Command(io.called);
  let exitCode: number = EXIT.done;
  const action: Action = (work) => async () => {
    exitCode = await work(makeSession(root, { program, io, language, signal }));
  };
  addCommands(root, {
    texts: textsOf(language),
    version: program.version,
    sandboxSwitches: program.sandboxSwitches,
    action,
  });
  speakHelp(root, { texts: textsOf(language), io });
  try {
    refuseLanguage(languageTyped(argv));
    await root.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    const isJson = argv.includes('--json');
    return failed(error, { io, language, isJson, help: helpCall(root, argv) });
  } finally {
    end();
  }
}

function failed(
  error: unknown,
  what: { readonly io: CliIo; readonly language: Language; readonly isJson: boolean; readonly help: string },
): number {
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
  const known = wrongUse(error, textsOf(what.language), what.help) ?? asSyncError(error);
  writeError(what.io, { ...what, error: known });
  return exitCodeOf(known);
}

/** What was typed wrongly, with the call that shows how it is typed; null for any other fault. */
function wrongUse(error: unknown, texts: Texts, help: string): SyncError | null {
  if (error instanceof CommanderError)
    return new SyncError('cli.wrongUse', { message: wrongUseText(error, texts), help }, { cause: error });
  return error instanceof SyncError && error.code === 'cli.wrongUse'
    ? new SyncError('cli.wrongUse', { ...error.facts, help }, { cause: error })
    : null;
}
