import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PostedDraft } from '../../../src/api/draft.ts';
import type { SavedForm, ShownProfile } from '../../../src/api/profiles.ts';
import type { Described, TestAnswer } from '../../../src/api/settings.ts';
import { useAction, useAnswer, useRenew } from '../../answers.ts';
import type { Language } from '../../../src/texts/text.ts';
import { saidIn, serverPath } from '../../api.ts';
import type { Fault } from '../../api.ts';
import { usePage } from '../../context.ts';
import { isSame } from './form-parts.ts';
import type { Values } from './form-parts.ts';

const TYPING_MS = 350;

/** What is wrong, by field. */
export type FieldFaults = Fault['fields'];

/** A server's form: what is stored, what is typed over it, and what is wrong of it. */
export interface Form {
  readonly name: string;
  readonly stored: ShownProfile;
  readonly described: Described;
  /** As they would be saved. */
  readonly values: Values;
  /** The server's name, as it is typed. */
  readonly typedName: string;
  /** Secrets as they are typed; '' and absent = as stored. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly draft: PostedDraft;
  /** What was tried last: names are looked for in its warehouse, and nothing is asked of a half-typed one. */
  readonly tried: PostedDraft;
  /** How many changes are not saved. */
  readonly unsaved: number;
  readonly faults: FieldFaults;
  /** Stored secrets that the typed addresses make void. */
  readonly voided: readonly string[];
  readonly fault: Fault | null;
  readonly isBusy: boolean;
  readonly set: (values: Values) => void;
  readonly setSecret: (name: string, value: string) => void;
  readonly setName: (name: string) => void;
  readonly discard: () => void;
  /** Tries what is typed; null when it could not be. */
  readonly test: () => Promise<TestAnswer | null>;
  /** Takes what is typed as the warehouse to look into. */
  readonly tryTyped: (more?: PostedDraft) => void;
  /** Saves everything that is typed, and perhaps more; null when it was refused. */
  readonly save: (more?: PostedDraft) => Promise<SavedForm | null>;
}

/** What is wrong of a form as it is typed, without asking its warehouse. */
function useCheck(name: string, draft: PostedDraft, isAsked: boolean) {
  const { api, language } = usePage();
  const [typed] = useDebouncedValue(draft, TYPING_MS);
  const { data } = useQuery({
    queryKey: [`check ${name}`, language, typed],
    queryFn: () =>
      api.tell('post', '/api/profiles/{name}/check', { name }, { ...typed, asksWarehouse: false }),
    enabled: isAsked,
  });
  return isAsked ? data : undefined;
}

function useTyped(stored: ShownProfile | null) {
  const [changes, setChanges] = useState<Values>({});
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>>>({});
  const [typedName, setName] = useState<string | null>(null);
  const settings: Values = stored?.settings ?? {};
  const real = Object.fromEntries(
    Object.entries(changes).filter(([key, value]) => !isSame(settings[key], value)),
  );
  const typedSecrets = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''));
  const renamed = typedName !== null && typedName !== stored?.name ? 1 : 0;
  return {
    values: { ...settings, ...real } satisfies Values,
    real,
    secrets,
    typedName,
    setName,
    draft: { settings: real, secrets: typedSecrets } satisfies PostedDraft,
    unsaved: Object.keys(real).length + Object.keys(typedSecrets).length + renamed,
    set: (more: Values) => setChanges((before) => ({ ...before, ...more })),
    setSecret: (name: string, value: string) => setSecrets((before) => ({ ...before, [name]: value })),
    forget: () => {
      setChanges({});
      setSecrets({});
      setName(null);
    },
  };
}

const NOTHING: PostedDraft = {};

/** Saving and testing what is typed. */
function useWays(
  name: string,
  around: {
    readonly stored: ShownProfile | null;
    readonly typed: ReturnType<typeof useTyped>;
    readonly setRefused: (faults: FieldFaults) => void;
    readonly setTried: (draft: PostedDraft) => void;
  },
) {
  const { api } = usePage();
  const renew = useRenew();
  const { stored, typed, setRefused, setTried } = around;
  const saving = useAction(async (more: PostedDraft, keep: (saved: SavedForm) => void) => {
    const { version = 0 } = stored ?? {};
    const { settings, secrets } = typed.draft;
    const body = { settings: { ...settings, ...more.settings }, secrets: { ...secrets, ...more.secrets } };
    const name_ = typed.typedName ?? name;
    const saved = await api
      .tell('put', '/api/profiles/{name}', { name }, { ...body, version, name: name_ })
      .catch(async (error: unknown) => {
        await renew('/api/profiles');
        throw error;
      });
    await renew('/api/profiles', serverPath(saved.name));
    typed.forget();
    setTried(NOTHING);
    setRefused({});
    keep(saved);
  });
  const testing = useAction(async (keep: (answer: TestAnswer) => void) => {
    const answer = await api.tell('post', '/api/profiles/{name}/test', { name }, typed.draft);
    setTried(typed.draft);
    setRefused(answer.fields);
    keep(answer);
    // A test may meet a question that a person has to answer.
    await renew(`${serverPath(name)}/questions`);
  });
  return { saving, testing };
}

/** The form of a server; null while it is being fetched. */
export function useForm(name: string): { readonly form: Form | null; readonly fault: Fault | null } {
  const { language } = usePage();
  const { value: stored, fault: unread } = useAnswer('/api/profiles/{name}', { name });
  const { value: described } = useAnswer('/api/settings', {});
  const typed = useTyped(stored);
  const [refused, setRefused] = useState<FieldFaults>({});
  const [tried, setTried] = useState<PostedDraft>(NOTHING);
  const checked = useCheck(name, typed.draft, stored !== null && typed.unsaved > 0);
  const { saving, testing } = useWays(name, { stored, typed, setRefused, setTried });
  if (stored === null || described === null) return { form: null, fault: unread };
  const touched = Object.entries(checked?.fields ?? {}).filter(([key]) => key in typed.real);
  const fault = saving.fault ?? testing.fault;
  const form: Form = {
    name,
    stored,
    described,
    values: typed.values,
    typedName: typed.typedName ?? name,
    secrets: typed.secrets,
    draft: typed.draft,
    tried,
    unsaved: typed.unsaved,
    faults: inWords({ ...Object.fromEntries(touched), ...refused, ...saving.fault?.fields }, language),
    voided: checked?.voided ?? [],
    fault,
    isBusy: saving.isBusy || testing.isBusy,
    set: (values) => {
      setRefused((before) => without(before, Object.keys(values)));
      typed.set(values);
    },
    setSecret: typed.setSecret,
    setName: typed.setName,
    discard: () => {
      typed.forget();
      setRefused({});
    },
    test: async () => {
      let kept: TestAnswer | null = null;
      await testing.run((answer) => (kept = answer));
      return kept;
    },
    tryTyped: (more) => setTried({ ...typed.draft, ...more }),
    save: async (more = {}) => {
      let kept: SavedForm | null = null;
      await saving.run(more, (saved) => (kept = saved));
      return kept;
    },
  };
  return { form, fault: null };
}

function inWords(faults: FieldFaults, language: Language): FieldFaults {
  return Object.fromEntries(Object.entries(faults).map(([key, fault]) => [key, saidIn(fault, language)]));
}

function without(faults: FieldFaults, keys: readonly string[]): FieldFaults {
  return Object.fromEntries(Object.entries(faults).filter(([key]) => !keys.includes(key)));
}
