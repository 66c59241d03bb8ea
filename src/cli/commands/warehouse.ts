import { SyncError } from '../../model/sync-error.ts';
import { fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import { formatTable } from '../print-table.ts';
import type { WarehouseSummary } from '../program.ts';
import { wholeNumber } from '../read-number.ts';
import { readWarehousePassword } from '../read-secret.ts';
import { runUntilStopped } from '../run-until-stopped.ts';
import type { CliSession } from '../session.ts';

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
  const oddities = summary.oddities.map(
    ({ kind, table, name }) => `! ${fill(texts.oddities[kind], { table, name })}`,
  );
  const rights = summary.rights.map((right) => `! ${fill(phrases['warehouse.rightMissing'], { right })}`);
  return [
    info,
    '',
    ...counts,
    '',
    ...types,
    '',
    ...devices,
    ...oddities,
    ...rights,
    ...(hazards.length === 0 ? [phrases['warehouse.noHazards']] : hazards),
  ];
}

export async function warehouseInfoCommand(session: CliSession, url: string): Promise<number> {
  const summary = await session.program.readWarehouseSummary({
    url,
    password: await readWarehousePassword(session, url),
    dataFolder: session.dataFolder,
    signal: session.signal,
  });
  if (session.isJson) session.printJson(summary);
  else for (const line of summaryLines(url, summary, session)) session.print(line);
  return EXIT.done;
}

export async function serveWarehouseCommand(
  session: CliSession,
  url: string,
  options: { readonly port?: string; readonly host?: string; readonly apiKeyFile?: string },
): Promise<number> {
  const api = await session.program.serveWarehouse({
    url,
    password: await readWarehousePassword(session, url),
    host: options.host ?? '127.0.0.1',
    port: wholeNumber('--port', options.port, { missing: 8700, most: 65_535 }),
    apiKeyFile: options.apiKeyFile ?? null,
    dataFolder: session.dataFolder,
    signal: session.signal,
    onFault: (error) => {
      const message = error instanceof SyncError ? error.code : String(error);
      session.printFault(message);
    },
  });
  const { phrases } = session.texts;
  if (session.isJson) session.printJson({ type: 'warehouseServed', url: api.url });
  else {
    session.print(fill(phrases['warehouse.served'], { address: api.url }));
    if (options.apiKeyFile === undefined) session.print(phrases['warehouse.servedOpen']);
    session.print(phrases['sandbox.stop']);
  }
  return runUntilStopped(session, () => api.close());
}
