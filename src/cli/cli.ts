import { Command, CommanderError } from 'commander';
import { NO_LOG } from '../lib/log.ts';
import type { Log } from '../lib/log.ts';
import { FormFaults, namedFault } from '../model/form-faults.ts';
import { asSyncError, SyncError } from '../model/sync-error.ts';
import { errorText, LANGUAGES, textsOf } from '../texts/text.ts';
import type { Language } from '../texts/text.ts';
import type { Texts } from '../texts/texts.ts';
import { addCommands } from './commands.ts';
import type { Action } from './building.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { calledWith, textsAsCalled, textsOfProfile } from './called-as.ts';
import { plainJson } from './terminal/plain-text.ts';
import { helpCall, speakHelp, wrongUseText } from './help/help.ts';
import { startLog } from './log-wish.ts';
import type { LogOptions } from './log-wish.ts';
import { linePrinter, printersOf } from './terminal/print-lines.ts';
import { screenBar } from './terminal/screen-bar.ts';
import type { ScreenBar } from './terminal/screen-bar.ts';
import type { Program } from './program.ts';
import type { CliIo, CliSession } from './session.ts';

/** The value of an option of the program itself, before anything is parsed; of several the last one holds. */
function typedValue(argv: readonly string[], option: '--lang' | '--data' | '--firm'): string | undefined {
  const index = argv.findLastIndex((word) => word === option || word.startsWith(`${option}=`));
  const word = argv[index];
  return word === option ? argv[index + 1] : word?.slice(option.length + 1);
}

/** What is typed before any command and holds for all of them. */
interface Here {
  readonly language: Language;
  /** Remedies in it name commands that work here: with the same memory, in the same language. */
  readonly texts: Texts;
  readonly isJson: boolean;
}

/** The profile that a command is about, by the name that it has afterwards; null for commands of none. */
function profileOf(command: Command): string | null {
  const [argument] = command.registeredArguments;
  const isOfProfile = argument?.name() === 'name' && command.parent?.name() !== 'account';
  if (!isOfProfile) return null;
  const { as, rename } = command.opts<{ as?: string; rename?: string }>();
  return as ?? rename ?? command.args[0] ?? null;
}

function readHere(argv: readonly string[], { env, called }: CliIo, profile: string | null = null): Here {
  const [data, lang] = [typedValue(argv, '--data'), typedValue(argv, '--lang')];
  const firm = typedValue(argv, '--firm');
  const language = LANGUAGES.find((known) => known === (lang ?? env['SKLADBRIDGE_LANG'])) ?? 'bg';
  const typed = {
    ...(data === undefined || data === '' ? {} : { data }),
    ...(lang === language ? { lang } : {}),
  };
  const inFirm = firm === undefined || firm === '' ? typed : { ...typed, firm };
  const named = profile === null ? textsOf(language) : textsOfProfile(textsOf(language), profile);
  const texts = textsAsCalled(named, calledWith(called, inFirm), calledWith(called, typed));
  return { language, texts, isJson: argv.includes('--json') };
}

/** A language that there is not and a folder without a name are refused before anything is done. */
function refuseUnknown(argv: readonly string[]): void {
  const [data, lang] = [typedValue(argv, '--data'), typedValue(argv, '--lang')];
  if (lang !== undefined && !LANGUAGES.some((known) => known === lang))
    throw new SyncError('settings.badValue', { key: '--lang', value: lang, expected: LANGUAGES.join(' | ') });
  if (data === '') throw new SyncError('settings.badValue', { key: '--data', value: '', expected: '/…' });
}

/** Everything that is wrong, and not the first of it alone: whoever mends one setting would meet the next. */
function writeError(
  io: CliIo,
  { texts, isJson, bar }: Here & { readonly bar: ScreenBar },
  error: SyncError,
): void {
  const print = linePrinter(io, io.stderr, bar);
  for (const each of error instanceof FormFaults ? error.faults.map(namedFault) : [error]) {
    const { what: happened, remedy } = errorText(texts, each);
    if (isJson) {
      const { code, kind, facts } = each;
      io.stdout.write(`${plainJson({ type: 'error', code, kind, facts, what: happened, remedy })}\n`);
      continue;
    }
    print(`${texts.phrases.error} [${each.code}]: ${happened}`);
    print(`${texts.phrases.whatToDo}: ${remedy}`);
  }
}

function makeSession(
  root: Command,
  parts: {
    readonly program: Program;
    readonly io: CliIo;
    readonly here: Here;
    readonly signal: AbortSignal;
    readonly log: Log;
    readonly bar: ScreenBar;
  },
): CliSession {
  const options = root.opts<{ data?: string; json?: boolean; firm?: string }>();
  const { program, io, here, signal, log } = parts;
  // A variable that is there and empty names nothing, and the current folder least of all.
  const named = options.data ?? (io.env['SKLADBRIDGE_DATA'] || undefined);
  const { standard, left } = program.dataPlaces;
  return {
    program,
    io,
    signal,
    log,
    ...here,
    ...printersOf(io, parts.bar),
    dataFolder: named ?? standard,
    leftData: named === undefined ? left : null,
    firm: options.firm ?? null,
    isJson: options.json === true,
  };
}

/** A polite stop first; the second one is the process's own. */
function listenForStop(
  io: CliIo,
  { texts }: Here,
): { readonly signal: AbortSignal; readonly end: () => void } {
  const stop = new AbortController();
  const end = io.onStop(() => {
    io.stderr.write(`\n${texts.phrases['run.stopping']}\n`);
    stop.abort(new SyncError('run.cancelled'));
  });
  return { signal: stop.signal, end };
}

/**
 * One call of the program: reads the arguments, does what they say, and returns the exit code. Everything
 * that goes wrong is told once, with its code, what happened and what to do.
 */
export async function runCli(argv: readonly string[], program: Program, io: CliIo): Promise<number> {
  let here = readHere(argv, io);
  const { texts } = here;
  const { signal, end } = listenForStop(io, here);
  const root = new Command(io.called);
  let exitCode: number = EXIT.done;
  const bar = screenBar(io);
  let log: Log = NO_LOG;
  const action: Action = (work) => async () => {
    log = await startLog(program, io, root.opts<LogOptions>());
    exitCode = await work(makeSession(root, { program, io, here, signal, log, bar }));
  };
  const { version, sandboxSwitches } = program;
  addCommands(root, { texts, version, sandboxSwitches, action });
  speakHelp(root, { texts, io });
  root.hook('preAction', (_root, command) => {
    const profile = profileOf(command);
    if (profile !== null) here = readHere(argv, io, profile);
  });
  try {
    refuseUnknown(argv);
    await root.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    const known = wrongUse(error, texts, helpCall(root, argv)) ?? asSyncError(error);
    if (!(error instanceof CommanderError)) log.fault(error);
    writeError(io, { ...here, bar }, known);
    return exitCodeOf(known);
  } finally {
    bar.clear();
    end();
  }
}

/** What was typed wrongly, with the call that shows how it is typed; null for any other fault. */
function wrongUse(error: unknown, texts: Texts, help: string): SyncError | null {
  if (error instanceof CommanderError)
    return new SyncError('cli.wrongUse', { message: wrongUseText(error, texts), help }, { cause: error });
  return error instanceof SyncError && error.code === 'cli.wrongUse'
    ? new SyncError('cli.wrongUse', { ...error.facts, help }, { cause: error })
    : null;
}
