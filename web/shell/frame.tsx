import { Alert } from '@mantine/core';
import { Suspense } from 'react';
import { useAnswer } from '../answers.ts';
import { usePage } from '../context.ts';
import { useLive, useWorkers } from '../live.ts';
import { PlaceSkeleton } from '../parts/place-skeleton.tsx';
import { useRoute } from '../route.ts';
import { BottomBar } from './bottom-bar.tsx';
import { Keys } from './keys.tsx';
import { NotFound } from './not-found.tsx';
import { PlaceHead } from '../parts/place-head.tsx';
import { PLACES } from './places.ts';
import { Rail } from './rail.tsx';
import { TOP_PLACES } from './top-places.ts';
import { TopBar } from './top-bar.tsx';
import { useTitle } from './title.ts';
import { whereIs } from './where.ts';
import type { Where } from './where.ts';

/** Everything around a place: rail, bars, title and keys; and the place that the address names. */
export function Frame() {
  const { words, may } = usePage();
  const route = useRoute();
  const { isHeard } = useLive(may('get /api/live'));
  const areWorkers = useWorkers();
  const { value: servers } = useAnswer('/api/profiles', may('get /api/profiles') ? {} : null);
  const where = whereIs(route, may, servers?.map(({ name }) => name) ?? null);
  const attention = servers?.find(({ name }) => name === where.server)?.attention ?? 0;
  useTitle(where, where.server === null ? 0 : attention);
  return (
    <div className="frame">
      <a
        className="skip"
        href="#content"
        onClick={(event) => {
          // The address tells the place: going on to the content must not change it.
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
      >
        {words.shell.skip}
      </a>
      <Rail where={where} servers={servers ?? []} />
      <TopBar where={where} servers={servers ?? []} />
      <main id="content" className="content" tabIndex={-1}>
        {isHeard ? null : (
          <Alert color="orange" title={words.shell.unheard} role="status" mb="md">
            {words.shell.unheardHint}
          </Alert>
        )}
        {areWorkers ? null : (
          <Alert color="blue" title={words.shell.noWorkers} role="status" mb="md">
            {words.shell.noWorkersHint}
          </Alert>
        )}
        <Here where={where} />
      </main>
      <BottomBar where={where} attention={attention} />
      <Keys where={where} servers={servers ?? []} />
    </div>
  );
}

/** The place that the address names, under its heading. */
function Here({ where }: { readonly where: Where }) {
  const { words } = usePage();
  if (where.kind === 'nowhere') return <NotFound where={where} />;
  if (where.kind === 'top') {
    const { view: View, id } = TOP_PLACES.find((place) => place.id === where.place) ?? TOP_PLACES[0];
    return (
      <>
        <PlaceHead title={words.shell[id]} />
        <Suspense fallback={<PlaceSkeleton />}>
          <View rest={where.rest} />
        </Suspense>
      </>
    );
  }
  // Who may go there was asked where the address was read.
  const place = PLACES.find(({ id }) => id === where.place);
  if (place === undefined) return <NotFound where={where} />;
  const { view: View, id } = place;
  return (
    <>
      <PlaceHead title={words.shell[id]} server={where.server} />
      <Suspense key={`${where.server} ${id}`} fallback={<PlaceSkeleton />}>
        <View key={`${where.server} ${id}`} name={where.server} rest={where.rest} />
      </Suspense>
    </>
  );
}
