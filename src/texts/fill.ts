import type { ErrorFacts } from '../model/sync-error.ts';

const PLACEHOLDER = /\{(\w+)\}/g;

/** A text with its facts filled in; a fact that is not there leaves its place visible, so that a test finds it. */
export function fill(text: string, facts: ErrorFacts = {}): string {
  return text.replace(PLACEHOLDER, (place, name: string) => String(facts[name] ?? place));
}

/** Names of the places in a text. */
export function placeholders(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
}
