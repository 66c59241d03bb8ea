import { z } from 'zod';
import { SECRETS } from '../model/settings.ts';
import { AnyObject, call, Done, ProfileParams } from './call.ts';

const Name = z.string().max(200);
const Secret = ProfileParams.extend({ secret: z.enum(SECRETS) });

export const PROFILE_CALLS = {
  list: call({
    method: 'get',
    path: '/api/profiles',
    summary: 'all servers with their state',
    needs: 'operator',
    answer: z.array(AnyObject),
  }),
  settings: call({
    method: 'get',
    path: '/api/settings',
    summary: 'what settings there are, for a form',
    needs: 'owner',
    answer: AnyObject,
  }),
  add: call({
    method: 'post',
    path: '/api/profiles',
    summary:
      'add a server, empty or as a copy of another, without its secrets, identity, first order, feed and УНП range',
    needs: 'owner',
    body: z.object({ name: Name, copyOf: Name.optional(), settings: AnyObject.optional() }),
    answer: AnyObject,
  }),
  show: call({
    method: 'get',
    path: '/api/profiles/{name}',
    summary: 'a server with its settings; of its secrets only which are set',
    needs: 'owner',
    params: ProfileParams,
    answer: AnyObject,
  }),
  save: call({
    method: 'put',
    path: '/api/profiles/{name}',
    summary: 'save a server, if nobody else has since the given version',
    needs: 'owner',
    params: ProfileParams,
    body: z.object({ version: z.int(), name: Name, settings: AnyObject }),
    answer: AnyObject,
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
  choices: call({
    method: 'get',
    path: '/api/profiles/{name}/choices',
    summary: 'groups, objects, users … of the warehouse to choose from',
    needs: 'owner',
    params: ProfileParams,
    answer: AnyObject,
  }),
  test: call({
    method: 'post',
    path: '/api/profiles/{name}/test',
    summary: 'test the connection to both sides; writes nothing',
    needs: 'owner',
    params: ProfileParams,
    answer: AnyObject,
  }),
  evidence: call({
    method: 'get',
    path: '/api/profiles/{name}/evidence.json',
    summary: 'evidence of what is assumed, from both sides; reads only, personal data blanked',
    needs: 'owner',
    params: ProfileParams,
    answer: AnyObject,
  }),
  setSecret: call({
    method: 'put',
    path: '/api/profiles/{name}/secrets/{secret}',
    summary: 'set a secret; it is never read out again',
    needs: 'owner',
    params: Secret,
    body: z.object({ value: z.string().min(1).max(10_000) }),
    answer: Done,
  }),
  removeSecret: call({
    method: 'delete',
    path: '/api/profiles/{name}/secrets/{secret}',
    summary: 'forget a secret',
    needs: 'owner',
    params: Secret,
    answer: Done,
  }),
  schedule: call({
    method: 'post',
    path: '/api/schedule',
    summary: 'the next five starts of a schedule, as it is typed',
    needs: 'owner',
    body: z.object({ schedule: z.string().max(100) }),
    answer: z.object({ starts: z.array(z.string()) }),
  }),
} as const;
