import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SEED } from '../warehouse-seed.contract.ts';
import { openSqliteWarehouse } from '../sqlite/sqlite-warehouse.ts';
import { seededFile } from '../../../test/support/contract/sqlite-place.ts';
import type { SeededFile } from '../../../test/support/contract/sqlite-place.ts';
import { ServedSession } from './served-session.ts';
import { asJson, piecesOf, readMessage } from './wire.ts';
import type { QuestionHead } from './wire.ts';

// What may never happen to a question that was asked twice, came late, or was given up.

const GOOD = {
  code: 'НОВА',
  barcode: '',
  name: 'Нова стока',
  measure: 'бр.',
  price: '1.5',
  priceGroup: 1,
  vatGroupId: 1,
  groupId: 2,
};
const ADD = piecesOf(asJson({ method: 'addGoods', args: [[GOOD]] }));
const [QUESTION = new Uint8Array(0)] = ADD;

describe('a session of an agent', () => {
  let file: SeededFile;
  let session: ServedSession;
  let nowMs = 0;
  /** Goods that tests before have added. */
  let base = 0;

  beforeAll(() => {
    file = seededFile(SEED);
  });

  afterAll(() => file.cleanUp());

  beforeEach(async () => {
    base += await added();
    nowMs = 1000;
    session = new ServedSession({
      open: () => openSqliteWarehouse({ path: file.path }),
      nowMs: () => nowMs,
      onFault: () => undefined,
    });
  });

  afterEach(() => session.close());

  type Ask = Extract<QuestionHead, { kind: 'ask' }>;

  async function ask(more: Partial<Ask> = {}, piece = QUESTION): Promise<unknown> {
    const head = { kind: 'ask', session: '', call: 1, oldest: 1, endsMs: 2000, piece: 0, pieces: 1 } as const;
    const read = readMessage(await session.ask({ ...head, ...more }, piece));
    const { kind } = (read?.head ?? {}) as { kind?: string };
    return kind === 'piece' ? JSON.parse(Buffer.from(read?.piece ?? []).toString()) : kind;
  }

  async function added(): Promise<number> {
    return (await file.rows('goods')).filter((row) => row['Code'] === GOOD.code).length - base;
  }

  it('does a call once, however often it is asked for, at once or one after the other', async () => {
    const answers = await Promise.all([ask(), ask(), ask()]);
    answers.push(await ask());
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(await added()).toBe(1);
  });

  it('begins nothing that whoever asked has given up: too late, stopped before, or older than what is waited for', async () => {
    expect(await ask({ endsMs: 999 })).toBe('notBegun');
    session.stop(2);
    expect(await ask({ call: 2, oldest: 2 })).toBe('notBegun');
    expect(
      await ask({ call: 9, oldest: 8 }, piecesOf(asJson({ method: 'readFacts', args: [] }))[0]),
    ).toMatchObject({ answer: { baseCurrency: 'EUR' } });
    expect(await ask({ call: 7, oldest: 7 })).toBe('notBegun');
    expect(await added()).toBe(0);
  });

  it('puts a question together from its pieces, and begins none of which the last comes late', async () => {
    const half = Math.floor(QUESTION.length / 2);
    const [first, last] = [QUESTION.subarray(0, half), QUESTION.subarray(half)];
    expect(await ask({ pieces: 2 }, first)).toBe('taken');
    nowMs = 2001;
    expect(await ask({ pieces: 2, piece: 1 }, last)).toBe('notBegun');
    expect(await added()).toBe(0);
    expect(await ask({ call: 2, pieces: 2, endsMs: 3000 }, first)).toBe('taken');
    expect(await ask({ call: 2, pieces: 2, piece: 1, endsMs: 3000 }, last)).toMatchObject({
      answer: [expect.any(Number)],
    });
    expect(await added()).toBe(1);
  });

  it('knows the methods of the port and nothing else, and what it was given is what they take', async () => {
    const fault = async (call: number, method: string, args: readonly unknown[]): Promise<unknown> =>
      ask({ call, oldest: call }, piecesOf(asJson({ method, args }))[0]);
    const unreadable = (what: string) => ({ fault: { code: 'warehouse.agent.unreadable', facts: { what } } });
    expect(await fault(1, 'close', [])).toMatchObject(unreadable('close'));
    expect(await fault(2, 'constructor', [])).toMatchObject(unreadable('constructor'));
    expect(await ask({ call: 5, oldest: 1 }, Buffer.from('{'))).toMatchObject(unreadable('call'));
    expect(await fault(3, 'addGoods', [[{ ...GOOD, price: 1.5 }]])).toMatchObject(unreadable('addGoods'));
    expect(await fault(4, 'addGoods', [[{ ...GOOD, newer: 1 }]])).toMatchObject(unreadable('addGoods'));
    expect(await added()).toBe(0);
  });
});
