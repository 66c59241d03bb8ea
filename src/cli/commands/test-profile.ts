import type { ProfileTest } from '../../app/app.ts';
import { agedOrdersText, agentText, errorText, fill, pricesText } from '../../texts/text.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import { plainText } from '../terminal/plain-text.ts';
import type { CliSession } from '../session.ts';
import { withApp } from '../with-app.ts';

function printChoices(session: CliSession, test: ProfileTest): void {
  const { choices } = test;
  if (choices === null) return;
  const { texts } = session;
  const list = (label: string, records: readonly { readonly id: number; readonly name: string }[]): void => {
    session.print(`▸ ${label}`);
    for (const record of records)
      session.print(`  ${String(record.id).padStart(6)}  ${plainText(record.name)}`);
  };
  const groups = [...choices.groups]
    .sort((left, right) => left.code.localeCompare(right.code))
    .map((group) => ({
      id: group.id,
      name: `${'  '.repeat(Math.max(group.code.length / 3 - 1, 0))}${group.name}`,
    }));
  list(texts.settings.groups.label, groups);
  list(texts.settings.location.label, choices.locations);
  const operators = choices.operators.filter((operator) => !operator.isDeleted);
  list(
    texts.settings.operator.label,
    operators.map((operator) => ({ id: operator.id, name: `${operator.code} ${operator.name}`.trim() })),
  );
}

function printTest(session: CliSession, test: ProfileTest): void {
  const { texts } = session;
  for (const { point, isOk, error } of test.points) {
    const mark = isOk === null ? '·' : isOk ? '✓' : '✗';
    session.print(
      `${mark} ${texts.points[point] ?? point}${isOk === null ? `: ${texts.phrases['test.notTried']}` : ''}`,
    );
    if (error === null) continue;
    const { what, remedy } = errorText(texts, error);
    session.print(`    ${plainText(what)}`);
    session.print(`    ${remedy}`);
  }
  const agent = agentText(texts, test);
  if (agent !== null) session.print(`· ${agent}`);
  const prices = pricesText(texts, test.prices);
  if (prices !== null) session.print(`· ${prices}`);
  for (const { kind, table, name } of test.oddities)
    session.print(`! ${fill(texts.oddities[kind], { table, name })}`);
  const aged = agedOrdersText(texts, test.agedOrders);
  if (aged !== null) session.print(`· ${aged}`);
  for (const limit of test.limits) session.print(`· ${texts.limits[limit] ?? limit}`);
  printChoices(session, test);
}

/** Tests both sides; its exit code is that of the first thing found wrong, as a run's would be. */
export async function testProfileCommand(session: CliSession, name: string): Promise<number> {
  return withApp(session, async (app) => {
    const test = await app.testProfile(name, session.signal);
    const [fault] = test.points.flatMap((entry) => (entry.error === null ? [] : [entry.error]));
    if (session.isJson) {
      const points = test.points.map((entry) => ({
        point: entry.point,
        isOk: entry.isOk,
        code: entry.error?.code ?? null,
        facts: entry.error?.facts ?? {},
      }));
      session.printJson({ ...test, points });
    } else {
      printTest(session, test);
      if (fault === undefined) session.print(session.texts.phrases['test.allGood']);
    }
    return fault === undefined ? EXIT.done : exitCodeOf(fault);
  });
}
