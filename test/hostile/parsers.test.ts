import { DatabaseSync } from 'node:sqlite';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/cli.ts';
import { EXIT } from '../../src/cli/exit-codes.ts';
import { composeProgram } from '../../src/compose.ts';
import { isErrorCode } from '../../src/model/error-codes.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { readSettings } from '../../src/model/settings-check.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import { BadContent, readContent } from '../../src/sandbox/content-file.ts';
import { orderContacts } from '../../src/shop/order-contacts.ts';
import { orderFromWire } from '../../src/shop/seliton-rest/order-from-wire.ts';
import { productSchema } from '../../src/shop/seliton-rest/wire.ts';
import { cutRecords } from '../../src/shop/seliton-xml/cut-records.ts';
import { orderFromXml } from '../../src/shop/seliton-xml/order-from-xml.ts';
import { parseXml, XmlFault } from '../../src/shop/seliton-xml/xml-document.ts';
import { generateContent } from '../../src/sandbox/content/generate-content.ts';
import { memoryEnvironment } from '../support/memory/memory-place.ts';
import { makeWorld } from '../support/world.ts';

/** Repeatable; `SKLADBRIDGE_FUZZ=20` does twenty times as many. */
const SEED = Number(process.env['SKLADBRIDGE_SEED'] ?? 20_261_124);
const RUNS = 300 * Number(process.env['SKLADBRIDGE_FUZZ'] ?? 1);
const options = { seed: SEED, numRuns: RUNS };
/** So long may one input take; the machines are slow and noisy. */
const MOST_MS = 2000;

/** Nothing but the given faults, and never for long. */
function survives(work: () => unknown, isKnown: (error: unknown) => boolean): void {
  const started = performance.now();
  try {
    work();
  } catch (error) {
    if (!isKnown(error)) throw error;
  }
  expect(performance.now() - started).toBeLessThan(MOST_MS);
}

const isSyncError = (error: unknown): boolean =>
  error instanceof SyncError && isErrorCode(error.code) && error.kind !== 'bug';

const content = generateContent({
  products: 3,
  orders: 3,
  seed: 1,
  currency: 'EUR',
  now: new Date('2026-11-24'),
});
const order = content.orders[0] ?? {};
const product = content.products[0] ?? {};

/** A good record with one place of it spoiled. */
function spoiled(record: object): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.constantFrom(...Object.keys(record)), fc.anything())
    .map(([key, value]) => ({ ...record, [key]: value }));
}

const ORDER_XML = `<Order><OrderID>5</OrderID><OrderStatus>new</OrderStatus><OrderTotal>10.00</OrderTotal>
<OrderItems><OrderItem><OrderItemQty>1</OrderItemQty></OrderItem></OrderItems></Order>`;

/** XML with letters put in, taken out and doubled. */
const brokenXml = fc
  .tuple(fc.nat(ORDER_XML.length), fc.nat(40), fc.string({ unit: 'binary', maxLength: 30 }))
  .map(([at, cut, text]) => ORDER_XML.slice(0, at) + text + ORDER_XML.slice(at + cut));

