import { SyncError } from '../model/sync-error.ts';

/** A whole number from an option, inside its bounds. */
export function wholeNumber(
  name: string,
  text: string | undefined,
  what: { readonly missing: number; readonly most: number },
): number {
  if (text === undefined) return what.missing;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= what.most) return value;
  throw new SyncError('settings.badValue', { key: name, value: text, expected: `0–${what.most}` });
}
