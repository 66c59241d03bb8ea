import { z } from 'zod';
import { SECRETS } from '../model/settings.ts';
import { call, Done, ProfileParams } from './call.ts';
import { PostedDraft, PostedSettings } from './draft.ts';
import { Fault, ToldFault } from './fault.ts';
import { StageCounts } from './home.ts';
import { RunRow } from './runs.ts';
import { SettingValues } from './settings.ts';
import { list, Moment } from './values.ts';

const Name = z.string().max(200);

/** How a side answered when it was asked last; `isWell` null: not since the program started. */
export const SideView = z
  .object({ isWell: z.boolean().nullable(), at: Moment.nullable(), fault: Fault.nullable() })
  .meta({ id: 'Side' });
export type SideView = z.infer<typeof SideView>;

/** A server at a glance. */
export const ServerRow = z
  .object({
    name: z.string(),
    /** Changed with every saving of its settings. */
    version: z.int(),
    /** Exact (S34). */
    type: z.string(),
    isBusy: z.boolean(),
    /** A person has seen a plan: its schedule may start it. */
    isConfirmed: z.boolean(),
    /** Its address. */
    shop: z.string(),
    schedule: z.string(),
    /** Null where its schedule starts nothing. */
    nextStart: Moment.nullable(),
    /** Why not, though there is one; null = nothing keeps it. */
    held: Fault.nullable(),
    lastRun: RunRow.nullable(),
    /** How many records wait for a person. */
    attention: z.int(),
    cursor: z.int(),
    stages: StageCounts,
    health: z.object({ shop: SideView, warehouse: SideView }),
  })
  .meta({ id: 'Server' });
export type ServerRow = z.infer<typeof ServerRow>;

export const StoredProfile = z
  .object({ name: z.string(), version: z.int(), settings: SettingValues })
  .meta({ id: 'StoredProfile' });
export type StoredProfile = z.infer<typeof StoredProfile>;

/** A server for its form: of its secrets only which are set, and what keeps a run from starting, by field. */
export const ShownProfile = StoredProfile.extend({
  secrets: list(z.enum(SECRETS)),
  faults: z.record(z.string(), ToldFault),
}).meta({ id: 'ShownProfile' });
export type ShownProfile = z.infer<typeof ShownProfile>;

/** A server that was saved, with what a person should know of it. */
export const SavedForm = ShownProfile.extend({
  /** Secrets that were forgotten, since the place they were entered for has changed. */
  voided: list(z.enum(SECRETS)),
  /** Why the warehouse could not be asked about what the settings name; null = it was, or need not be. */
  unchecked: Fault.nullable(),
}).meta({ id: 'SavedForm' });
export type SavedForm = z.infer<typeof SavedForm>;

export const PROFILE_CALLS = {
  list: call({
    method: 'get',
    path: '/api/profiles',
    summary: 'all servers with their state',
    needs: 'reader',
    answer: list(ServerRow),
  }),
  add: call({
    method: 'post',
    path: '/api/profiles',
    summary:
      'add a server, empty or as a copy of another, without its secrets, identity, first order, feed and УНП range',
    needs: 'owner',
    body: z.object({ name: Name, copyOf: Name.optional(), settings: PostedSettings.optional() }),
    answer: StoredProfile,
  }),
  show: call({
    method: 'get',
    path: '/api/profiles/{name}',
    summary: 'a server with its settings; of its secrets only which are set',
    needs: 'owner',
    params: ProfileParams,
    answer: ShownProfile,
  }),
  save: call({
    method: 'put',
    path: '/api/profiles/{name}',
    summary: 'save everything typed of a server, secrets too, if nobody else has since the given version',
    needs: 'owner',
    params: ProfileParams,
    body: PostedDraft.extend({ version: z.int(), name: Name }),
    answer: SavedForm,
  }),
  remove: call({
    method: 'delete',
    path: '/api/profiles/{name}',
    summary: 'remove a server; its name is typed again',
    needs: 'owner',
    params: ProfileParams,
    body: z.object({ confirm: Name }),
    answer: Done,
  }),
} as const;
