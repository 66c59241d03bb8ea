import { z } from 'zod';
import { TASKS } from '../model/run.ts';
import { AnyObject, call, Done, ProfileParams } from './call.ts';

const Tasks = z.array(z.enum(TASKS)).min(1).nullable();
/** Code of the good that the first feed (XML) is made of; left out = the proposal. */
const First = z.string().trim().min(1).max(255).optional();
const RunParams = ProfileParams.extend({ id: z.string().regex(/^\d{1,12}$/) });
const PageQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1).meta({ type: 'integer' }),
  search: z.string().max(200).default(''),
  kind: z.string().max(50).default(''),
});

export const RUN_CALLS = {
  startPlan: call({
    method: 'post',
    path: '/api/profiles/{name}/plan',
    summary: 'compute what a run, a comparison with the shop or an undo would change; writes nothing',
    needs: 'operator',
    params: ProfileParams,
    body: z.object({
      tasks: Tasks,
      of: z.enum(['run', 'reconcile', 'undo']).default('run'),
      /** For an undo: the run that is taken back. */
      run: z.number().int().min(1).optional(),
    }),
    answer: Done,
  }),
  plan: call({
    method: 'get',
    path: '/api/profiles/{name}/plan',
    summary: 'the computed plan, a page of its changes',
    needs: 'operator',
    params: ProfileParams,
    query: PageQuery,
    answer: AnyObject,
  }),
  apply: call({
    method: 'post',
    path: '/api/profiles/{name}/apply',
    summary: 'make exactly the changes of the plan that was looked at',
    needs: 'operator',
    params: ProfileParams,
    body: z.object({ madeAt: z.string(), first: First }),
    answer: Done,
  }),
  start: call({
    method: 'post',
    path: '/api/profiles/{name}/run',
    summary: 'start a run',
    needs: 'operator',
    params: ProfileParams,
    body: z.object({ tasks: Tasks, first: First }),
    answer: Done,
  }),
  stop: call({
    method: 'delete',
    path: '/api/profiles/{name}/run',
    summary: 'stop after the record that is being written',
    needs: 'operator',
    params: ProfileParams,
    answer: z.object({ ok: z.boolean() }),
  }),
  work: call({
    method: 'get',
    path: '/api/profiles/{name}/work',
    summary: 'what the server is doing now',
    needs: 'operator',
    params: ProfileParams,
    answer: AnyObject,
  }),
  live: call({
    method: 'get',
    path: '/api/profiles/{name}/live',
    summary: 'events of the run that goes on (event stream; Last-Event-ID resumes)',
    needs: 'operator',
    params: ProfileParams,
    answer: z.any(),
  }),
  runs: call({
    method: 'get',
    path: '/api/profiles/{name}/runs',
    summary: 'runs, newest first',
    needs: 'operator',
    params: ProfileParams,
    answer: z.array(AnyObject),
  }),
  events: call({
    method: 'get',
    path: '/api/profiles/{name}/runs/{id}',
    summary: 'what a run did, a page of it',
    needs: 'operator',
    params: RunParams,
    query: PageQuery,
    answer: AnyObject,
  }),
} as const;
