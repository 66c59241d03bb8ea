import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { EVIDENCE } from '../../src/model/evidence.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World, WorldOptions } from '../support/world.ts';

const never = new AbortController().signal;
const open: World[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function world(options: WorldOptions): Promise<World> {
  const made = await makeWorld(options);
  open.push(made);
  return made;
}

/** Whatever in the shop's orders is about a person, as the shop keeps it. */
function personalTexts({ sandbox }: World): readonly string[] {
  const fields = /(?:firstname|lastname|phone|mobile|email|address\d?|city)$/i;
  return sandbox.store
    .ids('orders')
    .flatMap((id) => Object.entries(sandbox.store.get('orders', id) ?? {}))
    .filter(([name, value]) => fields.test(name) && typeof value === 'string' && value.trim().length > 3)
    .map(([, value]) => String(value));
}

async function verdicts({ app }: World, evidence: Evidence) {
  const lessons = await app.learn('file', JSON.stringify(evidence));
  return Object.fromEntries(lessons.map(({ id, verdict }) => [id, verdict]));
}

describe('evidence of what is assumed', () => {
  for (const kind of ['rest', 'xml'] as const) {
    it(`${kind}: answers, words and figures, and no buyer; nothing is changed on either side`, async () => {
      const made = await world({ orders: 12, settings: { interface: kind } });
      await made.run();
      const rows = () => JSON.stringify(made.rows('SELECT * FROM operations ORDER BY ID'));
      const before = rows();
      const evidence = await made.app.collect(PROFILE, never);
      expect(rows()).toBe(before);
      expect(EVIDENCE.parse(evidence)).toEqual(evidence);
      expect(evidence.faults).toEqual([]);
      expect(evidence.answers.filter(({ orders }) => orders.length > 0).length).toBeGreaterThan(1);
      expect(evidence.warehouse?.collations).toEqual(['BINARY']);
      expect(evidence.orders.length).toBeGreaterThan(0);
      expect(evidence.words.map((word) => word.kind)).toContain('orderStatus');
      const text = JSON.stringify(evidence);
      const persons = personalTexts(made);
      expect(persons.length).toBeGreaterThan(20);
      expect(persons.filter((person) => text.includes(person))).toEqual([]);
      // A postal code may stand in a number of an order: its own field is looked at.
      expect(text).not.toMatch(/zip[^a-z]{1,6}\d/i);
      expect(text).not.toContain('sandbox-secret');
      expect(await verdicts(made, evidence)).toMatchObject({
        W3: 'confirmed',
        W4: 'confirmed',
        W5: 'confirmed',
        W8: 'confirmed',
        W9: 'confirmed',
        W10: 'confirmed',
        W11: 'confirmed',
        N9: 'confirmed',
        N12: 'confirmed',
        N14: 'confirmed',
        N19: 'confirmed',
        ...(kind === 'rest' ? { N13: 'confirmed', N16: 'confirmed' } : { N3: 'confirmed', N11: 'confirmed' }),
      });
    });
  }

  it('what contradicts is told, with the setting that follows', async () => {
    const made = await world({
      orders: 2,
      prepare: [
        "UPDATE currencies SET Currency = 'лв' WHERE ID = 1",
        'ALTER TABLE operations ADD COLUMN Till INTEGER NOT NULL DEFAULT 0',
        "UPDATE ecrreceipts SET Description = 'DT900001-ABCD-0000001' WHERE ReceiptType = 8",
      ],
    });
    const evidence = await made.app.collect(PROFILE, never);
    const old = { ...evidence.warehouse, openOrders: { '2019': 300, '2026': 2 } } as Evidence['warehouse'];
    const lessons = await made.app.learn('file', JSON.stringify({ ...evidence, warehouse: old }));
    const found = new Map(lessons.map((lesson) => [lesson.id, lesson]));
    expect(found.get('W11')).toMatchObject({ verdict: 'contradicted', seen: 'лв' });
    expect(found.get('W11')?.setting).toEqual({ key: 'warehouseCurrency', value: 'EUR' });
    expect(found.get('W12')?.setting).toEqual({ key: 'subtractOpenOrders', value: 'false' });
    expect(found.get('W9')).toMatchObject({ verdict: 'contradicted', seen: 'ABCD' });
    expect(found.get('N9')).toMatchObject({ verdict: 'confirmed', seen: 'operations.Till' });
  });

  it('a side that is away is a fault in the file, not the end of it', async () => {
    const made = await world({ orders: 2 });
    await made.setSettings({ warehouse: `sqlite:${join(made.folder, 'none.db')}` });
    const evidence = await made.app.collect(PROFILE, never);
    expect(evidence.faults).toEqual(['warehouse.unreachable']);
    expect(evidence.warehouse).toBe(null);
    expect(evidence.answers.length).toBeGreaterThan(3);
  });

  it('a file that holds something else is refused by name', async () => {
    const made = await world({ orders: 0 });
    const other = await readFile('package.json', 'utf8');
    await expect(made.app.learn('package.json', other)).rejects.toMatchObject({ code: 'file.malformed' });
  });
});
