import { SyncError } from '../../model/sync-error.ts';
import { formatCount } from '../../texts/format.ts';
import { fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
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
  const { isJson, language } = session;
  const counts = await session.program.initWarehouse({
    url,
    password: await readWarehousePassword(session, url),
    goods: wholeNumber('--goods', options.goods, { missing: 1000, most: 5_000_000 }),
    seed: wholeNumber('--seed', options.seed, { missing: 1, most: 4_294_967_295 }),
    hasSupto: options.supto === true,
    onProgress: (done, total) => {
      if (!isJson) session.bar.draw(`  ${formatCount(done, language)}/${formatCount(total, language)}`);
    },
    signal: session.signal,
  });
  if (isJson) {
    session.printJson({ url, counts });
    return EXIT.done;
  }
  session.print(fill(session.texts.phrases['warehouse.made'], { address: url }));
  const columns = [
    { heading: session.texts.phrases['column.name'] },
    { heading: session.texts.phrases['column.value'], isNumber: true },
  ];
  session.printTable(
    columns,
    Object.entries(counts).map(([table, count]) => [table, formatCount(count, language)]),
  );
  return EXIT.done;
}

function printSummary(url: string, summary: WarehouseSummary, session: CliSession): void {
  const { texts, language } = session;
  const { phrases } = texts;
  session.print(
    fill(phrases['warehouse.info'], {
      address: url,
      version: `${summary.databaseVersion}${summary.isSupto ? ' (СУПТО)' : ''}`,
      currency: summary.baseCurrency,
      vat: phrases[summary.pricesIncludeVat ? 'warehouse.withVat' : 'warehouse.withoutVat'],
      numbers: phrases[summary.hasNumbersPerLocation ? 'warehouse.numbersApart' : 'warehouse.numbersShared'],
      negative: summary.isNegativeStockAllowed ? phrases.yes : phrases.no,
      method: summary.stockMethod,
    }),
  );
  session.print('');
  session.printTable(
    [{ heading: phrases['column.name'] }, { heading: phrases['column.value'], isNumber: true }],
    Object.entries(summary.counts).map(([table, count]) => [table, formatCount(count, language)]),
  );
  session.print('');
  session.printTable(
    [
      { heading: phrases['column.type'] },
      { heading: phrases['column.documents'], isNumber: true },
      { heading: phrases['column.lastNumber'], isNumber: true },
    ],
    summary.types.map((type) => [
      `${type.operationType} ${type.name}`,
      formatCount(type.documents, language),
      String(type.lastNumber),
    ]),
  );
  session.print('');
  for (const { serial, rows, lastSequence } of summary.devices)
    session.print(fill(phrases['warehouse.supto'], { serial, rows, last: lastSequence }));
  for (const { kind, table, name } of summary.oddities)
    session.print(`! ${fill(texts.oddities[kind], { table, name })}`);
  for (const right of summary.rights)
    session.print(`! ${fill(phrases['warehouse.rightMissing'], { right })}`);
  for (const { hazard, count } of summary.hazards)
    session.print(`! ${texts.hazards[hazard] ?? hazard}: ${formatCount(count, language)}`);
  if (summary.hazards.length === 0) session.print(phrases['warehouse.noHazards']);
}

export async function warehouseInfoCommand(session: CliSession, url: string): Promise<number> {
  const summary = await session.program.readWarehouseSummary({
    url,
    password: await readWarehousePassword(session, url),
    dataFolder: session.dataFolder,
    signal: session.signal,
  });
  if (session.isJson) session.printJson(summary);
  else printSummary(url, summary, session);
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
