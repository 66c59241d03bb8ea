import { z } from 'zod';
import { ROLES } from '../model/account.ts';

/** An exact decimal as text (`src/model/decimal.ts`): sums, prices, quantities. */
export const DecimalText = z.string().regex(/^-?\d+(?:\.\d+)?$/);
/** A moment: ISO 8601, UTC. */
export const Moment = z.iso.datetime();
export const Language = z.enum(['bg', 'en']);
export type Language = z.infer<typeof Language>;
/** What somebody is in the firm that is looked at, or `hoster`. */
export const AccountRole = z.enum([...ROLES, 'hoster']);

/** Any number of these. */
export function list<T extends z.ZodType>(schema: T) {
  return z.array(schema).readonly();
}

/** A value with its word in the language of whoever asked. */
export const Labelled = z.object({ value: z.string(), label: z.string() });
export type Labelled = z.infer<typeof Labelled>;

/** Which page of a list, from 1. */
export const PageNumber = z.coerce.number().int().min(1).max(100_000).default(1).meta({ type: 'integer' });

/** A day as `YYYY-MM-DD`; '' = none is given. */
export const DayOrNone = z
  .string()
  .regex(/^(?:\d{4}-\d{2}-\d{2})?$/)
  .default('');

/** What an Excel workbook is called on the wire. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
