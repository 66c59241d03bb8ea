import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { ASSUMPTIONS } from '../../src/model/assumptions.ts';
import { ERROR_CODES } from '../../src/model/error-codes.ts';
import type { ErrorCode } from '../../src/model/error-codes.ts';
import { ORDER_STAGES, ORDER_TABLE } from '../../src/model/order-stage.ts';
import { SETTING_SECTIONS } from '../../src/model/setting-kinds.ts';
import type { Setting } from '../../src/model/setting-kinds.ts';
import { SECRETS, SETTINGS, SETTING_KEYS } from '../../src/model/settings.ts';
import { BG } from '../../src/texts/bg.ts';
import { EN } from '../../src/texts/en.ts';
import { inMany } from '../../src/texts/fill.ts';
import type { ErrorText } from '../../src/texts/texts.ts';

// Writes docs/settings.md, docs/errors.md, docs/assumptions.md and the table of docs/order-import.md from the code; with --check only compares.

const NOTICE = '<!-- Written by `npm run docs`; change the code and its texts, not this page. -->';

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function errorCell({ what, remedy }: ErrorText): string {
  return `${cell(inMany(what))} ${cell(inMany(remedy))}`;
}

function defaultText(value: unknown): string {
  if (value === null || value === '') return '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function settingsPage(): string {
  const lines = ['# Settings', '', NOTICE, ''];
  for (const section of SETTING_SECTIONS) {
    lines.push(
      `## ${BG.sections[section]} · ${EN.sections[section]}`,
      '',
      '| key | Български | English | default | values | source |',
      '| --- | --- | --- | --- | --- | --- |',
    );
    for (const key of SETTING_KEYS.filter((name) => SETTINGS[name].section === section)) {
      const setting = SETTINGS[key] as Setting<unknown>;
      const [bg, en] = [BG.settings[key], EN.settings[key]];
      const values = setting.options?.join(', ') ?? setting.kind;
      const only =
        setting.onlyWhen === undefined
          ? ''
          : ` (only when ${setting.onlyWhen.setting} is ${setting.onlyWhen.is})`;
      lines.push(
        `| \`${key}\` | **${cell(bg.label)}** – ${cell(bg.help)} | **${cell(en.label)}** – ${cell(en.help)} | ${cell(defaultText(setting.defaultValue))} | ${cell(values)}${only} | ${setting.source} |`,
      );
    }
    lines.push('');
  }
  lines.push(
    '## Тайни · Secrets',
    '',
    'Kept sealed, written only, never shown.',
    '',
    '| name | Български | English |',
    '| --- | --- | --- |',
  );
  for (const name of SECRETS)
    lines.push(
      `| \`${name}\` | ${cell(BG.secrets[name].label)} – ${cell(BG.secrets[name].help)} | ${cell(EN.secrets[name].label)} – ${cell(EN.secrets[name].help)} |`,
    );
  return `${lines.join('\n')}\n`;
}

function errorsPage(): string {
  const lines = [
    '# Errors',
    '',
    NOTICE,
    '',
    'Codes are permanent. Whose move it is follows from the kind (`src/model/error-codes.ts`, `src/cli/exit-codes.ts`).',
    '',
    '| code | kind | Български | English |',
    '| --- | --- | --- | --- |',
  ];
  for (const code of Object.keys(ERROR_CODES) as ErrorCode[]) {
    const [bg, en] = [BG.errors[code], EN.errors[code]];
    lines.push(`| \`${code}\` | ${ERROR_CODES[code].kind} | ${errorCell(bg)} | ${errorCell(en)} |`);
  }
  return `${lines.join('\n')}\n`;
}

function assumptionsPage(): string {
  const lines = [
    '# What is assumed',
    '',
    NOTICE,
    '',
    'What this version relies on and nobody has seen on a live shop or a live Warehouse Pro, the most harmful first. An assumption never blocks and is',
    'never guessed at: it is probed, learned, shown, and can be corrected. The checks of the first day are in [first-day.md](first-day.md).',
    '',
    '| | we rely on | where | how it is found out | if it is wrong |',
    '| --- | --- | --- | --- | --- |',
  ];
  for (const { id, says, where, probed, ifWrong } of ASSUMPTIONS)
    lines.push(
      `| ${id} | ${cell(says)} | ${where.map((file) => `\`${file}\``).join(', ')} | ${cell(probed)} | ${cell(ifWrong)} |`,
    );
  return `${lines.join('\n')}\n`;
}

/** The life of an order, as the table of the code says it (docs/order-import.md). */
function orderTable(): string {
  const cell = (value: string | null): string => value ?? '–';
  return [
    `| event | ${ORDER_STAGES.join(' | ')} |`,
    `| --- | ${ORDER_STAGES.map(() => '---').join(' | ')} |`,
    ...Object.entries(ORDER_TABLE).map(([event, cells]) => `| ${event} | ${cells.map(cell).join(' | ')} |`),
  ].join('\n');
}

/** A page written by hand with one part of it from the code. */
async function orderImportPage(file: URL): Promise<string> {
  const text = await readFile(file, 'utf8');
  return text.replace(
    /(<!-- order-table: [^\n]*-->\n)[^]*?(<!-- \/order-table -->)/,
    (_, start: string, end: string) => `${start}${orderTable()}\n${end}`,
  );
}

const folder = new URL('../../docs/', import.meta.url);
const pages = {
  'settings.md': settingsPage(),
  'errors.md': errorsPage(),
  'assumptions.md': assumptionsPage(),
  'order-import.md': await orderImportPage(new URL('order-import.md', folder)),
};
await mkdir(folder, { recursive: true });
for (const [name, text] of Object.entries(pages)) {
  const file = new URL(name, folder);
  if (!process.argv.includes('--check')) {
    await writeFile(file, text);
  } else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    process.stderr.write(`docs/${name} is out of date: run "npm run docs"\n`);
    process.exitCode = 1;
  }
}
