// oxlint-disable import/no-unassigned-import -- styles are imported for what they do
import '@mantine/spotlight/styles.css';
import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useEffect, useMemo, useState } from 'react';
import { usePage } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import type { ServerRow } from '../../src/api/profiles.ts';
import { groupsFor } from './palette-entries.ts';
import { usePaletteSources } from './palette-sources.ts';
import type { Where } from './where.ts';

const TYPING_MS = 150;

/**
 * Everything by its name: servers, places, orders, settings, and what can be done. Fetched when it is first
 * opened.
 */
export function Palette(props: {
  readonly where: Where;
  readonly servers: readonly ServerRow[];
  readonly onClose: () => void;
}) {
  const { words } = usePage();
  const [store, spotlight] = useMemo(() => createSpotlight(), []);
  const [query, setQuery] = useState('');
  const [wanted] = useDebouncedValue(query, TYPING_MS);
  const sources = usePaletteSources(props, wanted);
  const groups = groupsFor(sources, query);
  useEffect(() => spotlight.open(), [spotlight]);
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      lockScroll={false}
      onSpotlightClose={props.onClose}
      scrollable
      maxHeight={440}
      aria-label={words.shell.find}
      centered={false}
      yOffset="14vh"
      overlayProps={{ backgroundOpacity: 0.25, blur: 2 }}
    >
      <Spotlight.Search
        placeholder={words.palette.placeholder}
        aria-label={words.shell.find}
        leftSection={<Icon name="search" />}
      />
      <Spotlight.ActionsList>
        {groups.length === 0 ? <Spotlight.Empty>{words.palette.nothing}</Spotlight.Empty> : null}
        {groups.map(({ label, entries }) => (
          <Spotlight.ActionsGroup key={label} label={label}>
            {entries.map((entry) => (
              <Spotlight.Action
                key={entry.id}
                label={entry.label}
                {...(entry.hint === undefined ? {} : { description: entry.hint })}
                onClick={() => entry.onChoose()}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
