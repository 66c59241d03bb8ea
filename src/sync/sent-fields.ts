import type { SentFields } from '../model/link.ts';
import type { CategoryPath } from '../model/product.ts';

const SEPARATOR = ' › ';

/** A category's path as people read it; null = none. */
export function categoryText(category: CategoryPath | null): string | null {
  return category === null ? null : category.join(SEPARATOR);
}

/** The path that `categoryText` wrote. */
export function categoryPath(text: string): CategoryPath {
  return text.split(SEPARATOR);
}

/** A truth as reports keep it; null = not known. */
export function yesOrNo(value: boolean | null): string | null {
  return value === null ? null : value ? 'yes' : 'no';
}

/** What was last sent of a field, in the words of a report's change; null = never, or not kept. */
export function sentText(sent: SentFields, field: string): string | null {
  const value = sent[field as keyof SentFields] ?? null;
  if (field === 'category') return categoryText(sent.category);
  return typeof value === 'boolean' ? yesOrNo(value) : (value as string | null);
}
