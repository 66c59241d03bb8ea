import { z } from 'zod';
import type { StoredRecord } from './resource.ts';
import { FAULT_KINDS, IN_FRONT } from './otherwise/ways.ts';
import type { FaultKind } from './otherwise/ways.ts';

export const faultSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  rate: z.number().min(0).max(1).default(1),
  next: z.int().min(1).optional(),
  method: z.string().toUpperCase().optional(),
  path: z.string().optional(),
  /** Milliseconds, page size, rows shifted, length of the text, or which record, as the kind asks. */
  amount: z.int().min(0).optional(),
  /** The field that is ignored or truncated; the coding or the form, where the kind has several. */
  field: z.string().optional(),
});

export type Fault = z.infer<typeof faultSchema>;
/** A fault as it is switched on; `rate` may be left out. */
export type FaultSwitch = z.input<typeof faultSchema>;

interface Active {
  readonly fault: Fault;
  left: number | null;
}

const DEFAULT_PAGE = 10;
const DEFAULT_SHIFT = 1;
const DEFAULT_LENGTH = 20;

/** Faults that are switched on; repeatable by their seed. */
export class FaultBox {
  #active: Active[] = [];
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Switches a fault on. Throws a ZodError on a malformed one. */
  add(fault: FaultSwitch): void {
    const parsed = faultSchema.parse(fault);
    this.#active.push({ fault: parsed, left: parsed.next ?? null });
  }

  clear(): void {
    this.#active = [];
  }

  list(): readonly Fault[] {
    return this.#active.map((active) => active.fault);
  }

  /**
   * The fault of a kind that strikes this request, if any; one that is counted down is used up by striking.
   */
  strikes(kind: FaultKind, request: { readonly method: string; readonly path: string }): Fault | null {
    const active = this.#active.find(({ fault }) => fault.kind === kind && fits(fault, request));
    if (active === undefined || this.#chance() >= active.fault.rate) return null;
    if (active.left !== null) {
      active.left -= 1;
      if (active.left <= 0) this.#active = this.#active.filter((other) => other !== active);
    }
    return active.fault;
  }

  /** The way in which the shop is otherwise, if that is switched on. */
  way(kind: FaultKind): Fault | null {
    return this.#of(kind);
  }

  /** True while something of what stands before the shop is switched on. */
  get changesBytes(): boolean {
    return this.#active.some(({ fault }) => (IN_FRONT as readonly string[]).includes(fault.kind));
  }

  /** The most records that a page holds, whatever was asked for. */
  greatestPage(): number {
    return (
      this.#of('smallPages')?.amount ??
      (this.#of('smallPages') === null ? Number.MAX_SAFE_INTEGER : DEFAULT_PAGE)
    );
  }

  /** Where a page really begins: shifted pages repeat or leave out records. */
  shiftedOffset(offset: number): number {
    const fault = this.#of('shiftedPages');
    if (fault === null || offset === 0 || this.#chance() >= fault.rate) return offset;
    return Math.max(0, offset + (this.#chance() < 0.5 ? -1 : 1) * (fault.amount ?? DEFAULT_SHIFT));
  }

  /** Fields as they are stored: a field may silently be ignored or cut. */
  mangled(fields: StoredRecord): StoredRecord {
    const result = { ...fields };
    const ignored = this.#of('ignoredField');
    if (ignored?.field !== undefined) delete result[ignored.field];
    const cut = this.#of('truncatedField');
    if (cut?.field !== undefined && result[cut.field] !== undefined) {
      result[cut.field] = eachText(result[cut.field], (text) => text.slice(0, cut.amount ?? DEFAULT_LENGTH));
    }
    const kept = (text: string): string => this.#keptText(text);
    return this.#of('threeByteTexts') === null && this.#of('tidiedTexts') === null
      ? result
      : (eachText(result, kept) as StoredRecord);
  }

  #keptText(text: string): string {
    const low = this.#of('threeByteTexts') === null ? text : (/^[\u0000-\uffff]*/u.exec(text)?.[0] ?? '');
    return this.#of('tidiedTexts') === null ? low : low.trim().replaceAll(/\s+/g, ' ');
  }

  #of(kind: FaultKind): Fault | null {
    return this.#active.find(({ fault }) => fault.kind === kind)?.fault ?? null;
  }

  /** mulberry32: the same seed and requests give the same faults. */
  #chance(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
}

function fits(fault: Fault, request: { readonly method: string; readonly path: string }): boolean {
  const isMethod = fault.method === undefined || fault.method === request.method;
  return isMethod && (fault.path === undefined || request.path.includes(fault.path));
}

/** Every text of a value, whatever it is nested in, by itself. */
export function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => eachText(each, change));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, eachText(each, change)]));
}
