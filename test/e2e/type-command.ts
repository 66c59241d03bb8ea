import { PassThrough, Readable } from 'node:stream';
import { runCli } from '../../src/cli/cli.ts';
import { composeProgram } from '../../src/compose.ts';
import { memoryOf } from '../support/memory/memory-place.ts';

export interface TypedResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface TypedSetting {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Columns of the terminal; none = a pipe. */
  readonly columns?: number;
  readonly called?: string;
}

function caught(columns: number | undefined): { readonly stream: PassThrough; readonly text: () => string } {
  const stream = new PassThrough();
  if (columns !== undefined) Object.assign(stream, { isTTY: true, columns });
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString() };
}

/** What the real program answers to a command line, in this process: on a terminal or in a pipe. */
export async function typeCommand(argv: readonly string[], setting: TypedSetting = {}): Promise<TypedResult> {
  const [stdout, stderr] = [caught(setting.columns), caught(setting.columns)];
  const program = composeProgram('0.0.0', { ...process.env, ...(await memoryOf(argv)) });
  const code = await runCli(argv, program, {
    stdin: Readable.from([setting.input ?? '']),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: setting.env ?? {},
    called: setting.called ?? 'skladbridge',
    onStop: () => () => undefined,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}
