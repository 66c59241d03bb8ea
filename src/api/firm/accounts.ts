import { z } from 'zod';
import { ROLES } from '../../model/account.ts';
import { call, Done } from '../call.ts';
import { AccountRole, Language, list, Moment } from '../values.ts';

const Role = z.enum(ROLES);
/** Somebody who may sign in. */
export const AccountRow = z
  .object({
    id: z.int(),
    name: z.string(),
    role: AccountRole,
    language: Language,
    email: z.string(),
    createdAt: Moment,
    mustChange: z.boolean(),
    hasSecondFactor: z.boolean(),
  })
  .meta({ id: 'Account' });
export type AccountRow = z.infer<typeof AccountRow>;

/** An account with the password that its person begins with: it is shown once. */
export const FreshAccount = z.object({ account: AccountRow, password: z.string() });

const One = z.object({ id: z.string().regex(/^\d{1,9}$/) });

export const ACCOUNT_CALLS = {
  list: call({
    method: 'get',
    path: '/api/accounts',
    summary: 'all accounts',
    needs: 'owner',
    answer: list(AccountRow),
  }),
  add: call({
    method: 'post',
    path: '/api/accounts',
    summary: 'add an account; without a password one is made that has to be changed at the first sign-in',
    needs: 'owner',
    body: z.object({
      name: z.string().max(200),
      password: z.string().max(1000).optional(),
      role: Role,
      language: Language.default('bg'),
    }),
    answer: z.object({ account: AccountRow, password: z.string().nullable() }),
  }),
  setRole: call({
    method: 'put',
    path: '/api/accounts/{id}/role',
    summary: 'what somebody may do; the last owner stays one',
    needs: 'owner',
    params: One,
    body: z.object({ role: Role }),
    answer: Done,
  }),
  reset: call({
    method: 'post',
    path: '/api/accounts/{id}/reset',
    summary: 'a new password for somebody, to be changed at the first sign-in; ends his sessions',
    needs: 'owner',
    params: One,
    body: z.object({ secondFactor: z.boolean().default(false) }),
    answer: FreshAccount,
  }),
  remove: call({
    method: 'delete',
    path: '/api/accounts/{id}',
    summary: 'remove an account and its sessions',
    needs: 'owner',
    params: One,
    answer: Done,
  }),
} as const;
