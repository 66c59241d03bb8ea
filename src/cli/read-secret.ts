import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { accessPath } from '../model/access-address.ts';
import { fill } from '../texts/text.ts';
import type { CliSession } from './session.ts';

const LONGEST = 10_000;

async function readPipe(session: CliSession): Promise<string> {
  let text = '';
  for await (const chunk of session.io.stdin) {
    text += String(chunk);
    if (text.length > LONGEST) break;
  }
  return text.split(/\r?\n/)[0] ?? '';
}

/** Asks on a terminal; what is typed is not shown when `isHidden`. */
export async function ask(session: CliSession, question: string, isHidden = false): Promise<string> {
  session.io.stdout.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input: session.io.stdin,
    output: isHidden ? silent : session.io.stdout,
    terminal: session.io.stdin.isTTY === true,
  });
  try {
    const answer = await lines.question('', { signal: session.signal });
    if (isHidden) session.io.stdout.write('\n');
    return answer;
  } finally {
    lines.close();
  }
}

/**
 * A secret, never from an argument, where every process of the machine could read it: from
 * SKLADBRIDGE_SECRET, from a pipe, or typed unseen on a terminal. Null when there is none.
 */
export async function readSecret(
  session: CliSession,
  what: { readonly label: string; readonly isAsked: boolean },
): Promise<string | null> {
  const fromEnvironment = session.io.env['SKLADBRIDGE_SECRET'];
  if (fromEnvironment !== undefined && fromEnvironment !== '') return fromEnvironment;
  if (!what.isAsked) return null;
  const text =
    session.io.stdin.isTTY === true ? await ask(session, what.label, true) : await readPipe(session);
  return text === '' ? null : text;
}

/**
 * The password of a warehouse on a server: from SKLADBRIDGE_WAREHOUSE_SECRET, or typed unseen on a terminal.
 * Null for a file, or when there is none.
 */
export async function readWarehousePassword(session: CliSession, url: string): Promise<string | null> {
  const fromEnvironment = session.io.env['SKLADBRIDGE_WAREHOUSE_SECRET'] ?? '';
  if (fromEnvironment !== '') return fromEnvironment;
  if (/^sqlite:/i.test(url) || accessPath(url) !== null || session.io.stdin.isTTY !== true) return null;
  const { phrases, secrets } = session.texts;
  const text = await ask(
    session,
    fill(phrases['profile.askSecret'], { label: secrets.warehouseSecret.label }),
    true,
  );
  return text === '' ? null : text;
}
