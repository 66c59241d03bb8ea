import type { ParsedFile, Violation } from './source.ts';

/** An import that closes a circle and is allowed to, with the reason. */
export interface AllowedEdge {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** Circles of imports, whichever way they are written: types and imports at run time close them as well. */
export function cycleViolations(
  files: readonly ParsedFile[],
  allowed: readonly AllowedEdge[],
): readonly Violation[] {
  const targets = new Map(
    files.map(({ path, imports }) => [
      path,
      imports
        .map((entry) => entry.target)
        .filter((to) => !allowed.some((edge) => edge.from === path && edge.to === to)),
    ]),
  );
  const state = new Map<string, 'open' | 'done'>();
  const found: Violation[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      found.push({ law: 'no cycles', path, what: [...trail.slice(trail.indexOf(path)), path].join(' → ') });
      return;
    }
    state.set(path, 'open');
    for (const target of targets.get(path) ?? []) if (targets.has(target)) visit(target, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of targets.keys()) visit(path, []);
  return found;
}

/** Allowed edges that close no circle any more: each is a sentence that has become untrue. */
export function needlessEdges(
  files: readonly ParsedFile[],
  allowed: readonly AllowedEdge[],
): readonly Violation[] {
  return allowed
    .filter((edge) => {
      const others = allowed.filter((other) => other !== edge);
      return cycleViolations(files, others).length === 0;
    })
    .map(({ from, to }) => ({ law: 'exceptions are needed', path: from, what: to }));
}
