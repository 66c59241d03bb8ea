import { fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import { wholeNumber } from '../read-number.ts';
import { runUntilStopped } from '../run-until-stopped.ts';
import type { CliSession } from '../session.ts';

export async function sandboxCommand(
  session: CliSession,
  options: Readonly<
    Partial<Record<'port' | 'host' | 'content' | 'products' | 'orders' | 'seed' | 'store', string>>
  >,
): Promise<number> {
  const sandbox = await session.program.startSandbox({
    host: options.host ?? '127.0.0.1',
    port: wholeNumber('--port', options.port, { missing: 8711, most: 65_535 }),
    storeFolder: options.store ?? null,
    contentFile: options.content ?? null,
    products: wholeNumber('--products', options.products, { missing: 200, most: 1_000_000 }),
    orders: wholeNumber('--orders', options.orders, { missing: 60, most: 1_000_000 }),
    seed: wholeNumber('--seed', options.seed, { missing: 1, most: 4_294_967_295 }),
  });
  const { phrases } = session.texts;
  if (session.isJson)
    session.printJson({ type: 'sandboxStarted', url: sandbox.url, adminUrl: sandbox.adminUrl });
  else {
    session.print(fill(phrases['sandbox.running'], { address: sandbox.url, admin: sandbox.adminUrl }));
    session.print(phrases['sandbox.access']);
    session.print(phrases['sandbox.stop']);
  }
  return runUntilStopped(session, () => sandbox.close());
}

export async function doctorCommand(session: CliSession): Promise<number> {
  const { texts } = session;
  const points = await session.program.checkMachine(session.dataFolder, session.signal);
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
