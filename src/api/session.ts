import { z } from 'zod';
import { call, Done } from './call.ts';
import { AccountRole, Language, list, Moment } from './values.ts';

/** Who is signed in, and the token that his changes carry. */
export const SessionAnswer = z
  .object({
    account: z.object({
      id: z.int(),
      name: z.string(),
      role: AccountRole,
      language: Language,
      email: z.string(),
      /** Nothing else is possible before the password is changed. */
      mustChange: z.boolean(),
      hasSecondFactor: z.boolean(),
    }),
    csrfToken: z.string(),
    /** The firm that is looked at; null: the hoster's place. */
    firm: z.string().nullable(),
    /** What else may be looked at instead; empty for whoever has nothing to choose. */
    firms: list(z.string().nullable()),
    /** Calls that this person may make there, as `post /api/profiles/{name}/run`: the page offers no other. */
    may: list(z.string()),
    /** Of the program that serves. */
    version: z.string(),
  })
  .meta({ id: 'Session' });
export type SessionAnswer = z.infer<typeof SessionAnswer>;
const Login = z.object({ name: z.string().max(200), password: z.string().max(1000) });
const Password = z.string().max(1000);
/** A code of an app, or one for a lost phone. */
const Code = z.string().max(50);
/** A signed-in browser, for a list. */
export const ListedSession = z
  .object({
    id: z.string(),
    account: z.string(),
    browser: z.string(),
    address: z.string(),
    createdAt: Moment,
    lastSeenAt: Moment,
    /** The one that asks. */
    isOwn: z.boolean(),
  })
  .meta({ id: 'OpenSession' });
export type ListedSession = z.infer<typeof ListedSession>;

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
    body: Login.extend({ code: Code.optional() }),
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
    needs: 'person',
    answer: SessionAnswer,
  }),
  logOut: call({
    method: 'delete',
    path: '/api/session',
    summary: 'sign out',
    needs: 'person',
    answer: Done,
  }),
  language: call({
    method: 'put',
    path: '/api/session/language',
    summary: 'change the language',
    needs: 'person',
    body: z.object({ language: Language }),
    answer: Done,
  }),
  password: call({
    method: 'put',
    path: '/api/session/password',
    summary: 'change the own password; ends all other sessions',
    needs: 'person',
    body: z.object({ before: z.string().max(1000), after: z.string().max(1000) }),
    answer: SessionAnswer,
  }),
  firm: call({
    method: 'put',
    path: '/api/session/firm',
    summary: 'look at another of one’s firms, or (null) at the hoster’s place',
    needs: 'person',
    body: z.object({ firm: z.string().max(80).nullable() }),
    answer: SessionAnswer,
  }),
  person: call({
    method: 'put',
    path: '/api/session/person',
    summary: 'the own name and e-mail address',
    needs: 'person',
    body: z.object({ name: z.string().max(200), email: z.string().max(300) }),
    answer: Done,
  }),
  sessions: call({
    method: 'get',
    path: '/api/sessions',
    summary: 'browsers that are signed in: the own ones, for an owner everybody’s',
    needs: 'person',
    answer: list(ListedSession),
  }),
  endSession: call({
    method: 'delete',
    path: '/api/sessions/{id}',
    summary: 'end a session, for an owner anybody’s',
    needs: 'person',
    params: z.object({ id: z.string().max(64) }),
    answer: Done,
  }),
  endOthers: call({
    method: 'delete',
    path: '/api/sessions',
    summary: 'end all own sessions but this one',
    needs: 'person',
    answer: Done,
  }),
  secondFactor: call({
    method: 'get',
    path: '/api/session/second-factor',
    summary: 'whether a code of an app is asked for, and how many codes for a lost phone are left',
    needs: 'person',
    answer: z.object({ isOn: z.boolean(), codesLeft: z.int() }),
  }),
  offerFactor: call({
    method: 'post',
    path: '/api/session/second-factor',
    summary: 'a new secret for an app; nothing is asked for before a code of it was seen',
    needs: 'person',
    body: z.object({ password: Password }),
    answer: z.object({
      address: z.string(),
      secret: z.string(),
      /** SVG. */
      picture: z.string(),
    }),
  }),
  confirmFactor: call({
    method: 'put',
    path: '/api/session/second-factor',
    summary: 'turn it on by a code of the app; answers the codes for a lost phone, once',
    needs: 'person',
    body: z.object({ code: Code }),
    answer: z.object({ codes: list(z.string()) }),
  }),
  removeFactor: call({
    method: 'delete',
    path: '/api/session/second-factor',
    summary: 'turn the second factor off',
    needs: 'person',
    body: z.object({ password: Password }),
    answer: Done,
  }),
} as const;