describe(`hostile input (seed ${SEED})`, () => {
  it('REST: orders and products of any shape become orders or a named fault', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), spoiled(order)), (record) => {
        survives(() => {
          const read = orderFromWire(record);
          if (read !== null && read.order === undefined) expect(read.fault.code).toBe('order.unreadable');
        }, isSyncError);
        survives(
          () => productSchema.safeParse(record),
          () => false,
        );
      }),
      options,
    );
    fc.assert(
      fc.property(spoiled(product), (record) =>
        survives(
          () => productSchema.safeParse(record),
          () => false,
        ),
      ),
      options,
    );
  });

  it('XML: any text becomes an element or an XmlFault, an order or a named fault', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), brokenXml), (text) => {
        survives(
          () => parseXml(text),
          (error) => error instanceof XmlFault,
        );
        survives(
          () => cutRecords(text, 'Order'),
          (error) => error instanceof XmlFault,
        );
        survives(() => orderFromXml(text), isSyncError);
        survives(
          () => orderContacts(text),
          () => false,
        );
      }),
      options,
    );
  });

  it('XML: entity bombs, foreign entities, document types and towers of elements are refused at once', () => {
    const lol = Array.from(
      { length: 9 },
      (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
    ).join('');
    const bombs = [
      `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">${lol}]><Order>&l9;</Order>`,
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Order>&x;</Order>`,
      `<!doctype html><html></html>`,
      `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`,
      `<a ${Array.from({ length: 50_000 }, (_, index) => `b${index}="1"`).join(' ')}/>`,
      `<a>${'&#x26;'.repeat(300_000)}</a>`,
      `<Order>${'<OrderID>'.repeat(5000)}`,
      `<a>\u0000\uD800</a>`,
    ];
    for (const text of bombs)
      survives(
        () => parseXml(text),
        (error) => error instanceof XmlFault,
      );
    for (const text of bombs.slice(0, 4)) expect(() => parseXml(text)).toThrow(XmlFault);
    expect(() => parseXml('<Order>&x;</Order>')).not.toThrow();
    expect(parseXml('<Order>&x;</Order>').text).not.toContain('root:');
  });

  it('settings: any JSON is read, or refused field by field', () => {
    const keys = Object.keys(defaultSettings());
    const some = fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string()), fc.anything());
    fc.assert(
      fc.property(some, (values) => {
        survives(() => {
          const reading = readSettings(values, defaultSettings());
          for (const fault of reading.faults ?? []) expect(isErrorCode(fault.error.code)).toBe(true);
        }, isSyncError);
      }),
      options,
    );
  });

  it('content files of the sandbox: any JSON is taken or refused with its place', () => {
    fc.assert(
      fc.property(fc.anything(), (json) =>
        survives(
          () => readContent(json),
          (error) => error instanceof BadContent,
        ),
      ),
      options,
    );
  });

  it('arguments: whatever is typed ends with a known exit code and one worded error', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'skladbridge-hostile-'));
    const file = join(folder, 'plan.json');
    writeFileSync(file, '{"format":"skladbridge-plan-1","profile":7,"tasks":[]}');
    const words = [
      'profile',
      'add',
      'plan',
      'apply',
      'run',
      'orders',
      'runs',
      'undo',
      'restore',
      'archive',
      'export',
      'erase',
      'check',
      '--task',
      '--yes',
      '--json',
      '--set',
      '--lang',
      'en',
      file,
      '__proto__',
      'constructor',
      '-1',
      '1e999',
      'А',
      '\u0000',
    ];
    const argv = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 12 })), {
      maxLength: 6,
    });
    const known = new Set<number>(Object.values(EXIT));
    const program = composeProgram('0.0.0', {
      ...process.env,
      ...(await memoryEnvironment(join(folder, 'data'))),
    });
    try {
      await fc.assert(
        fc.asyncProperty(argv, async (typed) => {
          // These stay until they are stopped, or ask the network.
          fc.pre(!typed.some((word) => /^(?:serve|sandbox|demo|doctor|init)$/.test(word)));
          let output = '';
          const sink = (): Writable =>
            new Writable({
              write: (chunk, _, done) => {
                output += String(chunk);
                done();
              },
            });
          const code = await runCli(['--data', join(folder, 'data'), ...typed], program, {
            stdin: Readable.from([]),
            stdout: sink(),
            stderr: sink(),
            env: {},
            called: 'skladbridge',
            onStop: () => () => undefined,
          });
          expect([typed, known.has(code), code === EXIT.bug]).toEqual([typed, true, false]);
          expect([typed, /\n\s+at .*\.ts:\d+/.test(output)]).toEqual([typed, false]);
        }),
        { seed: SEED, numRuns: Math.ceil(RUNS / 4) },
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);

  it('warehouse rows: numbers as text, NaN, huge numbers and broken dates end a run with a code, never half', async () => {
    const spoils = [
      'UPDATE goods SET PriceOut2 = 1e308',
      "UPDATE goods SET PriceOut2 = 'много'",
      'UPDATE goods SET PriceOut2 = 9e999',
      "UPDATE goods SET TaxGroup = 'x', Type = 'y', GroupID = 'z'",
      'UPDATE goods SET Name = NULL, Code = NULL, BarCode1 = NULL',
      "UPDATE store SET Qtty = 'a'",
      'UPDATE store SET Qtty = -1e300',
      "UPDATE operations SET Date = '0000-00-00', Acct = 'x', Note = zeroblob(100)",
      "UPDATE partners SET eMail = x'fffe00', Phone = NULL",
      "UPDATE configuration SET Value = 'бъркотия'",
      'UPDATE users SET Code = NULL',
      'UPDATE goodsgroups SET Code = NULL, Name = NULL',
      'DELETE FROM vatgroups',
    ];
    for (const sql of spoils) {
      const made = await makeWorld({ orders: 3, goods: 30, sold: 10 });
      try {
        const database = new DatabaseSync(made.warehousePath);
        database.exec(sql);
        database.close();
        const code = await made.run().then(
          (summary) => summary.error?.code ?? 'done',
          (error: unknown) => (error instanceof SyncError ? error.code : String(error)),
        );
        expect([sql, code === 'done' || (isErrorCode(code) && !code.startsWith('bug.'))]).toEqual([
          sql,
          true,
        ]);
        const prices = made.sandbox.store.list('products').map((each) => Number(each['productPrice']));
        expect([sql, prices.every((price) => Number.isFinite(price) && price >= 0)]).toEqual([sql, true]);
      } finally {
        await made.close();
      }
    }
  }, 120_000);
});
