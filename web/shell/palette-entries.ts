import type { PaletteEntry } from './shell-store.ts';

/** Entries of one kind, under their heading. */
export interface PaletteGroup {
  readonly label: string;
  readonly entries: readonly PaletteEntry[];
  /** What is found by the program has been looked for already; the others are looked through here. */
  readonly isFound?: boolean;
  /** Stands there only once something is typed: there are too many. */
  readonly isLong?: boolean;
}

/** How many of one kind are shown. */
const MOST = 7;

/** Letters alone, in small: what is typed is found in whatever case. */
function plain(text: string): string {
  return text.toLocaleLowerCase('bg').replace(/\s+/g, ' ').trim();
}

/** How well an entry fits: 0 not at all, 3 its label begins so. Every word that was typed has to be there. */
export function fitOf({ label, hint }: Pick<PaletteEntry, 'label' | 'hint'>, query: string): number {
  const [name, all] = [plain(label), plain(`${label} ${hint ?? ''}`)];
  const typed = plain(query);
  if (typed === '' || name.startsWith(typed)) return 3;
  if (name.split(' ').some((word) => word.startsWith(typed))) return 2;
  return typed.split(' ').every((word) => all.includes(word)) ? 1 : 0;
}

/** What fits to what was typed, the best of each kind first. */
export function groupsFor(groups: readonly PaletteGroup[], query: string): readonly PaletteGroup[] {
  const isAsked = plain(query) !== '';
  return groups
    .filter(({ isLong }) => isAsked || isLong !== true)
    .map((group) => ({
      ...group,
      entries: (group.isFound === true
        ? group.entries
        : group.entries
            .map((entry) => ({ entry, fit: fitOf(entry, query) }))
            .filter(({ fit }) => fit > 0)
            .toSorted((left, right) => right.fit - left.fit)
            .map(({ entry }) => entry)
      ).slice(0, isAsked ? MOST : Number.POSITIVE_INFINITY),
    }))
    .filter(({ entries }) => entries.length > 0);
}
