import { useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useAnswer, useRenew } from '../answers.ts';
import { serverPath } from '../api.ts';
import { usePage } from '../context.ts';
import type { ServerRow } from '../../src/api/profiles.ts';
import { printWhole } from '../paper.ts';
import { goTo } from '../route.ts';
import type { PaletteGroup } from './palette-entries.ts';
import { placeName, placesFor } from './places.ts';
import { showOverlay, useOffered } from './shell-store.ts';
import type { PaletteEntry } from './shell-store.ts';
import { useSignOut } from './sign-out.ts';
import { TOP_PLACES } from './top-places.ts';
import type { Where } from './where.ts';
import { numbered } from '../formats.ts';

/** The warehouse is asked: not for a letter or two. */
const SHORTEST_SEARCH = 3;
const MOST_GOODS = 8;

/** The server that is meant where none is chosen: the only one. */
function meantServer(where: Where, servers: readonly ServerRow[]): ServerRow | undefined {
  return servers.find(({ name }) => name === where.server) ?? (servers.length === 1 ? servers[0] : undefined);
}

/** Orders with these figures in number, УНП or document. */
function useOrders(server: string | undefined, query: string): readonly PaletteEntry[] {
  const { words } = usePage();
  const isAsked = server !== undefined && /\d/.test(query);
  const search = query.replace(/^(?:№|no\.)\s*/i, '');
  const { value } = useAnswer(
    '/api/profiles/{name}/orders',
    isAsked ? { name: server, page: 1, search } : null,
  );
  if (!isAsked) return [];
  return (value?.orders ?? []).map(({ orderNumber, stageLabel, unp }) => ({
    id: `order ${orderNumber}`,
    label: `${words.everywhere.order} ${numbered(orderNumber, words)}`,
    hint: unp === null ? stageLabel : `${stageLabel} · ${unp}`,
    onChoose: () => goTo('server', server, 'orders', String(orderNumber)),
  }));
}

/** Goods whose name, code or bar code holds what is typed. */
function useGoods(server: string | undefined, query: string): readonly PaletteEntry[] {
  const { words } = usePage();
  const search = query.trim();
  const isAsked = server !== undefined && search.length >= SHORTEST_SEARCH;
  const { value } = useAnswer(
    '/api/profiles/{name}/goods',
    isAsked ? { name: server, after: 0, search, show: '' } : null,
  );
  if (!isAsked) return [];
  return (value?.goods ?? []).slice(0, MOST_GOODS).map(({ goodId, good }) => ({
    id: `good ${goodId}`,
    label: good?.name ?? numbered(goodId, words),
    hint: good?.code ?? '',
    onChoose: () => goTo('server', server, 'goods', String(goodId)),
  }));
}

/** Every setting by its label. */
function useSettings(server: string | undefined): readonly PaletteEntry[] {
  const { may } = usePage();
  const mayAsk = may('get /api/settings') && server !== undefined;
  const { value } = useAnswer('/api/settings', mayAsk ? {} : null);
  if (!mayAsk) return [];
  return (value?.settings ?? []).map(({ key, label, help }) => ({
    id: `setting ${key}`,
    label,
    hint: help,
    onChoose: () => goTo('server', server, 'settings', key),
  }));
}

/** What can be done with a server from everywhere. */
function useServerActions(server: ServerRow | undefined): readonly PaletteEntry[] {
  const { api, words, may } = usePage();
  const renew = useRenew();
  if (server === undefined) return [];
  const { name, isBusy } = server;
  // A refusal is told where one arrives: the place shows what the server is doing.
  const act = async (method: 'POST' | 'DELETE', path: string, place: string): Promise<void> => {
    await api.send(method, `${serverPath(name)}/${path}`, { tasks: null }).catch(() => undefined);
    await renew('/api/profiles');
    goTo('server', name, place);
  };
  const hint = name;
  const stop = {
    id: 'stop',
    label: words.everywhere.stop,
    hint,
    onChoose: () => void act('DELETE', 'run', 'overview'),
  };
  const start = {
    id: 'start',
    label: words.everywhere.start,
    hint,
    onChoose: () => void act('POST', 'run', 'overview'),
  };
  const plan = {
    id: 'plan',
    label: words.plan.makePlan,
    hint,
    onChoose: () => void act('POST', 'plan', 'plan'),
  };
  const mayStart = may(isBusy ? 'delete /api/profiles/{name}/run' : 'post /api/profiles/{name}/run');
  return [
    ...(mayStart ? [isBusy ? stop : start] : []),
    ...(may('post /api/profiles/{name}/plan') ? [plan] : []),
  ];
}

/** What can be done with the page itself. */
function usePageActions(): readonly PaletteEntry[] {
  const { words, toggleLanguage } = usePage();
  const { setColorScheme } = useMantineColorScheme();
  const answers = useQueryClient();
  const signOut = useSignOut();
  const scheme = (label: string, to: 'light' | 'dark' | 'auto'): PaletteEntry => ({
    id: `scheme ${to}`,
    label: `${words.shell.scheme}: ${label}`,
    onChoose: () => setColorScheme(to),
  });
  return [
    { id: 'language', label: words.shell.language, onChoose: toggleLanguage },
    scheme(words.shell.schemeLight, 'light'),
    scheme(words.shell.schemeDark, 'dark'),
    scheme(words.shell.schemeAuto, 'auto'),
    {
      id: 'print',
      label: words.orders.print,
      onChoose: () => void printWhole(() => answers.isFetching() > 0),
    },
    { id: 'keys', label: words.shell.keys, onChoose: () => showOverlay('keys') },
    { id: 'leave', label: words.shell.signOut, onChoose: () => void signOut() },
  ];
}

/** Everything that the palette knows of, by kind. */
export function usePaletteSources(
  { where, servers }: { readonly where: Where; readonly servers: readonly ServerRow[] },
  query: string,
): readonly PaletteGroup[] {
  const { words, may } = usePage();
  const server = meantServer(where, servers);
  const offered = useOffered();
  const orders = useOrders(server?.name, query);
  const goods = useGoods(server?.name, query);
  const settings = useSettings(server?.name);
  const actions = useServerActions(server);
  const own = usePageActions();
  const places = [
    ...(server === undefined
      ? []
      : placesFor(may).map((place) => ({
          id: `place ${place.id}`,
          label: placeName(words, place),
          hint: server.name,
          onChoose: () => goTo('server', server.name, place.id),
        }))),
    ...TOP_PLACES.filter(({ needs }) => may(needs)).map(({ id }) => ({
      id: `top ${id}`,
      label: words.shell[id],
      onChoose: () => goTo(id),
    })),
  ];
  return [
    { label: words.palette.actions, entries: [...offered, ...actions] },
    { label: words.shell.orders, entries: orders, isFound: true },
    { label: words.shell.goods, entries: goods, isFound: true },
    { label: words.shell.places, entries: places },
    {
      label: words.shell.servers,
      entries: servers.map(({ name, shop }) => ({
        id: `server ${name}`,
        label: name,
        hint: shop,
        onChoose: () => goTo('server', name),
      })),
    },
    { label: words.shell.settings, entries: settings, isLong: true },
    { label: words.palette.page, entries: own, isLong: true },
  ];
}
