import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FileLooks } from '../../src/warehouse/access/file-looks.ts';
import type { ReadableFile } from '../../src/warehouse/access/file-looks.ts';
import { Catalogue } from '../../src/warehouse/access/jet/catalogue.ts';
import { COMMIT_TABLE_AT } from '../../src/warehouse/access/jet/commit-table.ts';
import { JetFile, PAGE_SIZE } from '../../src/warehouse/access/jet/jet-file.ts';
import { Unsound } from '../../src/warehouse/access/jet/unsound.ts';
import { LOADED_TABLES } from '../../src/warehouse/access/loaded-tables.ts';
import { NoSnapshot, takeSnapshot } from '../../src/warehouse/access/take-snapshot.ts';
import { accessFile } from '../support/access-files.ts';

const SEEDS = 500;
const USER = COMMIT_TABLE_AT + 2;
const before = accessFile('small.mdb');
const after = accessFile('small-later.mdb');

/** What a snapshot would hold, as one word. Throws `Unsound` as loading does. */
function content(bytes: Buffer): string {
  const catalogue = new Catalogue(new JetFile(bytes));
  const hash = createHash('sha256');
  for (const { name, columns } of LOADED_TABLES) {
    const ids = new Set<unknown>();
    const at = columns.indexOf('ID');
    for (const row of catalogue.rows(name, columns)) {
      if (at >= 0 && ids.has(row[at])) throw new Unsound('one number twice', 0);
      if (at >= 0) ids.add(row[at]);
      hash.update(JSON.stringify(row));
    }
  }
  return hash.digest('hex');
}

const WHOLE = [content(before), content(after)];

