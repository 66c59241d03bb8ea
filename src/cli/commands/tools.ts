import { SyncError } from '../../model/sync-error.ts';
import { fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import { formatTable } from '../print-table.ts';
import { readWarehousePassword } from '../read-secret.ts';
import type { WarehouseSummary } from '../program.ts';
import type { CliSession } from '../session.ts';

/** A whole number from an option, inside its bounds. */
function wholeNumber(
  name: string,
  text: string | undefined,
  what: { readonly missing: number; readonly most: number },
): number {
  if (text === undefined) return what.missing;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= what.most) return value;
  throw new SyncError('settings.badValue', { key: name, value: text, expected: `0–${what.most}` });
}

export async function initWarehouseCommand(
  session: CliSession,
  url: string,
  options: { readonly goods?: string; readonly seed?: string; readonly supto?: boolean },
): Promise<number> {
  const { io, isJson } = session;
  const counts = await session.program.initWarehouse({
    url,
    password: await readWarehousePassword(session, url),
    goods: wholeNumber('--goods', options.goods, { missing: 1000, most: 5_000_000 }),
    seed: wholeNumber('--seed', options.seed, { missing: 1, most: 4_294_967_295 }),
    hasSupto: options.supto === true,
    onProgress: (done, total) => {
      if (io.stdout.isTTY === true && !isJson) io.stdout.write(`\r  ${done}/${total}`);
    },
    signal: session.signal,
  });
  if (isJson) {
    session.printJson({ url, counts });
    return EXIT.done;
  }
  if (io.stdout.isTTY === true) io.stdout.write('\r');
  session.print(fill(session.texts.phrases['warehouse.made'], { address: url }));
  const columns = [
    { heading: session.texts.phrases['column.name'] },
    { heading: session.texts.phrases['column.value'], isNumber: true },
  ];
  for (const line of formatTable(
    columns,
    Object.entries(counts).map(([table, count]) => [table, String(count)]),
  ))
    session.print(line);
  return EXIT.done;
}

function summaryLines(url: string, summary: WarehouseSummary, session: CliSession): readonly string[] {
  const { texts, language } = session;
  const isBg = language === 'bg';
  const info = fill(texts.phrases['warehouse.info'], {
    address: url,
    version: `${summary.databaseVersion}${summary.isSupto ? ' (СУПТО)' : ''}`,
    currency: summary.baseCurrency,
    vat: summary.pricesIncludeVat ? (isBg ? 'с' : 'with') : isBg ? 'без' : 'without',
    numbers: summary.hasNumbersPerLocation ? (isBg ? 'по обекти' : 'per object') : isBg ? 'общи' : 'common',
    negative: summary.isNegativeStockAllowed ? texts.phrases.yes : texts.phrases.no,
    method: summary.stockMethod,
  });
  const { phrases } = texts;
  const types = formatTable(
    [
      { heading: phrases['column.type'] },
      { heading: phrases['column.documents'], isNumber: true },
      { heading: phrases['column.lastNumber'], isNumber: true },
    ],
    summary.types.map((type) => [
      `${type.operationType} ${type.name}`,
      String(type.documents),
      String(type.lastNumber),
    ]),
  );
  const counts = formatTable(
    [{ heading: phrases['column.name'] }, { heading: phrases['column.value'], isNumber: true }],
    Object.entries(summary.counts).map(([table, count]) => [table, String(count)]),
  );
  const devices = summary.devices.map((device) =>
    fill(phrases['warehouse.supto'], { serial: device.serial, rows: device.rows, last: device.lastSequence }),
  );
  const hazards = summary.hazards.map(
    ({ hazard, count }) => `! ${texts.hazards[hazard] ?? hazard}: ${count}`,
  );
  return [
    info,
    '',
    ...counts,
    '',
    ...types,
    '',
    ...devices,
    ...(hazards.length === 0 ? [phrases['warehouse.noHazards']] : hazards),
  ];
}

export async function warehouseInfoCommand(session: CliSession, url: string): Promise<number> {
  const summary = await session.program.readWarehouseSummary({
    url,
    password: await readWarehousePassword(session, url),
  });
  if (session.isJson) session.printJson(summary);
  else for (const line of summaryLines(url, summary, session)) session.print(line);
  return EXIT.done;
}

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
  try {
    await new Promise<void>((done) => {
      if (session.signal.aborted) done();
      session.signal.addEventListener('abort', () => done(), { once: true });
    });
  } finally {
    await sandbox.close();
  }
  throw new SyncError('run.cancelled');
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
