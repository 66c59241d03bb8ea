import { Hono } from 'hono';
import type { Context } from 'hono';
import { pageOf, withPhpLists } from './otherwise/answer-lists.ts';
import { spoiltOf, toldRecord } from './otherwise/answer-values.ts';
import type { FaultBox } from './faults.ts';
import type { OAuth } from './oauth.ts';
import { BadField, storedFields } from './record-values.ts';
import { RESOURCES } from './resources/all-resources.ts';
import type { Plural } from './resources/all-resources.ts';
import type { Resource, StoredRecord } from './resource.ts';
import { addRecord, numberRows } from './store.ts';
import type { Store } from './store.ts';

const DEFAULT_LIMIT = 100;
const GREATEST_LIMIT = 500;

export interface RestOptions {
  readonly store: Store;
  readonly oauth: OAuth;
  readonly faults: FaultBox;
  readonly clock: () => Date;
  /** `http://<host>/`: what a brand's image is joined to. */
  readonly baseUrl: () => string;
  /** Told of every product that is created, with its code. */
  readonly onCreate: (code: string) => void;
}

type Status = 400 | 401 | 403 | 404 | 500;

function refuse(context: Context, status: Status, message: string): Response {
  return context.json({ error: { message } }, status);
}

/** What makes a record one that nobody can read. */
const SPOILT = {
  orders: { kind: 'badOrder', fields: { orderTotal: 'n/a', orderItems: false } },
  products: { kind: 'badProduct', fields: { productPrice: { de: 'Preis' } } },
} as const;

function pick(record: StoredRecord, fields: readonly string[] | null): StoredRecord {
  if (fields === null) return record;
  return Object.fromEntries(fields.filter((name) => name in record).map((name) => [name, record[name]]));
}

function wholeNumber(text: string | undefined, missing: number): number {
  const value = text === undefined || text === '' ? missing : Number(text);
  if (!Number.isInteger(value) || value < 0) throw new BadField('limit and offset must be whole numbers');
  return value;
}

function containsText(value: unknown, part: string): boolean {
  if (typeof value === 'string') return value.toLocaleLowerCase('bg').includes(part);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((text) => containsText(text, part));
}

/**
 * REST API v1 over the eight resources: one handler, eight descriptions (facts of the platform, sections 7
 * to 9).
 */
export class RestApi {
  readonly #options: RestOptions;

  constructor(options: RestOptions) {
    this.#options = options;
  }

  routes(): Hono {
    const app = new Hono({ strict: true });
    // With the final slash for lists and creates, without it for one record; neither is redirected to the
    // other.
    app.get('/:plural/', (context) =>
      this.#guarded(context, 'read', (resource) => this.#list(context, resource)),
    );
    app.post('/:plural/', (context) =>
      this.#guarded(context, 'write', (resource) => this.#create(context, resource)),
    );
    app.get('/:plural/:id', (context) =>
      this.#guarded(context, 'read', (resource) => this.#retrieve(context, resource)),
    );
    app.put('/:plural/:id', (context) =>
      this.#guarded(context, 'write', (resource) => this.#update(context, resource)),
    );
    app.delete('/:plural/:id', (context) =>
      this.#guarded(context, 'write', (resource) => this.#remove(context, resource)),
    );
    app.all('*', (context) => refuse(context, 404, 'There is no such address'));
    return app;
  }

