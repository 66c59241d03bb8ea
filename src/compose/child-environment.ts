/** What a process of ours needs to be found and to find its temporary folder. */
const NEEDED = ['PATH', 'Path', 'HOME', 'USERPROFILE', 'SystemRoot', 'TMPDIR', 'TEMP', 'TMP', 'LANG'];

/**
 * The environment of a process that we start: what it needs, and nothing of what was handed to us. Secrets
 * and the key come in through the environment; whatever another program is, it does not get them.
 */
export function childEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const needed = NEEDED.flatMap((name) => {
    const value = own[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(needed), ...more };
}
