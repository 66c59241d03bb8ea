import { useQuery } from '@tanstack/react-query';
import type { PostedDraft } from '../../../src/api/draft.ts';
import type { RecordView, WarehouseAnswer } from '../../../src/api/setup.ts';
import type { Fault } from '../../api.ts';
import { serverPath } from '../../api.ts';
import { asFault, usePage } from '../../context.ts';
import type { Found } from '../../parts/search-choice.tsx';

/** A look takes whole tables: what was seen stays good until something is saved. */
const SEEN_MS = 300_000;

/** What the warehouse of a draft has to choose from. */
export interface Look {
  readonly value: WarehouseAnswer | null;
  readonly fault: Fault | null;
  readonly isBusy: boolean;
}

/** Looks into the warehouse of a draft; null looks nowhere. */
export function useLook(name: string, draft: PostedDraft | null): Look {
  const { api, words, language } = usePage();
  const { data, error, isFetching } = useQuery({
    queryKey: [`${serverPath(name)}/look/warehouse`, language, draft],
    queryFn: () => api.tell('post', '/api/profiles/{name}/look/warehouse', { name }, draft ?? {}),
    enabled: draft !== null,
    staleTime: SEEN_MS,
    refetchOnWindowFocus: false,
  });
  const fault = error === null || draft === null ? null : asFault(error, words);
  return { value: draft === null || fault !== null ? null : (data ?? null), fault, isBusy: isFetching };
}

/** Goods and partners of these numbers, as the warehouse calls them. */
export function useNamed(
  name: string,
  tried: PostedDraft,
  asked: { readonly kind: 'good' | 'partner'; readonly ids: readonly number[] },
): ReadonlyMap<number, RecordView> {
  const { api, language } = usePage();
  const { kind, ids } = asked;
  const { data } = useQuery({
    queryKey: [`${serverPath(name)}/look/records`, language, tried, kind, ids],
    queryFn: () =>
      api.tell('post', '/api/profiles/{name}/look/records', { name }, { ...tried, kind, ids: [...ids] }),
    enabled: ids.length > 0,
    staleTime: SEEN_MS,
    refetchOnWindowFocus: false,
  });
  return new Map((data?.found ?? []).map((record) => [record.id, record]));
}

/** Searches goods or partners by a part of their name, code or bar code. */
export function useRecordSearch(
  name: string,
  tried: PostedDraft,
  what: { readonly kind: 'good' | 'partner'; readonly isCharge: boolean },
): (text: string) => Promise<readonly Found[]> {
  const { api, words } = usePage();
  return async (text) => {
    const body = { ...tried, ...what, text };
    const { found } = await api.tell('post', '/api/profiles/{name}/look/records', { name }, body);
    return found.map((record) =>
      foundOf(record, { service: words.settings.isService, discount: words.settings.isDiscount }),
    );
  };
}

/** A record as it is chosen. */
export function foundOf(
  { id, name, code, mark, goodKind }: RecordView,
  kinds: { readonly service: string; readonly discount: string },
): Found {
  const kind = goodKind === 'service' ? kinds.service : goodKind === 'discount' ? kinds.discount : '';
  const hint = [kind, mark].filter((part) => part !== '').join(' · ');
  return { id, name, code, ...(hint === '' ? {} : { hint }) };
}
