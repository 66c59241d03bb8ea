import type { HistoryPlace } from '../history-place.ts';

/** Things that may happen, by name; the numbers come from the history's seed. */
export type Moves = Readonly<Record<string, (place: HistoryPlace) => Promise<void>>>;
