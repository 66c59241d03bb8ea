import { z } from 'zod';
import { CHANGE_KINDS } from '../model/plan.ts';
import { RUN_TRIGGERS } from '../model/run.ts';
import { TASK_NAMES } from '../model/task.ts';
import { Facts, Fault, Note } from './fault.ts';
import { DecimalText, list, Moment } from './values.ts';

export const Task = z.enum(TASK_NAMES);
export type Task = z.infer<typeof Task>;

/** One field of a record by its name for people; null = nothing there. */
export const FieldView = z.object({
  /** `price`, `quantity`, `total`, `name` …: by which a page finds it; values are as people write them. */
  key: z.string(),
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type FieldView = z.infer<typeof FieldView>;

/** A line of a document as it is, or will be, written; money in the warehouse's base currency. */
export const DocumentLine = z
  .object({
    /** 0: the good is made with the document. */
    goodId: z.int(),
    code: z.string(),
    /** As the order had it. */
    name: z.string(),
    /** The warehouse's name of the good; null = not asked, or it is made with the document. */
    goodName: z.string().nullable(),
    quantity: DecimalText,
    /** After discount, in the warehouse's VAT mode. */
    unitPrice: DecimalText,
    /** Percent. */
    vatRate: DecimalText,
    discountPercent: DecimalText,
    /** The whole line with VAT. */
    total: DecimalText,
  })
  .meta({ id: 'DocumentLine' });
export type DocumentLine = z.infer<typeof DocumentLine>;

/** A document that a plan would write, or a run has written. */
export const DocumentView = z
  .object({
    operationType: z.int(),
    date: z.string(),
    note: z.string(),
    /** The partner by his name; a new one is made with the document. */
    partner: z.object({ company: z.string(), isNew: z.boolean() }),
    /** True: a УНП is drawn with it. */
    hasUnp: z.boolean(),
    /** With VAT. */
    total: DecimalText,
    /** Of its sums and prices; '' = it was kept before it was told. */
    currency: z.string(),
    lines: list(DocumentLine),
  })
  .meta({ id: 'Document' });
export type DocumentView = z.infer<typeof DocumentView>;

/** One record of a plan or of a run's report, with its fields before and after. */
export const ChangeView = z
  .object({
    /** Identity within a plan: `export-goods:good:45`. */
    key: z.string(),
    task: Task,
    kind: z.enum(CHANGE_KINDS),
    kindLabel: z.string(),
    /** `good:45`, `order:1203`, `product:7`. */
    subject: z.string(),
    /** Code and name. */
    label: z.string(),
    fields: list(FieldView),
    document: DocumentView.optional(),
  })
  .meta({ id: 'Change' });
export type ChangeView = z.infer<typeof ChangeView>;

/** A document that stands in the warehouse. */
export const RecordedDocument = z.object({
  operationType: z.int(),
  documentNumber: z.int(),
  unp: z.string().nullable(),
});

/** What came of a change. */
export const OutcomeView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), operation: RecordedDocument.optional() }),
  Fault.extend({ kind: z.enum(['parked', 'failed', 'uncertain']) }),
]);
export type OutcomeView = z.infer<typeof OutcomeView>;

/** What a task has counted. `attention`: parked anew in this run. */
export const TaskCounts = z
  .object({
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    skipped: z.int(),
    attention: z.int(),
    failed: z.int(),
  })
  .meta({ id: 'TaskCounts' });
export type TaskCounts = z.infer<typeof TaskCounts>;
export const RunCounts = z.partialRecord(Task, TaskCounts);
export type RunCounts = z.infer<typeof RunCounts>;

export const RunEnd = z.enum(['done', 'stopped', 'interrupted', 'failed']);
export type RunEnd = z.infer<typeof RunEnd>;

/** How far a task has come with reading or writing; `total` null while unknown. */
export const Progress = z.object({
  type: z.literal('progress'),
  task: Task,
  phase: z.enum(['read', 'write']),
  done: z.int(),
  total: z.int().nullable(),
});
export type Progress = z.infer<typeof Progress>;

/** What a run has told, in words. */
/** Who or what started something; `who`: an account, '' = a schedule. */
export const StartedBy = z.object({ trigger: z.enum(RUN_TRIGGERS), who: z.string() });
export type StartedBy = z.infer<typeof StartedBy>;

/** A side did not answer: why, what was asked of it, which try has failed, how long the next one waits. */
export const Retry = z.object({
  type: z.literal('retry'),
  task: Task,
  code: z.string(),
  facts: Facts,
  /** The reason in words. */
  text: z.string(),
  what: z.string(),
  attempt: z.int(),
  waitMs: z.number(),
});

export const EventView = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('runStarted'), runId: z.int(), profile: z.string(), tasks: list(Task) }),
    z.object({ type: z.literal('taskStarted'), task: Task }),
    Progress,
    z.object({ type: z.literal('change'), task: Task, change: ChangeView, outcome: OutcomeView }),
    z.object({ type: z.literal('attention'), task: Task, note: Note, isNew: z.boolean() }),
    z.object({
      type: z.literal('notice'),
      task: Task.nullable(),
      code: z.string(),
      facts: Facts,
      text: z.string(),
    }),
    Retry,
    z.object({ type: z.literal('taskEnded'), task: Task, counts: TaskCounts }),
    z.object({
      type: z.literal('runEnded'),
      runId: z.int(),
      end: RunEnd,
      counts: RunCounts,
      error: Fault.nullable(),
    }),
  ])
  .meta({ id: 'RunEvent' });
export type EventView = z.infer<typeof EventView>;

/** An event and when it came. */
export const HistoryEntry = z.object({ at: Moment, event: EventView }).meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof HistoryEntry>;
