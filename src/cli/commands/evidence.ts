import { readFile } from 'node:fs/promises';
import type { Lesson } from '../../app/app.ts';
import { readError } from '../../model/file-error.ts';
import { fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import type { CliSession } from '../session.ts';
import { withApp } from '../with-app.ts';
import { refuseUnwritable, writeWhole } from '../write-whole.ts';

const INDENT = 2;

export async function collectCommand(
  session: CliSession,
  name: string,
  options: { readonly out?: string },
): Promise<number> {
  const { out } = options;
  if (out !== undefined) await refuseUnwritable(out);
  return withApp(session, async (app) => {
    const text = `${JSON.stringify(await app.collect(name, session.signal), null, INDENT)}\n`;
    if (out === undefined) {
      session.printData(text.trimEnd());
      return EXIT.done;
    }
    await writeWhole(out, text);
    if (session.isJson) session.printJson({ out });
    else session.print(fill(session.texts.phrases['evidence.collected'], { file: out }));
    return EXIT.done;
  });
}

function printLessons(session: CliSession, lessons: readonly Lesson[]): void {
  const { texts } = session;
  const { phrases } = texts;
  const columns = [
    { heading: phrases['column.number'], isWhole: true },
    { heading: phrases['column.assumption'] },
    { heading: phrases['column.verdict'] },
    { heading: phrases['column.seen'] },
  ];
  const rows = lessons.map(({ id, verdict, seen }) => [
    id,
    texts.lessons[id],
    phrases[`evidence.${verdict}`],
    seen,
  ]);
  const offers = lessons.flatMap(({ id, setting }) =>
    setting === null ? [] : [fill(phrases['evidence.offer'], { id, ...setting })],
  );
  const open = lessons.flatMap(({ id, verdict }) =>
    verdict === 'untold' || verdict === 'person' ? [`${id}: ${texts.toFindOut[id]}`] : [],
  );
  session.printTable(columns, rows);
  for (const line of [...offers, ...open]) session.print(line);
}

export async function learnCommand(session: CliSession, file: string): Promise<number> {
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    throw readError(error, file);
  });
  return withApp(session, async (app) => {
    const lessons = await app.learn(file, content);
    const { toFindOut } = session.texts;
    const told = lessons.map((each) => ({ ...each, toFindOut: toFindOut[each.id] }));
    if (session.isJson) session.printJson({ lessons: told });
    else printLessons(session, lessons);
    return EXIT.done;
  });
}