  async #guarded(
    context: Context,
    access: 'read' | 'write',
    work: (resource: Resource) => Response | Promise<Response>,
  ): Promise<Response> {
    const resource = RESOURCES[context.req.param('plural') ?? ''];
    if (resource === undefined) return refuse(context, 404, 'There is no such address');
    const claims = this.#options.oauth.claims(context);
    if (claims === null) return refuse(context, 401, 'The access token is missing, invalid or has expired');
    const scope = resource.scopes[access];
    if (!claims.scope.split(' ').includes(scope))
      return refuse(context, 403, `The scope ${scope} is missing`);
    try {
      return await work(resource);
    } catch (error) {
      if (error instanceof BadField) return refuse(context, 400, error.message);
      throw error;
    }
  }

  #list(context: Context, resource: Resource): Response {
    const { faults } = this.#options;
    const limit = wholeNumber(context.req.query('limit'), DEFAULT_LIMIT);
    const offset = wholeNumber(context.req.query('offset'), 0);
    const ids = this.#ordered(context, resource, this.#filtered(context, resource));
    const fields =
      context.req
        .query('fields')
        ?.split(',')
        .map((name) => name.trim()) ?? null;
    const page = pageOf(ids, { limit, greatest: GREATEST_LIMIT, offset }, faults).map((id) =>
      pick(this.#answered(id, resource), fields),
    );
    const count = faults.way('noCount') === null ? { _metadata: { count: ids.length } } : {};
    return this.#json(context, { [resource.plural]: page, ...count });
  }

  /** A record as it is answered: brand images carry the shop's address, everything else is as it was sent. */
  #answered(id: number, resource: Resource): StoredRecord {
    const { store, faults, baseUrl } = this.#options;
    const plural = resource.plural as Plural;
    const told = toldRecord(store.get(plural, id) as StoredRecord, resource, faults);
    if (plural === 'orders' || plural === 'products') {
      const { kind, fields } = SPOILT[plural];
      if (spoiltOf(kind, store.ids(plural), faults) === id) return { ...told, ...fields };
    }
    const image = told['brandImage'];
    if (resource.name !== 'brand' || typeof image !== 'string' || image === '') return told;
    return { ...told, brandImage: `${baseUrl()}${image}` };
  }

  #json(context: Context, body: StoredRecord, status: 200 | 201 = 200): Response {
    const { faults } = this.#options;
    return context.json(
      faults.way('listsAsObjects') === null ? body : (withPhpLists(body) as StoredRecord),
      status,
    );
  }

  #filtered(context: Context, resource: Resource): readonly number[] {
    const plural = resource.plural as Plural;
    const ids = this.#options.store.ids(plural);
    const part = resource.filter === undefined ? undefined : context.req.query(resource.filter.parameter);
    if (part === undefined || resource.filter === undefined) return ids;
    const { field } = resource.filter;
    const wanted = part.toLocaleLowerCase('bg');
    return ids.filter((id) => containsText(this.#options.store.get(plural, id)?.[field], wanted));
  }

  #ordered(context: Context, resource: Resource, ids: readonly number[]): readonly number[] {
    const order = context.req.query('order');
    if (order === undefined) return ids;
    const [name, direction = 'asc'] = order.split(':');
    if (name === resource.idField) return direction === 'desc' ? ids.toReversed() : ids;
    const plural = resource.plural as Plural;
    const { store } = this.#options;
    const valueOf = (id: number): string => String(store.get(plural, id)?.[name ?? ''] ?? '');
    const sorted = [...ids].sort(
      (left, right) => valueOf(left).localeCompare(valueOf(right), 'bg') || left - right,
    );
    return direction === 'desc' ? sorted.toReversed() : sorted;
  }

  #find(context: Context, resource: Resource): { readonly id: number; readonly record: StoredRecord } | null {
    const text = context.req.param('id') ?? '';
    const id = /^\d{1,15}$/.test(text) ? Number(text) : 0;
    const record = this.#options.store.get(resource.plural as Plural, id);
    return record === null ? null : { id, record };
  }

  #retrieve(context: Context, resource: Resource): Response {
    const found = this.#find(context, resource);
    if (found === null) return refuse(context, 404, `There is no such ${resource.name}`);
    return this.#json(context, { [resource.name]: this.#answered(found.id, resource) });
  }

  async #body(context: Context): Promise<StoredRecord> {
    let body: unknown;
    try {
      body = JSON.parse(await context.req.text());
    } catch {
      throw new BadField('The body is not JSON');
    }
    // PHP sends an object without fields as an empty list.
    if (Array.isArray(body) && body.length === 0) return {};
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw new BadField('The body must be an object');
    return body as StoredRecord;
  }

  async #create(context: Context, resource: Resource): Promise<Response> {
    const { store, faults, clock } = this.#options;
    const fields = faults.mangled(storedFields(await this.#body(context), resource));
    const missing = resource.required.find((name) => fields[name] === undefined);
    if (missing !== undefined) throw new BadField(`${missing} is required`);
    if ('productCreatedTimestamp' in resource.fields) fields['productCreatedTimestamp'] = shopTime(clock());
    if ('pageUpdateTimestamp' in resource.fields) fields['pageUpdateTimestamp'] = shopTime(clock());
    const plural = resource.plural as Plural;
    const id = addRecord(store, plural, { id: null, fields });
    this.#countCategories(resource, null, fields);
    if (resource.name === 'product') this.#options.onCreate(String(fields['productCode'] ?? ''));
    return this.#json(context, this.#answered(id, resource), 201);
  }

  async #update(context: Context, resource: Resource): Promise<Response> {
    const { store, faults, clock } = this.#options;
    const body = await this.#body(context);
    const found = this.#find(context, resource);
    if (found === null) return refuse(context, 404, `There is no such ${resource.name}`);
    if (resource.name === 'scriptCode' && !this.#isOwnScript(context, found.record)) {
      return refuse(context, 401, 'The script code belongs to another app');
    }
    const fields = faults.mangled(storedFields(body, resource));
    for (const [name, field] of Object.entries(resource.fields)) {
      if (field.rowId === undefined || fields[name] === undefined) continue;
      numberRows(fields[name] as StoredRecord[], {
        owner: found.id,
        rowId: field.rowId,
        plural: resource.plural as Plural,
      });
    }
    if (resource.name === 'page') fields['pageUpdateTimestamp'] = shopTime(clock());
    // Languages that are not sent stay: what a missing one means is unknown, and losing text would be the
    // worse reading.
    for (const [name, field] of Object.entries(resource.fields)) {
      if (field.kind === 'ml' && fields[name] !== undefined) {
        fields[name] = { ...(found.record[name] as StoredRecord), ...(fields[name] as StoredRecord) };
      }
    }
    const record = { ...found.record, ...fields };
    store.put(resource.plural as Plural, found.id, record);
    this.#countCategories(resource, found.record, record);
    return this.#json(context, { [resource.name]: this.#answered(found.id, resource) });
  }

  #isOwnScript(context: Context, record: StoredRecord): boolean {
    const owner = record['scriptCodeAppID'];
    return owner === null || owner === '' || owner === this.#options.oauth.claims(context)?.aud;
  }

  #remove(context: Context, resource: Resource): Response {
    const found = this.#find(context, resource);
    if (found === null) return refuse(context, 404, `There is no such ${resource.name}`);
    this.#options.store.delete(resource.plural as Plural, found.id);
    this.#countCategories(resource, found.record, null);
    return context.json({});
  }

  /** Keeps the categories' own count of products; a count that is sent is ignored. */
  #countCategories(resource: Resource, before: StoredRecord | null, after: StoredRecord | null): void {
    if (resource.name !== 'product') return;
    const idsOf = (record: StoredRecord | null): readonly number[] =>
      ((record?.['productCategories'] ?? []) as readonly StoredRecord[]).map((row) =>
        Number(row['categoryID']),
      );
    const [old, now] = [new Set(idsOf(before)), new Set(idsOf(after))];
    for (const id of new Set([...old, ...now])) {
      const step = Number(now.has(id)) - Number(old.has(id));
      const category = this.#options.store.get('categories', id);
      if (step === 0 || category === null) continue;
      const count = Number(category['categoryProductCount']) + step;
      const deep = Number(category['categoryDeepProductCount']) + step;
      this.#options.store.put('categories', id, {
        ...category,
        categoryProductCount: count,
        categoryDeepProductCount: deep,
      });
    }
  }
}

const SOFIA = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Sofia',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** A moment as the shop writes it: `YYYY-MM-DD HH:MM:SS`, Europe/Sofia. */
export function shopTime(moment: Date): string {
  return SOFIA.format(moment);
}
