import { z } from 'zod';
import { isNegative, parseDecimal } from './decimal.ts';
import type { Decimal } from './decimal.ts';

/** How a setting is asked for: a form renders it by this, the command line reads its text by this. */
export const SETTING_KINDS = [
  'flag',
  'text',
  'choice',
  'choices',
  'wholeNumber',
  'decimal',
  'groups',
  'amountsByGroup',
  'location',
  'locations',
  'operator',
  'good',
  'goodsGroup',
  'partner',
  'partnerGroup',
  'schedule',
] as const;
export type SettingKind = (typeof SETTING_KINDS)[number];

/** Sections of the form, in its order. */
export const SETTING_SECTIONS = [
  'warehouse',
  'shop',
  'export',
  'stock',
  'import',
  'partners',
  'unp',
  'schedule',
  'audit',
  'notifications',
] as const;
export type SettingSection = (typeof SETTING_SECTIONS)[number];

/** One setting, described once: form, validation, flags, defaults, docs and redaction derive from this. */
export interface Setting<T> {
  readonly kind: SettingKind;
  readonly section: SettingSection;
  /** Where it is agreed: a clause of the manual, or section 2 of the specification. */
  readonly source: string;
  readonly defaultValue: T;
  readonly schema: z.ZodType<T>;
  /** The words of a choice. */
  readonly options?: readonly string[];
  /** Shown only while another setting has this value (S7, S23: only on SUPTO builds). */
  readonly onlyWhen?: { readonly setting: string; readonly is: string };
}

/** What every kind of setting is told with. */
export interface About {
  readonly section: SettingSection;
  readonly source: string;
  readonly onlyWhen?: { readonly setting: string; readonly is: string };
}

/** A setting of any kind. */
export function setting<T>(
  kind: SettingKind,
  defaultValue: T,
  schema: z.ZodType<T>,
  about: About,
): Setting<T> {
  return { kind, defaultValue, schema, ...about };
}

/** Yes or no. */
export function flag(defaultValue: boolean, about: About): Setting<boolean> {
  return setting('flag', defaultValue, z.boolean(), about);
}

/** Free text, at most 255 characters unless the schema says otherwise. */
export function text(
  defaultValue: string,
  about: About,
  schema: z.ZodType<string> = z.string().trim().max(255),
): Setting<string> {
  return setting('text', defaultValue, schema, about);
}

/** One of several words. */
export function choice<const O extends readonly string[]>(
  options: O,
  defaultValue: O[number],
  about: About,
): Setting<O[number]> {
  return {
    ...setting('choice', defaultValue, z.enum(options) as unknown as z.ZodType<O[number]>, about),
    options,
  };
}

/** A whole number inside a range, both ends included. */
export function wholeNumber(defaultValue: number, from: number, to: number, about: About): Setting<number> {
  return setting('wholeNumber', defaultValue, z.int().min(from).max(to), about);
}

/** The ID of one record of the warehouse; null = none chosen. */
export function record(kind: SettingKind, about: About): Setting<number | null> {
  return setting<number | null>(kind, null, z.int().min(1).nullable(), about);
}

/** The IDs of several records of the warehouse. */
export function records(kind: SettingKind, about: About): Setting<readonly number[]> {
  return setting<readonly number[]>(kind, [], z.array(z.int().min(1)).max(10_000).readonly(), about);
}

/** A decimal of at least 0. */
export const notNegative = z
  .string()
  .max(30)
  .transform((value, context): Decimal => {
    const parsed = parseDecimal(value);
    if (parsed !== null && !isNegative(parsed)) return parsed;
    context.addIssue({ code: 'custom', message: 'decimal' });
    return z.NEVER;
  }) as unknown as z.ZodType<Decimal>;
