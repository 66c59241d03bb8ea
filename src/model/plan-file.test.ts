import { describe, expect, it } from 'vitest';
import type { Change, Plan } from './plan.ts';
import { readPlanFile } from './plan-file.ts';

const CHANGE: Change = {
  key: 'export-goods:good:7',
  task: 'export-goods',
  kind: 'updateProduct',
  subject: 'good:7',
  label: 'C7 Сирене',
  fields: [{ field: 'price', before: '10', after: '12' }],
};

const DOCUMENT = {
  origin: { shopIdentity: 'shop.example.bg', orderNumber: 101, claimKey: 'ZWEB-1-101' },
  operationType: 19,
  partner: { kind: 'new', partner: { company: 'Мария' } },
  lines: [{ goodId: 7, quantity: '1', unitPrice: '10', total: '10', name: 'Сирене', code: 'C7' }],
  date: '2026-11-20',
  total: '10',
  unp: null,
} as const;

function plan(changes: readonly unknown[], more: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    format: 'skladbridge-plan-1',
    profile: 'Магазин',
    settingsHash: 'abc',
    madeAt: '2026-11-20T12:00:00.000Z',
    tasks: [{ task: 'export-goods', changes, attention: [], skipped: [], notices: [], unchanged: 3 }],
    ...more,
  };
}

function problemOf(value: unknown): string | null {
  return readPlanFile(JSON.parse(JSON.stringify(value))).problem;
}

describe('readPlanFile', () => {
  it('reads what was written, as it was written', () => {
    const written = plan([CHANGE]);
    expect(readPlanFile(written)).toEqual({ plan: written as Plan, problem: null });
  });

  it('reads whole documents of orders', () => {
    const change = { ...CHANGE, kind: 'recordOperation', subject: 'order:101', document: DOCUMENT };
    expect(problemOf(plan([change]))).toBeNull();
    const existing = { ...DOCUMENT, partner: { kind: 'existing', id: 3, company: 'Мария' } };
    expect(problemOf(plan([{ ...change, document: existing }]))).toBeNull();
    const damaged = { ...DOCUMENT, partner: { kind: 'new' } };
    expect(problemOf(plan([{ ...change, document: damaged }]))).toContain(
      'tasks.0.changes.0.document.partner',
    );
    const worded = { ...DOCUMENT, total: 'десет' };
    expect(problemOf(plan([{ ...change, document: worded }]))).toContain('document.total');
  });

  it('says where a file is no plan', () => {
    for (const value of [null, [], 'x', 7, {}]) expect(problemOf(value)).not.toBeNull();
    expect(problemOf(plan([], { format: 'skladbridge-plan-2' }))).toContain('format');
    expect(problemOf(plan([], { tasks: [null] }))).toContain('tasks.0');
    expect(problemOf(plan([null]))).toContain('tasks.0.changes.0');
    expect(problemOf(plan([{ ...CHANGE, kind: 'dropTable' }]))).toContain('tasks.0.changes.0.kind');
    expect(problemOf(plan([{ ...CHANGE, fields: [{ field: 'price', before: 10, after: 12 }] }]))).toContain(
      'fields.0',
    );
    expect(problemOf(plan([{ ...CHANGE, subject: 'nothing' }]))).toContain('subject');
  });

  it('refuses a change of another task, one that stands twice, and an undo', () => {
    expect(problemOf(plan([{ ...CHANGE, task: 'export-stock' }]))).toContain('anotherTask');
    expect(problemOf(plan([CHANGE, CHANGE]))).toContain('changeTwice');
    expect(problemOf(plan([{ ...CHANGE, task: 'undo' }]))).not.toBeNull();
  });
});
