import { spawnSync } from 'node:child_process';
import { PACKAGE_TOOLS, TEST_TOOLS } from './test-tools.ts';

// `npm run test:setup [-- packages]`: installs what the tests work with (and what makes packages) on Debian and Ubuntu; elsewhere it
// says what to install. Repeatable.

const tools = process.argv.includes('packages') ? [...TEST_TOOLS, ...PACKAGE_TOOLS] : TEST_TOOLS;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const missing = tools.filter((tool) => !tool.isThere());

function has(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** Calls apt-get as root; false when it fails. */
function apt(...words: readonly string[]): boolean {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo'];
  const [command = '', ...args] = [
    ...asRoot,
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-qq',
    ...words,
  ];
  return spawnSync(command, args, { stdio: ['inherit', 'ignore', 'inherit'] }).status === 0;
}

function install(): void {
  const packages = missing.flatMap((tool) => tool.packages);
  say(`installing ${packages.join(' ')}`);
  const add = (...names: readonly string[]): boolean =>
    apt('install', '-y', '--no-install-recommends', ...names);
  // A package that this release does not have keeps the others away: then each is tried by itself.
  if (!(apt('update') && add(...packages))) for (const tool of missing) add(...tool.packages);
  const still = missing.filter((tool) => !tool.isThere());
  for (const { name } of still) say(`${name} is still missing`);
  process.exitCode = still.every(({ isSpare }) => isSpare === true) ? 0 : 1;
}

if (missing.length === 0) say(`everything is there: ${tools.map(({ name }) => name).join(', ')}`);
else if (process.platform === 'linux' && has('apt-get')) install();
else {
  say('Install what the tests work with, then call npm test:');
  for (const { name, tests, packages } of missing)
    say(`  ${name.padEnd(16)} ${tests} (on Debian: ${packages.join(', ')})`);
  process.exitCode = 1;
}
