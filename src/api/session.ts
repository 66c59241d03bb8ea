import { z } from 'zod';
import { ROLES } from '../model/account.ts';
import { call, Done } from './call.ts';
import { Language, list, Moment } from './values.ts';

/** Who is signed in, and the token that his changes carry. */
export const SessionAnswer = z
  .object({
    account: z.object({ id: z.int(), name: z.string(), role: z.enum(ROLES), language: Language }),
    csrfToken: z.string(),
  })
  .meta({ id: 'Session' });
export type SessionAnswer = z.infer<typeof SessionAnswer>;

/** A person who signs in on the page. */
export const AccountRow = z
  .object({
    id: z.int(),
    name: z.string(),
    role: z.enum(ROLES),
    language: Language,
    createdAt: Moment,
  })
  .meta({ id: 'Account' });
export type AccountRow = z.infer<typeof AccountRow>;

const Login = z.object({ name: z.string().max(200), password: z.string().max(1000) });

export const SESSION_CALLS = {
  start: call({
    method: 'get',
    path: '/api/start',
    summary: 'whether the first account is still to be made',
    needs: 'public',
    answer: z.object({ isNew: z.boolean() }),
  }),
  setUp: call({
    method: 'post',
    path: '/api/setup',
    summary: 'make the first account with the code of the terminal',
    needs: 'public',
    body: Login.extend({ code: z.string().max(50), language: Language.default('bg') }),
    answer: SessionAnswer,
  }),
  logIn: call({
    method: 'post',
    path: '/api/login',
    summary: 'sign in',
    needs: 'public',
    body: Login,
    answer: SessionAnswer,
  }),
  follow: call({
    method: 'post',
    path: '/api/link',
    summary: 'sign in by a one-time link',
    needs: 'public',
    body: z.object({ token: z.string().max(200) }),
    answer: SessionAnswer,
  }),
  show: call({
    method: 'get',
    path: '/api/session',
    summary: 'who is signed in',
    needs: 'operator',
    answer: SessionAnswer,
  }),
  logOut: call({
    method: 'delete',
    path: '/api/session',
    summary: 'sign out',
    needs: 'operator',
    answer: Done,
  }),
  language: call({
    method: 'put',
    path: '/api/session/language',
    summary: 'change the language',
    needs: 'operator',
    body: z.object({ language: Language }),
    answer: Done,
  }),
  password: call({
    method: 'put',
    path: '/api/session/password',
    summary: 'change the own password; ends all other sessions',
    needs: 'operator',
    body: z.object({ before: z.string().max(1000), after: z.string().max(1000) }),
    answer: SessionAnswer,
  }),
  accounts: call({
    method: 'get',
    path: '/api/accounts',
    summary: 'all accounts',
    needs: 'owner',
    answer: list(AccountRow),
  }),
  addAccount: call({
    method: 'post',
    path: '/api/accounts',
    summary: 'add an account',
    needs: 'owner',
    body: Login.extend({ role: z.enum(ROLES), language: Language.default('bg') }),
    answer: AccountRow,
  }),
  removeAccount: call({
    method: 'delete',
    path: '/api/accounts/{id}',
    summary: 'remove an account and its sessions',
    needs: 'owner',
    params: z.object({ id: z.string().regex(/^\d{1,9}$/) }),
    answer: Done,
  }),
} as const;
