import { z } from 'zod';
import { resolveEntities } from '../../model/html-text.ts';
import type { Decimal } from '../../model/decimal.ts';
import { wireDecimal, wireFlag } from '../seliton-http/wire-values.ts';

/** A number of the wire: a JSON number and a numeric text are both taken; null and absent are null. */
const amount = z
  .union([z.string(), z.number(), z.null()])
  .optional()
  .transform((value, context): Decimal | null => {
    if (value === null || value === undefined || value === '') return null;
    const parsed = typeof value === 'number' ? wireDecimal(plainNumber(value)) : wireDecimal(value);
    if (parsed !== null) return parsed;
    context.addIssue({ code: 'custom', message: 'notNumber' });
    return z.NEVER;
  });

function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(10) : text;
}

/** An amount that nothing is decided by alone: what is no number is not told. */
const toldAmount = amount.catch(null);

const neededAmount = amount.transform((value, context): Decimal => {
  if (value !== null) return value;
  context.addIssue({ code: 'custom', message: 'missing' });
  return z.NEVER;
});

const text = z
  .union([z.string(), z.number(), z.null()])
  .optional()
  .transform((value) => (value === null || value === undefined ? '' : resolveEntities(String(value)).trim()));

const neededText = text.refine((value) => value !== '', 'missing');

const reference = z
  .union([z.number(), z.string(), z.null()])
  .optional()
  .transform((value) => {
    const number = Number(value ?? 0);
    return Number.isInteger(number) && number > 0 ? number : null;
  });

const flag = z
  .union([z.boolean(), z.number(), z.string(), z.null()])
  .optional()
  .transform((value) => value === true || (value != null && wireFlag(String(value))));

/** A truth that may not be told: null. */
const toldFlag = z
  .union([z.boolean(), z.number(), z.string(), z.null()])
  .optional()
  .transform((value) => (value == null || value === '' ? null : value === true || wireFlag(String(value))));

const languages = z
  .union([z.record(z.string(), z.union([z.string(), z.null()])), z.string(), z.array(z.unknown()), z.null()])
  .optional();

/** A text by language: the asked one, whatever its letter case, else the first there is. */
export function textIn(value: z.infer<typeof languages>, language: string): string {
  if (typeof value === 'string') return resolveEntities(value).trim();
  if (value === null || value === undefined || Array.isArray(value)) return '';
  const entries = Object.entries(value);
  const wanted = entries.find(([key]) => key.toLowerCase() === language.toLowerCase());
  return resolveEntities((wanted ?? entries[0])?.[1] ?? '').trim();
}

/**
 * A list as PHP may write it: rows with holes become an object with numbers as names, one row stands alone,
 * no rows are null. What is none of these comes back as it was.
 */
export function listOf(value: unknown): unknown {
  if (value === null || value === '' || value === false) return [];
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  return entries.every(([key]) => /^\d+$/.test(key)) ? entries.map(([, row]) => row as unknown) : [value];
}

export const productSchema = z.object({
  productId: z.coerce.number().int().positive(),
  productCode: text,
  productBarcode: text,
  productName: languages,
  productPrice: toldAmount,
  productQuantity: toldAmount,
  productIsActive: toldFlag,
  productAvailabilityStatus: text,
  productCategories: z.preprocess(listOf, z.array(z.object({ categoryID: reference }))).optional(),
});

export const categorySchema = z.object({
  categoryId: z.coerce.number().int().positive(),
  categoryName: languages,
  categoryParentID: reference,
});

const itemSchema = z.object({
  productID: reference,
  productVariantID: reference,
  orderItemProductCode: text,
  orderItemProductName: text,
  orderItemQty: neededAmount,
  orderItemPrice: neededAmount,
  orderItemDiscount: amount,
  orderItemTotal: neededAmount,
  orderItemTaxesRate: amount,
  orderItemTaxesAmount: amount,
});

const totalLineSchema = z.object({
  orderTotalLineType: text,
  orderTotalLineName: text,
  orderTotalLineAmount: neededAmount,
});

export const orderSchema = z.object({
  orderId: z.coerce.number().int().positive(),
  orderStatus: text,
  orderPaymentStatus: text,
  orderPaymentModuleName: text,
  orderShippingModuleName: text,
  orderCreatedAt: neededText,
  orderCurrencyCode: neededText,
  orderTotal: neededAmount,
  orderCustomerInstructions: text,
  orderCustomerEmail: text,
  orderQuantitiesInStockReduced: flag,
  orderUniqueSaleNumber: text,
  orderItems: z.preprocess(listOf, z.array(itemSchema)),
  orderTotalLines: z.preprocess(listOf, z.array(totalLineSchema)),
  orderBillingFirstName: text,
  orderBillingLastName: text,
  orderShippingFirstName: text,
  orderShippingLastName: text,
  orderBillingPhone: text,
  orderBillingCity: text,
  orderBillingAddress1: text,
  orderBillingAddress2: text,
  orderBillingZip: text,
  orderBillingCountry: text,
  orderBillingIsCompany: flag,
  orderBillingCompany: text,
  orderBillingTaxNumber: text,
  orderBillingVatNumber: text,
  orderBillingInvoiceContactPerson: text,
});

export type WireOrder = z.infer<typeof orderSchema>;
export type WireProduct = z.infer<typeof productSchema>;

/** A list's envelope: `{"<plural>": [...], "_metadata": {"count": n}}`. */
export const metadataSchema = z.object({
  _metadata: z.object({ count: z.coerce.number().int().nonnegative() }),
});

/** An error's envelope, of the API and of its OAuth server. */
export const errorSchema = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform((body) => body.error.message),
  z
    .object({ error: z.string(), error_description: z.string().optional() })
    .transform((body) => body.error_description ?? body.error),
]);

export const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().default(3600),
});
