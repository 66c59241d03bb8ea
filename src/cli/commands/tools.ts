import { formatCount, formatDate, formatMoment } from '../../texts/format.ts';
import { fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import type { Language } from '../../texts/text.ts';
import type { DoctorPoint } from '../program.ts';
import type { CliSession } from '../session.ts';

/** What was found, as people write it. */
function worded(facts: DoctorPoint['facts'], language: Language): DoctorPoint['facts'] {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => {
      if (name === 'seenAt') return [name, formatMoment(String(fact), language)];
      if (name === 'at') return [name, formatDate(String(fact), language)];
      return [name, typeof fact === 'number' ? formatCount(fact, language) : fact];
    }),
  );
}

/** Looks at this machine: whether everything is there that the program needs. */
export async function doctorCommand(session: CliSession): Promise<number> {
  const { texts, language } = session;
  const { dataFolder, leftData, program, signal } = session;
  const points = [...(await program.checkMachine(dataFolder, signal))];
  if (leftData !== null)
    points.push({ point: 'dataLeft', isOk: false, facts: { found: leftData, folder: dataFolder } });
  const isGood = points.every((point) => point.isOk);
  for (const point of points) {
    if (session.isJson) session.printJson(point);
    else
      session.print(
        `${point.isOk ? '✓' : '✗'} ${fill(texts.points[point.point] ?? point.point, worded(point.facts, language))}`,
      );
  }
  if (!session.isJson) session.print(isGood ? texts.phrases['doctor.good'] : texts.phrases['doctor.bad']);
  return isGood ? EXIT.done : EXIT.wrongUse;
}
