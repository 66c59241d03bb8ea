import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const records = z.array(z.record(z.string(), z.unknown())).max(1_000_000).default([]);

const contentSchema = z.strictObject({
  apps: z
    .array(
      z.object({ clientId: z.string(), clientSecret: z.string(), redirectPath: z.string().default('/') }),
    )
    .default([]),
  apiUsers: z.array(z.object({ username: z.string(), secret: z.string() })).default([]),
  languages: z.array(z.string().min(2).max(5)).min(1).default(['bg', 'en']),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('EUR'),
  exportFeed: z
    .object({ username: z.string(), domain: z.string(), signature: z.string().regex(/^[0-9a-f]{40}$/) })
    .nullable()
    .default(null),
  brands: records,
  categories: records,
  customers: records,
  products: records,
  orders: records,
  pages: records,
  attributes: records,
  scriptCodes: records,
});

/**
 * What a shop starts with, in the wire's own field names (spec section 9). Missing fields take the API's
 * defaults.
 */
export type SandboxContent = z.infer<typeof contentSchema>;

/** A content file that cannot be taken, with the place and the schema’s code for what is wrong there. */
export class BadContent extends Error {}

/** Content from parsed JSON. Throws BadContent. */
export function readContent(json: unknown): SandboxContent {
  const parsed = contentSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new BadContent(
    [issue?.path.join('.') ?? '', issue?.code ?? ''].filter((each) => each !== '').join(': '),
  );
}

/** Content from a JSON file. Throws BadContent; a missing file throws the file system's own error. */
export async function readContentFile(path: string): Promise<SandboxContent> {
  const text = await readFile(path, 'utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new BadContent('JSON', { cause: error });
  }
  return readContent(json);
}
