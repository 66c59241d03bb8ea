import { z } from 'zod';
import { SECRETS } from '../model/settings.ts';
import { call, Done, ProfileParams } from './call.ts';
import { Fault } from './fault.ts';
import { StageCounts } from './home.ts';
import { RunRow } from './runs.ts';
import { SettingValues } from './settings.ts';
import { list, Moment } from './values.ts';

const Name = z.string().max(200);
/** Settings as a form sends them, those that it left out unchanged; each fault is told beside its field. */
const PostedSettings = z.record(z.string(), z.unknown());

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
    nextStart: Moment.nullable(),
    lastRun: RunRow.nullable(),
    /** How many records wait for a person. */
    attention: z.int(),
    cursor: z.int(),
    stages: StageCounts,
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
  faults: z.record(z.string(), Fault),
}).meta({ id: 'ShownProfile' });
export type ShownProfile = z.infer<typeof ShownProfile>;

export const PROFILE_CALLS = {
  list: call({
    method: 'get',
    path: '/api/profiles',
    summary: 'all servers with their state',
    needs: 'operator',
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
    summary: 'save a server, if nobody else has since the given version',
    needs: 'owner',
    params: ProfileParams,
    body: z.object({ version: z.int(), name: Name, settings: PostedSettings }),
    answer: StoredProfile,
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
