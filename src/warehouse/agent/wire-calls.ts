import { z } from 'zod';
import type { Warehouse } from '../warehouse.ts';
import * as documents from './wire-documents.ts';
import * as wire from './wire-values.ts';

/** Methods of the port that are told in batches. */
export type StreamName = 'readGoods' | 'readStock' | 'readPartners';

/** Methods that are one question and one answer. */
export type CallName = Exclude<keyof Warehouse, StreamName | 'abilities' | 'close'>;

/** What a method is given beside the signal, which stays on its side. */
export type CallArgs<M extends CallName | StreamName> = Warehouse[M] extends (
  ...all: [...infer A, AbortSignal]
) => unknown
  ? A
  : never;
export type CallAnswer<M extends CallName> = Awaited<ReturnType<Warehouse[M]>>;
export type StreamRow<M extends StreamName> =
  ReturnType<Warehouse[M]> extends AsyncIterable<readonly (infer T)[]> ? T : never;

interface Call<M extends CallName> {
  readonly args: z.ZodType<CallArgs<M>>;
  readonly answer: z.ZodType<CallAnswer<M>>;
}

interface Stream<M extends StreamName> {
  readonly args: z.ZodType<CallArgs<M>>;
  readonly row: z.ZodType<StreamRow<M>>;
}

const NONE = z.tuple([]);
const { text } = wire;

/** Every method of the port that an agent carries out, with what it takes and answers; it knows no others. */
export const CALLS: { readonly [M in CallName]: Call<M> } = {
  readFacts: { args: NONE, answer: wire.facts },
  readChoices: { args: NONE, answer: wire.choices },
  findRecords: { args: z.tuple([wire.recordQuery]), answer: z.array(wire.foundRecord) },
  readUsage: { args: NONE, answer: wire.usage },
  findGoods: { args: z.tuple([wire.goodsKeys]), answer: z.array(wire.good) },
  readAgedOrders: { args: z.tuple([wire.stockQuery]), answer: wire.decimal },
  findMoved: {
    args: z.tuple([z.array(wire.goodId)]),
    answer: z.array(wire.goodId).transform((ids) => new Set(ids)),
  },
  findTraces: { args: z.tuple([z.array(documents.origin)]), answer: z.array(documents.orderTrace) },
  sightDocuments: {
    args: z.tuple([z.array(documents.rememberedDocument)]),
    answer: z.array(documents.documentSight),
  },
  traceDocuments: {
    args: z.tuple([z.array(documents.rememberedDocument)]),
    answer: z.array(documents.documentFate),
  },
  findDoubledUnp: { args: z.tuple([text]), answer: z.array(documents.doubledUnp) },
  findForeignDocuments: {
    args: z.tuple([text, z.array(wire.orderNumber)]),
    answer: z.array(documents.foreignDocument),
  },
  recordOperation: { args: z.tuple([documents.operationDraft]), answer: documents.recordOutcome },
  recordOperations: {
    args: z.tuple([z.array(documents.operationDraft)]),
    answer: z.array(documents.recordedOutcome).nullable(),
  },
  addGoods: { args: z.tuple([z.array(wire.goodDraft)]), answer: z.array(wire.goodId) },
  readInstallationMarks: { args: z.tuple([text]), answer: z.array(text).nullable() },
  markInstallation: { args: z.tuple([wire.newMark]), answer: wire.markLeft },
  readExportKey: { args: z.tuple([text]), answer: wire.exportKey.nullable() },
  replaceExportKey: { args: z.tuple([wire.newExportKey]), answer: wire.keyReplaced },
  readIdentityMarks: { args: NONE, answer: z.array(text).nullable() },
  leaveIdentityMark: { args: z.tuple([text]), answer: z.unknown().transform((): void => undefined) },
  readOddities: { args: NONE, answer: z.array(wire.oddity) },
  readEvidence: { args: NONE, answer: wire.evidence },
  missingRights: { args: z.tuple([wire.work]), answer: z.array(text) },
  readUnpUse: { args: z.tuple([text, wire.unpRange]), answer: wire.unpUse },
  readNamedSequence: { args: z.tuple([text, wire.unpRange]), answer: z.int() },
};

/** Methods that are told in batches, as many rows at once as fit into some pieces. */
export const STREAMS: { readonly [M in StreamName]: Stream<M> } = {
  readGoods: { args: z.tuple([wire.goodsQuery]), row: wire.good },
  readStock: { args: z.tuple([wire.stockQuery]), row: wire.stockLevel },
  readPartners: { args: NONE, row: wire.partner },
};

/** Beside the port: what the warehouse can do, and going on with a stream or ending it. */
export const ABILITIES = 'abilities';
export const NEXT = 'next';
export const END = 'end';

/** What a session answers to `ABILITIES`. */
export const abilities = wire.abilities;

/** The number of a stream, within its session. */
export const STREAM_ARGS = z.tuple([z.int().min(1)]);

/** Some rows of a stream. `stream`: its number; null: it has ended with these. */
export const STREAM_PART = z.strictObject({ stream: z.int().nullable(), rows: z.array(z.unknown()) });

export function isCall(name: string): name is CallName {
  return Object.hasOwn(CALLS, name);
}

export function isStream(name: string): name is StreamName {
  return Object.hasOwn(STREAMS, name);
}

/**
 * True for what may be asked for once more by a call of its own: it changes nothing, or comes to the same.
 * The others are asked again only under the number that they had, which an agent does once.
 */
export function isRepeatable(name: string): boolean {
  return !WRITES.has(name);
}

const WRITES: ReadonlySet<string> = new Set<CallName>([
  'recordOperation',
  'recordOperations',
  'addGoods',
  'markInstallation',
]);
