import { resolve } from 'node:path';
import type { App } from '../app/app.ts';
import type { LogRequest } from '../cli/program.ts';
import { NO_LOG } from '../lib/log.ts';
import type { Log } from '../lib/log.ts';
import { writeError } from '../model/file-error.ts';

/**
 * The log of one call of the program. What writes it is loaded when it is asked for: a command that logs
 * nothing starts as fast as if there were none.
 */
export class ProgramLog {
  #log: Log = NO_LOG;
  /** Where it is written, whole; null = into no file. */
  file: string | null = null;
  #forget: (beforeMs: number) => number = () => 0;

  /** Throws what keeps the file from being written. */
  async start({ level, format, file, write }: LogRequest): Promise<Log> {
    const { openLog } = await import('../log/open-log.ts');
    const { tellExchanges } = await import('../log/http-exchanges.ts');
    const { tellSlowStatements } = await import('../log/slow-statements.ts');
    this.#log = openLog({ level, format, write: file === null ? write : await this.#into(file) });
    if (level === 'debug') {
      tellExchanges(this.#log);
      tellSlowStatements(this.#log);
    }
    return this.#log;
  }

  /** The application, telling the log what it does. */
  async over(app: App): Promise<App> {
    return (await this.overEach())(app);
  }

  /** The same for any number of them. */
  async overEach(): Promise<(app: App) => App> {
    if (this.#log === NO_LOG) return (app) => app;
    const { loggedApp } = await import('../log/logged-app.ts');
    return (app) => loggedApp(app, this.#log);
  }

  /** Removes full files that were closed before this moment; how many. Never throws. Repeatable. */
  forget(beforeMs: number): number {
    return this.#forget(beforeMs);
  }

  async #into(file: string): Promise<(line: string) => void> {
    const { RotatingFile } = await import('../log/rotating-file.ts');
    try {
      const opened = new RotatingFile(file);
      this.file = resolve(file);
      this.#forget = (beforeMs) => opened.forget(beforeMs);
      return (line) => opened.write(line);
    } catch (error) {
      throw writeError(error, file);
    }
  }
}