function random(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Write {
  readonly at: number;
  readonly do: (bytes: Buffer) => void;
}

function changedPages(): readonly number[] {
  const pages = Array.from({ length: after.length / PAGE_SIZE }, (_, page) => page);
  const of = (bytes: Buffer, page: number) => bytes.subarray(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
  return pages.filter((page) => !of(before, page).equals(of(after, page)));
}

const CHANGED = changedPages();

/** How somebody writes the day's changes, page by page, while they are read. */
interface Writer {
  /** Jet keeps the commit table; other programs do not. */
  readonly keepsCommits: boolean;
  /** He dies after so many pages. */
  readonly diesAfter?: number;
}

/** A file that somebody writes into; time passes with every page that is read. */
class WrittenFile implements ReadableFile {
  now = 0;
  readonly #bytes: Buffer = Buffer.alloc(after.length);
  #waiting: readonly Write[];

  constructor(writer: Writer, next: () => number) {
    before.copy(this.#bytes);
    this.#waiting = plan(writer, next);
  }

  async stat(): Promise<{ size: number }> {
    this.#pass(0.1);
    return { size: this.#bytes.length };
  }

  async read(buffer: Buffer, _offset: number, length: number, position: number) {
    for (let at = 0; at < length; at += PAGE_SIZE) {
      this.#pass(0.02);
      this.#bytes.copy(buffer, at, position + at, position + Math.min(at + PAGE_SIZE, length));
    }
    return { bytesRead: length };
  }

  async close(): Promise<void> {
    this.#pass(0.1);
  }

  wait(milliseconds: number): void {
    this.#pass(milliseconds);
  }

  #pass(milliseconds: number): void {
    this.now += milliseconds;
    const due = this.#waiting.filter((write) => write.at <= this.now);
    this.#waiting = this.#waiting.slice(due.length);
    for (const write of due) write.do(this.#bytes);
  }
}

function setCommit(value: number): (bytes: Buffer) => void {
  return (bytes) => void bytes.writeUInt16BE(value, USER);
}

function plan(writer: Writer, next: () => number): readonly Write[] {
  const order = CHANGED.map((page) => ({ page, key: next() })).sort((left, right) => left.key - right.key);
  // From a burst within one reading to a page now and then; without a commit table never slower than it settles.
  const longest = writer.keepsCommits ? 3000 : 900;
  const pace = 10 ** (next() * Math.log10(longest / 0.05)) * 0.05;
  let at = next() * 1500;
  const writes: Write[] = writer.keepsCommits ? [{ at, do: setCommit(0) }] : [];
  for (const { page } of order.slice(0, writer.diesAfter ?? order.length)) {
    at += next() * pace;
    const [from, to] = [page * PAGE_SIZE, (page + 1) * PAGE_SIZE];
    writes.push({ at, do: (bytes) => void after.copy(bytes, from, from, to) });
  }
  if (writer.keepsCommits && writer.diesAfter === undefined) writes.push({ at: at + 0.05, do: setCommit(2) });
  return writes;
}

interface Taken {
  readonly content: string | null;
  readonly why: string;
}

async function take(writer: Writer, seed: number, isOpened: boolean): Promise<Taken> {
  const file = new WrittenFile(writer, random(seed));
  const looks = new FileLooks(async () => file);
  try {
    const { loaded, isCutOff } = await takeSnapshot({
      look: () => looks.look(),
      load: content,
      drop: () => undefined,
      sleep: async (milliseconds) => file.wait(milliseconds),
      now: () => file.now,
      isOpened: async () => isOpened,
    });
    return { content: loaded, why: isCutOff ? 'cutOff' : '' };
  } catch (error) {
    if (!(error instanceof NoSnapshot)) throw error;
    return { content: null, why: error.why };
  }
}

/** How often each outcome came, and the seeds whose snapshot is of no moment that ever was. */
async function outcomes(writer: (seed: number) => Writer, isOpened = true) {
  const counts: Record<string, number> = {};
  const wrong: number[] = [];
  for (let seed = 0; seed < SEEDS / 2; seed += 1) {
    const taken = await take(writer(seed), seed, isOpened);
    const which = taken.content === null ? taken.why : ['before', 'after'][WHOLE.indexOf(taken.content)];
    if (which === undefined) wrong.push(seed);
    counts[which ?? 'wrong'] = (counts[which ?? 'wrong'] ?? 0) + 1;
  }
  return { counts, wrong };
}

describe('a file of Access that is written while it is read', () => {
  it('a writer that keeps the commit table: no torn snapshot', async () => {
    const { counts, wrong } = await outcomes(() => ({ keepsCommits: true }));
    expect([wrong, counts]).toEqual([[], counts]);
    expect(counts['after']).toBeGreaterThan(50);
    expect(counts['before']).toBeGreaterThan(5);
  });

  it('a writer that does not: no torn snapshot, since nothing stands still for a second', async () => {
    const { counts, wrong } = await outcomes(() => ({ keepsCommits: false }));
    expect([wrong, counts]).toEqual([[], counts]);
    expect(counts['after']).toBeGreaterThan(50);
  });

  it('a writer that died and is still in the lock file: told, nothing taken', async () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const taken = await take({ keepsCommits: true, diesAfter: 1 + (seed % 60) }, seed, true);
      expect([seed, WHOLE.includes(taken.content ?? WHOLE[0] ?? '')]).toEqual([seed, true]);
      if (taken.content === null) expect(['halfWritten', 'damaged', 'changing']).toContain(taken.why);
    }
  });

  it('a lone splice is noticed by its contradictions, never loses a good', () => {
    const goods = (bytes: Buffer) =>
      new Set([...new Catalogue(new JetFile(bytes)).rows('Goods', ['ID'])].map(([id]) => id));
    const [old, now] = [goods(before), goods(after)];
    let unsound = 0;
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const next = random(seed);
      const bytes = Buffer.from(before);
      for (const page of CHANGED)
        if (next() < 0.5) after.copy(bytes, page * PAGE_SIZE, page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
      try {
        content(bytes);
        const found = goods(bytes);
        expect([old.size, now.size]).toContain(found.size);
      } catch (error) {
        expect(error).toBeInstanceOf(Unsound);
        unsound += 1;
      }
    }
    expect(unsound).toBeGreaterThan(SEEDS * 0.95);
  });
});
