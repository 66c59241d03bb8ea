import type { Resource } from '../resource.ts';
import { ATTRIBUTE, BRAND, CATEGORY, PAGE, PRODUCT, SCRIPT_CODE } from './catalogue.ts';
import { CUSTOMER } from './customers.ts';
import { ORDER } from './orders.ts';

/** Every resource of REST v1, by its plural: the last part of its address. */
export const RESOURCES: Readonly<Record<string, Resource>> = Object.fromEntries(
  [ATTRIBUTE, BRAND, CATEGORY, CUSTOMER, ORDER, PAGE, PRODUCT, SCRIPT_CODE].map((resource) => [
    resource.plural,
    resource,
  ]),
);

export type Plural =
  | 'attributes'
  | 'brands'
  | 'categories'
  | 'customers'
  | 'orders'
  | 'pages'
  | 'products'
  | 'scriptCodes';
