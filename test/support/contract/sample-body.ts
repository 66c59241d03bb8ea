import { z } from 'zod';
import type { Call } from '../../../src/api/call.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Something that a described value may be: the least of it. */
function sampleOf(schema: Schema, definitions: Readonly<Record<string, Schema>>): unknown {
  const { $ref, const: constant, enum: choices, anyOf, oneOf, type } = schema;
  if (typeof $ref === 'string') return sampleOf(definitions[$ref.split('/').at(-1) ?? ''] ?? {}, definitions);
  if (constant !== undefined) return constant;
  if (Array.isArray(choices)) return choices[0];
  const [first] = (anyOf ?? oneOf ?? []) as readonly Schema[];
  if (first !== undefined) return sampleOf(first, definitions);
  switch (type) {
    case 'object': {
      const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
      const required = (schema['required'] ?? []) as readonly string[];
      return Object.fromEntries(required.map((key) => [key, sampleOf(properties[key] ?? {}, definitions)]));
    }
    case 'array':
      return Number(schema['minItems'] ?? 0) > 0
        ? [sampleOf((schema['items'] ?? {}) as Schema, definitions)]
        : [];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return Math.max(Number(schema['minimum'] ?? 1), 1);
    case 'string':
      return stringOf(schema);
    default:
      return null;
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': '2026-11-20T12:00:00Z',
  date: '2026-11-20',
};

function stringOf({ format, pattern, minLength }: Schema): string {
  if (typeof format === 'string' && FORMATS[format] !== undefined) return FORMATS[format];
  const tries = ['x'.repeat(Math.max(Number(minLength ?? 1), 1)), '1', '2026-11', '2026-11-20', '1.0', ''];
  return tries.find((text) => typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text)) ?? '1';
}

/** A body that a call takes; undefined: it takes none. Throws for a call whose body it cannot make up. */
export function sampleBody({ method, path, body }: Call): unknown {
  if (body === undefined || body instanceof z.ZodUndefined) return undefined;
  const schema = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as Schema;
  const sample = sampleOf(schema, (schema['$defs'] ?? {}) as Readonly<Record<string, Schema>>);
  const read = body.safeParse(sample);
  if (!read.success) throw new Error(`no body for ${method} ${path}: ${read.error.message}`);
  return sample;
}
