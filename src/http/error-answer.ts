import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { HTTPException } from 'hono/http-exception';
import type { Fault, ToldFault } from '../api/fault.ts';
import { FormFaults } from '../model/form-faults.ts';
import type { SettingFault } from '../model/settings-check.ts';
import { asSyncError } from '../model/sync-error.ts';
import type { ErrorFacts, SyncError } from '../model/sync-error.ts';
import { isSettingKey } from '../model/settings.ts';
import type { Texts } from '../texts/texts.ts';
import { errorText, textsOf } from '../texts/text.ts';
import type { Language } from '../texts/text.ts';

const BY_CODE: Readonly<Record<string, ContentfulStatusCode>> = {
  'access.loginNeeded': 401,
  'access.wrongPassword': 401,
  'access.codeWrong': 401,
  'access.secondCodeNeeded': 401,
  'access.passwordMustChange': 403,
  'access.linkUsed': 401,
  'access.notAllowed': 403,
  'access.tokenMissing': 403,
  'access.noTenant': 403,
  'tenant.suspended': 403,
  'tenant.notFound': 404,
  'tenant.nameTaken': 409,
  'access.lockedOut': 429,
  'access.busy': 429,
  'profile.notFound': 404,
  'profile.notRemoved': 404,
  'run.notFound': 404,
  'order.notFound': 404,
  'good.notFound': 404,
  'product.notFound': 404,
  'attention.notFound': 404,
  'account.notFound': 404,
  'session.notFound': 404,
  'report.tokenWrong': 401,
  'report.otherSender': 403,
  'report.suspended': 423,
  'report.tooOften': 429,
  'reportedShop.notFound': 404,
  'reportedShop.nameTaken': 409,
  'profile.nameTaken': 409,
  'account.nameTaken': 409,
};

const BY_KIND: Readonly<Record<SyncError['kind'], ContentfulStatusCode>> = {
  setting: 422,
  data: 422,
  refused: 422,
  access: 422,
  busy: 409,
  cancelled: 409,
  connection: 502,
  uncertain: 502,
  bug: 500,
};

/** Settings by the label that they have on the page: a person there knows no key of the program. */
function labelled(facts: ErrorFacts, texts: Texts): ErrorFacts {
  const { key } = facts;
  return typeof key === 'string' && isSettingKey(key) ? { ...facts, key: texts.settings[key].label } : facts;
}

/** An error as the page gets it: its code, and its words in the language of whoever asked. */
export function faultOf(error: Pick<SyncError, 'code' | 'facts'>, language: Language): Fault {
  const texts = textsOf(language);
  const { what, remedy } = errorText(texts, { code: error.code, facts: labelled(error.facts, texts) });
  return { code: error.code, facts: error.facts, what, remedy };
}

/** The same with its words in the other language. */
function toldOf(error: SyncError, language: Language): ToldFault {
  const { what, remedy } = faultOf(error, language === 'bg' ? 'en' : 'bg');
  return { ...faultOf(error, language), language, other: { what, remedy } };
}

/** Faults of a form by their fields, in words. */
export function fieldsOf(
  faults: readonly SettingFault[],
  language: Language,
): Readonly<Record<string, ToldFault>> {
  return Object.fromEntries(faults.map(({ key, error }) => [key, toldOf(error, language)]));
}

/** The language that a request asks for; Bulgarian unless it says English first. */
export function languageOf(context: Context): Language {
  return /^\s*en\b/i.test(context.req.header('Accept-Language') ?? '') ? 'en' : 'bg';
}

/**
 * Any fault as an answer. Faults of ours are told to `onFault`; the browser learns only that there was one.
 */
export function answerError(context: Context, error: unknown, onFault: (error: unknown) => void): Response {
  const language = languageOf(context);
  if (error instanceof FormFaults) {
    const fields = fieldsOf(error.faults, language);
    const [first] = error.faults;
    const head = first === undefined ? null : toldOf(first.error, language);
    return context.json({ ...head, fields }, 422);
  }
  if (error instanceof HTTPException)
    return context.json({ code: 'http', what: error.message }, error.status);
  const known = asSyncError(error);
  const status = BY_CODE[known.code] ?? BY_KIND[known.kind];
  if (status === 500) onFault(error);
  const facts = status === 500 ? {} : known.facts;
  return context.json({ ...toldOf(known, language), facts }, status);
}
