import type { Field, Resource, StoredRecord } from './resource.ts';

/** What a client sent cannot be taken; the message goes into the error answer. */
export class BadField extends Error {}

function languageKeys(value: unknown, name: string): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadField(`${name} must be an object by language`);
  return Object.fromEntries(
    Object.entries(value).map(([language, text]) => {
      if (typeof text !== 'string') throw new BadField(`${name}.${language} must be a text`);
      return [language.toUpperCase(), text];
    }),
  );
}

function moneyText(value: unknown, name: string): string {
  const amount = typeof value === 'string' ? Number(value.trim()) : value;
  if (typeof amount !== 'number' || !Number.isFinite(amount) || value === '')
    throw new BadField(`${name} must be a number`);
  // Decimal text is kept digit by digit: 1.005 must not become 1.00 on its way through a float.
  if (typeof value === 'string' && /^-?\d+\.\d{2,}$/.test(value.trim())) return value.trim();
  return amount.toFixed(2);
}

function numberValue(value: unknown, name: string): number {
  const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof amount !== 'number' || !Number.isFinite(amount)) throw new BadField(`${name} must be a number`);
  return amount;
}

function textValue(value: unknown, field: Field, name: string): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw new BadField(`${name} must be a text`);
  const text = String(value);
  if (field.words !== undefined && !field.words.includes(text))
    throw new BadField(`${name}: unknown value ${text}`);
  return text;
}

/**
 * One value as it is stored: languages in upper case, money with two places, lists with all keys of their
 * rows.
 */
export function storedValue(value: unknown, field: Field, name: string): unknown {
  if (value === null)
    return field.kind === 'ml' || field.kind === 'list' ? structuredClone(field.initial) : null;
  switch (field.kind) {
    case 'ml':
      return languageKeys(value, name);
    case 'money':
      return moneyText(value, name);
    case 'number':
      return numberValue(value, name);
    case 'flag':
      if (typeof value !== 'boolean' && value !== 0 && value !== 1)
        throw new BadField(`${name} must be true or false`);
      return value === true || value === 1;
    case 'text':
    case 'time':
      return textValue(value, field, name);
    case 'list':
      return storedRows(value, field, name);
  }
}

function storedRows(value: unknown, field: Field, name: string): readonly StoredRecord[] {
  if (!Array.isArray(value)) throw new BadField(`${name} must be a list`);
  return value.map((row: unknown, index) => {
    if (typeof row !== 'object' || row === null) throw new BadField(`${name}[${index}] must be an object`);
    const given = row as StoredRecord;
    return Object.fromEntries(
      Object.entries(field.row ?? {}).map(([key, inner]) => [
        key,
        given[key] === undefined
          ? structuredClone(inner.initial)
          : storedValue(given[key], inner, `${name}[${index}].${key}`),
      ]),
    );
  });
}

/**
 * The fields of a request that may be written, as they are stored. Unknown and read-only fields are ignored
 * without an error.
 */
export function storedFields(body: StoredRecord, resource: Resource): StoredRecord {
  const fields: StoredRecord = {};
  for (const [name, field] of Object.entries(resource.fields)) {
    if (body[name] === undefined || field.isReadOnly) continue;
    fields[name] = storedValue(body[name], field, name);
  }
  return fields;
}

/** A new record with everything that was not sent as it begins. */
export function newRecord(fields: StoredRecord, resource: Resource): StoredRecord {
  return Object.fromEntries(
    Object.entries(resource.fields).map(([name, field]) => [
      name,
      fields[name] ?? structuredClone(field.initial),
    ]),
  );
}
