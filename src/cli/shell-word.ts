/** A name as it is typed in a terminal: in quotes where it would fall apart or mean something there. */
export function shellWord(text: string): string {
  return /^[\p{L}\p{N}_.,:/@+=-]+$/u.test(text) ? text : `"${text.replace(/["\\$`]/g, '\\$&')}"`;
}
