import { lazy, useState } from 'react';
import type { ComponentType, FunctionComponent } from 'react';

/** What a place shows, fetched when it is wanted. */
export interface PlaceView<P> {
  readonly view: FunctionComponent<P>;
  /**
   * Fetches it ahead. One that is here when it is first drawn is drawn at once: while one is waited for, a
   * skeleton stands in its place, and React lets that stand for 0.3 s, however soon the place is here.
   */
  readonly fetchAhead: () => Promise<void>;
}

/** A place whose view comes from a file of its own. */
export function placeView<P extends object>(load: () => Promise<ComponentType<P>>): PlaceView<P> {
  let here: ComponentType<P> | null = null;
  const Lazy = lazy(async () => ({ default: await load() }));
  const View = (props: P) => {
    // Chosen once: another one later would be another place, and lose what was typed into this one.
    const [Shown] = useState<ComponentType<P>>(() => here ?? Lazy);
    return <Shown {...props} />;
  };
  const fetchAhead = async (): Promise<void> => {
    here ??= await load();
  };
  return { view: View, fetchAhead };
}
