#!/usr/bin/env node
// Starts the program on the Node that it needs: the one that runs this file, or the one that `npm ci` has brought.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const main = new URL('../src/main.ts', import.meta.url);
// What Node has made of our files is kept beside them: without it every start reads some hundred files anew.
// Where that folder may not be written Node goes on without.
const cache = fileURLToPath(new URL('../node_modules/.cache/skladbridge', import.meta.url));

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE ?? cache);
  await import(main.href);
} else {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const runtime = fileURLToPath(new URL(`../node_modules/${name}/${file}`, import.meta.url));
  if (existsSync(runtime)) {
    const child = spawn(runtime, [fileURLToPath(main), ...process.argv.slice(2)], {
      stdio: 'inherit',
      // The file that was called is not the one that runs: what people are told to type names the first.
      env: { NODE_COMPILE_CACHE: cache, ...process.env, SKLADBRIDGE_FILE: process.argv[1] },
    });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.on('exit', (code, signal) => {
      process.exitCode = code ?? (signal === null ? 1 : 130);
    });
  } else {
    process.stderr.write(
      `Грешка [runtime.tooOld]: Нужен е Node ${NEEDED}, а тук е ${process.version}. Изпълнете „npm ci“.\n` +
        `Error [runtime.tooOld]: Node ${NEEDED} is needed, this is ${process.version}. Run "npm ci".\n`,
    );
    process.exitCode = 2;
  }
}
