const OUTSIDE = new Set(['level', 'time', 'msg', 'stack', 'causes']);

function written(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^[\p{L}\p{N}_.:/+-]+$/u.test(text) ? text : JSON.stringify(text);
}

/** A line of JSON as people read it; stacks follow on lines of their own, pushed in. */
export function plainLine(json: string): string {
  const line = JSON.parse(json) as Readonly<Record<string, unknown>>;
  const facts = Object.entries(line).filter(([name]) => !OUTSIDE.has(name));
  const told = facts.map(([name, value]) => ` ${name}=${written(value)}`).join('');
  const { stack, causes } = line;
  const chain = Array.isArray(causes) ? (causes as readonly Readonly<Record<string, unknown>>[]) : [];
  const below = [stack, ...chain.map((cause) => `caused by ${String(cause['stack'] ?? cause['message'])}`)]
    .filter((text) => typeof text === 'string')
    .map((text) => `\n    ${text.replaceAll('\n', '\n    ')}`)
    .join('');
  return `${String(line['time'])} ${String(line['level']).padEnd(5)} ${String(line['msg'])}${told}${below}\n`;
}
