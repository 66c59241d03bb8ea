import { fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import type { CliSession } from '../session.ts';

export async function doctorCommand(session: CliSession): Promise<number> {
  const { texts } = session;
  const { dataFolder, leftData, program, signal } = session;
  const points = [...(await program.checkMachine(dataFolder, signal))];
  if (leftData !== null)
    points.push({ point: 'dataLeft', isOk: false, facts: { found: leftData, folder: dataFolder } });
  const isGood = points.every((point) => point.isOk);
  for (const point of points) {
    if (session.isJson) session.printJson(point);
    else
      session.print(
        `${point.isOk ? '✓' : '✗'} ${fill(texts.points[point.point] ?? point.point, point.facts)}`,
      );
  }
  if (!session.isJson) session.print(isGood ? texts.phrases['doctor.good'] : texts.phrases['doctor.bad']);
  return isGood ? EXIT.done : EXIT.wrongUse;
}
