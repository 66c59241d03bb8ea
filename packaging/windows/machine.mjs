// What the setup program does to the machine beside laying files down, by Windows' own tools: `install FOLDER`, `stop`,
// `remove FOLDER`. A tool that fails is told, and ends in exit 1; the others are still called.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TASK = 'Skladbridge';
const ENVIRONMENT = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment';
/** SYSTEM, the administrators, and LOCAL SERVICE, as which the task runs: by number, for names are translated. */
const RIGHTS = ['*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F', '*S-1-5-19:(OI)(CI)M'];

const [what, program = ''] = process.argv.slice(2);
const data = join(process.env.ProgramData ?? 'C:\\ProgramData', 'Skladbridge');

function call(tool, ...words) {
  try {
    return execFileSync(tool, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    process.stderr.write(`${tool} ${words.join(' ')}: ${error.stderr || error.message}\n`);
    process.exitCode = 1;
    return '';
  }
}

/** Folders of the machine's PATH, without ours. Null where it cannot be read: then it is left alone. */
function pathWithout(folder) {
  const answer = call('reg', 'query', ENVIRONMENT, '/v', 'Path');
  const value = /REG_(?:EXPAND_)?SZ\s+(.*?)\r?\n/.exec(`${answer}\n`)?.[1];
  return value?.split(';').filter((part) => part !== '' && part.toLowerCase() !== folder.toLowerCase()) ?? null;
}

function keepPath(folder, isThere) {
  const others = pathWithout(folder);
  if (others === null) return;
  const value = (isThere ? [...others, folder] : others).join(';');
  call('reg', 'add', ENVIRONMENT, '/v', 'Path', '/t', 'REG_EXPAND_SZ', '/d', value, '/f');
}

function keepTask() {
  const file = join(program, 'task-here.xml');
  const places = { '@PROGRAM@': program, '@DATA@': data };
  const text = readFileSync(join(program, 'task.xml'), 'utf8').replaceAll(/@(?:PROGRAM|DATA)@/g, (word) =>
    places[word].replaceAll('&', '&amp;'),
  );
  // The Task Scheduler reads UTF-16.
  writeFileSync(file, `\uFEFF${text}`, 'utf16le');
  call('schtasks', '/Create', '/TN', TASK, '/XML', file, '/F');
  rmSync(file);
  call('schtasks', '/Run', '/TN', TASK);
}

function keepDataFolder() {
  mkdirSync(data, { recursive: true });
  call('icacls', data, '/inheritance:r', '/grant:r', ...RIGHTS);
}

switch (what) {
  case 'install':
    keepDataFolder();
    keepPath(program, true);
    keepTask();
    break;
  case 'stop':
    call('schtasks', '/End', '/TN', TASK);
    break;
  case 'remove':
    call('schtasks', '/Delete', '/TN', TASK, '/F');
    keepPath(program, false);
    break;
  default:
    process.exitCode = 2;
}
