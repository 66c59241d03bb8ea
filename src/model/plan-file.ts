import { z } from 'zod';
import { issueCode } from './fault-code.ts';
import { CHANGE_KINDS } from './plan.ts';
import type { Plan } from './plan.ts';
import { OPERATION_TYPES } from './operation.ts';
import { TASKS } from './run.ts';

const Text = z.string();
const Decimal = z.string().regex(/^-?\d+(?:\.\d+)?$/);
const Whole = z.number().int();
const Facts = z.record(z.string(), z.union([z.string(), z.number()]));

const Partner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('existing'), id: Whole, company: Text }),
  z.object({ kind: z.literal('new'), partner: z.looseObject({ company: Text }) }),
]);

/** The whole document of an order; what a run compares with the one it would write now. */
const Document = z.looseObject({
  origin: z.looseObject({ shopIdentity: Text, orderNumber: Whole, claimKey: Text }),
  operationType: z.literal(OPERATION_TYPES),
  partner: Partner,
  lines: z.array(
    z.looseObject({
      goodId: Whole,
      quantity: Decimal,
      unitPrice: Decimal,
      total: Decimal,
      name: Text,
      code: Text,
    }),
  ),
  date: Text,
  total: Decimal,
  unp: z.looseObject({ deviceSerial: Text }).nullable(),
});

const Change = z.object({
  key: Text.min(1),
  task: z.enum(TASKS),
  kind: z.enum(CHANGE_KINDS),
  subject: Text.regex(/^[a-z]+:.+$/),
  label: Text,
  fields: z.array(z.object({ field: Text, before: Text.nullable(), after: Text.nullable() })),
  currency: Text.optional(),
  document: Document.optional(),
});

const TaskPlan = z
  .object({
    task: z.enum(TASKS),
    changes: z.array(Change),
    attention: z.array(z.object({ subject: Text, code: Text, facts: Facts })),
    skipped: z.array(z.object({ subject: Text, label: Text, reason: Text })),
    notices: z.array(z.object({ code: Text, facts: Facts })),
    unchanged: Whole.min(0),
  })
  .refine((plan) => plan.changes.every((change) => change.task === plan.task), {
    error: 'anotherTask',
    path: ['changes'],
  });

const PlanFile = z
  .object({
    format: z.literal('skladbridge-plan-1'),
    profile: Text.min(1),
    settingsHash: Text.min(1),
    madeAt: Text.min(1),
    tasks: z.array(TaskPlan),
  })
  .refine(
    ({ tasks }) => {
      const keys = tasks.flatMap((task) => task.changes.map((change) => change.key));
      return new Set(keys).size === keys.length;
    },
    { error: 'changeTwice', path: ['tasks'] },
  );

/**
 * A saved plan as it was written, or where it is none: the place in it and what is wrong there. A plan that
 * takes back a run is not applied from a file: it is asked for by the run's number.
 */
export function readPlanFile(
  value: unknown,
): { readonly plan: Plan; readonly problem: null } | { readonly plan: null; readonly problem: string } {
  const read = PlanFile.safeParse(value);
  if (read.success) return { plan: value as Plan, problem: null };
  const [issue] = read.error.issues;
  const place = issue === undefined ? '' : issue.path.map(String).join('.');
  return { plan: null, problem: place === '' ? 'format' : `${place}: ${issueCode(issue)}` };
}
