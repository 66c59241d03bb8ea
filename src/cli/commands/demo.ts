import { resolve } from 'node:path';
import type { RunSummary } from '../../app/app.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import { hasDocument } from '../../model/order-stage.ts';
import { formatCount } from '../../texts/format.ts';
import { errorText, fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import { plainText } from '../terminal/plain-text.ts';
import type { Demo } from '../program.ts';
import type { CliSession } from '../session.ts';
import { runUntilStopped } from '../run-until-stopped.ts';
import { isQuiet, runAndPrint } from './run.ts';

async function ledgerOf(demo: Demo): Promise<readonly LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for await (const batch of demo.app.orders(demo.profile, null)) entries.push(...batch);
  return entries;
}

function whyNot(session: CliSession, entry: LedgerEntry): string {
  const { texts } = session;
  const code = entry.reason?.code;
  if (code === undefined) return texts.stages[entry.stage];
  if (code in texts.reasons) return texts.reasons[code as keyof typeof texts.reasons];
  return errorText(texts, { code: code as keyof typeof texts.errors, facts: entry.reason?.facts ?? {} }).what;
}

/** What the demo has shown: orders in, those that stayed out and why, goods and quantities out. */
async function printReport(session: CliSession, demo: Demo, summary: RunSummary): Promise<void> {
  const { phrases } = session.texts;
  const count = (n: number): string => formatCount(n, session.language);
  const entries = await ledgerOf(demo);
  const imported = entries.filter((entry) => hasDocument(entry.stage));
  const others = entries.filter((entry) => !hasDocument(entry.stage));
  const written = (task: 'export-goods' | 'export-stock'): number => {
    const counts = summary.counts[task];
    return counts === undefined ? 0 : counts.created + counts.updated;
  };
  if (session.isJson) {
    session.printJson({
      type: 'demoReport',
      imported: imported.length,
      orders: entries.length,
      notImported: others.map((entry) => ({ order: entry.orderNumber, reason: entry.reason })),
      goods: written('export-goods'),
      quantities: written('export-stock'),
      isInSync: isQuiet(summary),
    });
    return;
  }
  session.print('');
  session.print(fill(phrases['demo.orders'], { done: count(imported.length), total: count(entries.length) }));
  session.print(fill(phrases['demo.notImported'], { n: count(others.length) }));
  for (const entry of others)
    session.print(
      `  ${fill(session.texts.notes.numbered, { number: entry.orderNumber })}: ${plainText(whyNot(session, entry))}`,
    );
  session.print(fill(phrases['demo.goods'], { n: count(written('export-goods')) }));
  session.print(fill(phrases['demo.stock'], { n: count(written('export-stock')) }));
  if (isQuiet(summary)) session.print(phrases.inSync);
}

async function runOnce(session: CliSession, demo: Demo): Promise<RunSummary> {
  return runAndPrint(session, demo.app, { profile: demo.profile, tasks: null, isConfirmed: true });
}

/** The page with the demo's profile, which its schedule starts every minute, until Ctrl-C. */
async function serveDemo(session: CliSession, demo: Demo): Promise<number> {
  const { phrases } = session.texts;
  const { adminUrl } = demo.sandbox;
  await everyMinute(demo);
  await lookedAt(demo);
  const page = await session.program.servePageOf(demo.app, {
    host: '127.0.0.1',
    port: 0,
    shown: demo.profile,
    log: session.log,
    onFault: (error) => {
      session.log.fault(error);
      session.printFault(String(error));
    },
  });
  if (session.isJson)
    session.printJson({ type: 'demoStarted', url: demo.sandbox.url, adminUrl, page: page.link });
  else {
    session.print(fill(phrases['demo.admin'], { address: adminUrl }));
    session.print(fill(phrases['demo.page'], { address: page.link ?? '' }));
    session.print(phrases['demo.every']);
  }
  return runUntilStopped(session, () => page.close());
}

/** Puts the profile on a schedule of a minute, as a person would on the page. */
async function everyMinute(demo: Demo): Promise<void> {
  const { profile } = await demo.app.showProfile(demo.profile);
  if (profile.settings.schedule !== '') return;
  await demo.app.saveProfile({ ...profile, settings: { ...profile.settings, schedule: '1' } });
}

/** A schedule starts only what somebody has seen a preview of: of the demo nobody needs one. */
async function lookedAt({ app, profile: name }: Demo): Promise<void> {
  const { profile } = await app.showProfile(name);
  if (profile.confirmedAt === null)
    await app.plan(name, { tasks: null, signal: new AbortController().signal });
}

export async function demoCommand(
  session: CliSession,
  options: { readonly once?: boolean; readonly dir?: string },
): Promise<number> {
  const { phrases } = session.texts;
  const folder = resolve(options.dir ?? `${session.dataFolder}/demo`);
  const demo = await session.program.openDemo(folder, (step) => {
    if (!session.isJson) session.print(phrases[`demo.${step}`]);
  });
  try {
    if (options.once !== true) return await serveDemo(session, demo);
    const summary = await runOnce(session, demo);
    await printReport(session, demo, summary);
    if (summary.error !== null) throw summary.error;
    return EXIT.done;
  } finally {
    await demo.close();
  }
}
