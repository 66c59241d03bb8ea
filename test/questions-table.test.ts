import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

it('docs/when-something-changed.md: every question has a way out in the terminal and in the page, as they are called there', () => {
  const [, table = ''] = read('docs/when-something-changed.md').split('## Всички въпроси накратко');
  const rows = [...(table.split('\n## ')[0] ?? '').matchAll(/^\| (.+) \| (.+) \| (.+) \|$/gm)].slice(2);
  expect(rows.length).toBeGreaterThan(9);
  const commands = ['commands.ts', 'profile-commands.ts', 'upkeep-commands.ts']
    .map((file) => read(`src/cli/${file}`))
    .join('\n');
  const places = readdirSync(new URL('../src/texts/bg/page', import.meta.url));
  const words = [...places.map((file) => `page/${file}`), 'settings.ts']
    .map((file) => read(`src/texts/bg/${file}`))
    .join('\n');
  for (const [, question = '', terminal = '', page = ''] of rows) {
    expect([question, terminal, page].every((cell) => cell.length > 20)).toBe(true);
    for (const [, command = ''] of terminal.matchAll(/`skladbridge (?:profile )?([a-z-]+)/g))
      expect([question, command, commands.includes(`.command('${command} <`)]).toEqual([
        question,
        command,
        true,
      ]);
    for (const [, name = ''] of page.matchAll(/„([^“]+)“/g))
      expect([question, name, words.includes(`'${name}'`)]).toEqual([question, name, true]);
  }
});
