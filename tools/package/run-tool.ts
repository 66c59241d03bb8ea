import { execFileSync } from 'node:child_process';

/** Calls a program of the machine, its output where ours goes; throws when it fails or is not there. */
export function runTool(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string } = {},
): void {
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error(`${command} is not installed (Debian: npm run test:setup)`, { cause: error });
  }
}
