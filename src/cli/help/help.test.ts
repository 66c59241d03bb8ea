import { PassThrough } from 'node:stream';
import { Command } from 'commander';
import type { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { textsOf } from '../../texts/text.ts';
import type { Language } from '../../texts/text.ts';
import { addCommands } from '../commands.ts';
import { EXAMPLES } from './examples.ts';
import { helpCall, pathOf, speakHelp, wrongUseText } from './help.ts';
import { textWidth } from '../terminal/screen.ts';

interface Told {
  readonly root: Command;
  /** Which commands were reached. */
  readonly reached: readonly string[];
  readonly text: () => string;
}

function program(language: Language, columns = 100): Told {
  const texts = textsOf(language);
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns });
  let text = '';
  stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const root = new Command('skladbridge');
  const reached: string[] = [];
  addCommands(root, { texts, version: '1', sandboxSwitches: ['slow'], action: () => async () => undefined });
  root.hook('preAction', (_, command) => void reached.push(pathOf(command)));
  const io = {
    stdin: new PassThrough(),
    stdout,
    stderr: stdout,
    env: { NO_COLOR: '1' },
    called: 'skladbridge',
    onStop: () => () => undefined,
  };
  speakHelp(root, { texts, io });
  return { root, reached, text: () => text };
}

function everyCommand(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

async function fault(language: Language, argv: readonly string[]): Promise<string> {
  const { root } = program(language);
  const error: unknown = await root.parseAsync([...argv], { from: 'user' }).then(
    () => null,
    (reason: unknown) => reason,
  );
  return `${wrongUseText(error as CommanderError, textsOf(language))} ${helpCall(root, argv)}`;
}

describe('help (issue 15, the terminal)', () => {
  it('is wholly in Bulgarian', () => {
    for (const command of everyCommand(program('bg').root)) {
      const told = command.helpInformation();
      expect(told, pathOf(command)).not.toMatch(
        /\b(?:Usage|Options|Commands|Arguments|Global)\b|\[options|\[command|\(default|\(choices/,
      );
      expect(told.match(/[<[][a-z][^>\]]*[>\]]/g), pathOf(command)).toBe(null);
      expect(told).toContain('Употреба: skladbridge');
    }
  });

  it('has examples of every command, and each can be typed as it stands', async () => {
    for (const command of everyCommand(program('bg').root))
      if (command.commands.length === 0 || command.parent === null)
        expect(EXAMPLES[pathOf(command)] ?? [], pathOf(command)).not.toEqual([]);
    for (const [path, examples] of Object.entries(EXAMPLES)) {
      for (const example of examples) {
        const { root, reached } = program('bg');
        const typed = example.replace(/ > .*/, '').replaceAll('{shop}', 'Магазин');
        await root.parseAsync(typed.split(' '), { from: 'user' });
        expect([example, reached]).toEqual([example, [expect.stringMatching(path)]]);
      }
    }
  });

  it('names the tasks where one is asked for', () => {
    const { root } = program('en');
    const plan = root.commands.find((command) => command.name() === 'plan');
    expect(plan?.helpInformation().replace(/\s+/g, ' ')).toContain('import-orders – Import of orders');
  });

  it.each([50, 80, 120])('fits in %i columns', (columns) => {
    for (const language of ['bg', 'en'] as const) {
      const { root, text } = program(language, columns);
      for (const command of everyCommand(root)) command.outputHelp();
      const lines = text().split('\n');
      // A path or an address in an example is not broken.
      const tooLong = lines.filter((line) => textWidth(line) > columns && /\S /.test(line.trim()));
      expect(tooLong).toEqual([]);
    }
  });

  it('what was typed wrongly is told in the language, with the call that helps', async () => {
    expect(await fault('bg', ['pln', 'x'])).toBe('Няма команда „pln“. Може би „plan“? skladbridge --help');
    expect(await fault('bg', ['plan'])).toBe('Липсва <име>. skladbridge plan --help');
    expect(await fault('bg', ['plan', 'x', '--out'])).toBe(
      'Липсва стойността на --out <файл>. skladbridge plan --help',
    );
    expect(await fault('bg', ['plan', 'x', '--uot', 'y'])).toBe(
      'Няма опция „--uot“ тук. Може би „--out“? skladbridge plan --help',
    );
    expect(await fault('en', ['profile', 'show', 'x', 'y', 'z'])).toBe(
      'More was typed than is needed: y, z. skladbridge profile show --help',
    );
    expect(await fault('bg', ['profile'])).toBe(
      'Не е казано какво да се направи. skladbridge profile --help',
    );
    expect(await fault('bg', ['--data', 'x', 'profile', 'add'])).toBe(
      'Липсва <име>. skladbridge profile add --help',
    );
  });

  it.each(['bg', 'en'] as const)('every command that a text names can be typed (%s)', async (language) => {
    const texts = JSON.stringify(textsOf(language));
    const named = [...texts.matchAll(/skladbridge ([a-z][^”“"\\,;)]*)/g)].map(([, typed = '']) =>
      typed.replace(/\. [^]*$|: .*$|[.…]+$/u, '').trim(),
    );
    expect(named.length).toBeGreaterThan(60);
    for (const typed of new Set(named)) {
      const { root } = program(language);
      const words = typed.split(' ').map((word) => word.replace(/^\{\w+\}$/, '7'));
      const told = await root.parseAsync(words, { from: 'user' }).then(
        () => '',
        (error: unknown) => (error as Error).message,
      );
      expect([typed, told]).toEqual([typed, '']);
    }
  });
});
