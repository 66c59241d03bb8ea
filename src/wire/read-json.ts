import { WireFault } from './wire-fault.ts';

/** Where JSON can begin behind other text: at an object with a field, an empty one, or a list. */
const START = /\{\s*["}]|\[\s*(?:[[{"\]\d-]|true|false|null)/g;
const MOST_STARTS = 200;

/** The end of the value that begins at `from`, behind its last bracket; null when it does not end. */
function endOfValue(text: string, from: number): number | null {
  let depth = 0;
  let isInText = false;
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at];
    if (isInText) {
      if (letter === '\\') at += 1;
      else if (letter === '"') isInText = false;
    } else if (letter === '"') isInText = true;
    else if (letter === '{' || letter === '[') depth += 1;
    else if (letter === '}' || letter === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

function parsed(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

/**
 * The JSON of an answer, also with noise of PHP (warnings, notices) before or behind it. A value that is cut
 * is never taken for a smaller one that stands inside it. Throws `unreadable`.
 */
export function readJson(text: string): unknown {
  const plain = parsed(text);
  if (plain !== null) return plain.value;
  let looked = 0;
  START.lastIndex = 0;
  for (let match = START.exec(text); match !== null && looked < MOST_STARTS; match = START.exec(text)) {
    looked += 1;
    const end = endOfValue(text, match.index);
    // What begins here does not end: the answer was cut, and what follows is a part of it.
    if (end === null) break;
    const found = parsed(text.slice(match.index, end));
    if (found !== null) return found.value;
    // Brackets of the noise itself, such as `[x]` in a warning.
    START.lastIndex = end;
  }
  throw new WireFault('unreadable', 'JSON');
}
