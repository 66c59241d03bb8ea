import type { Refusal, ToldFault as Told } from '../src/api/fault.ts';
import type { Language } from '../src/texts/text.ts';
import { filledPath } from './contract.ts';
import type { AnswerOf, BodyOf, ParamsOf, PathOf } from './contract.ts';

type Change = 'post' | 'put' | 'delete';

/** Words of a fault, and the same in the other language. */
type Said = Pick<Told, 'what' | 'remedy'> & Partial<Pick<Told, 'language' | 'other'>>;

/** A fault as the program words it; `fields` stand beside the fields of a form. */
export type Fault = Said & {
  readonly code: string;
  readonly status: number;
  readonly fields: Readonly<Record<string, Said>>;
};

/** The same fault in the language of the page, which may have been switched since it was told. */
export function saidIn<T extends Said>(fault: T, language: Language): T {
  const { other } = fault;
  return other === undefined || fault.language === language ? fault : { ...fault, ...other };
}

export class ApiFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.what);
    this.fault = fault;
  }
}

/** The way to the program: the session's cookie goes along by itself, its token in a header. */
export class Api {
  language: Language = 'bg';
  csrfToken = 'login';
  /** Called when the program does not know the session any more, whatever was asked. */
  onSignedOut: () => void = () => undefined;
  /** Called when a person may not do what was asked. */
  onRefused: () => void = () => undefined;

  /** What a call answers. Rejects `ApiFault` when it is refused. */
  async ask<P extends PathOf<'get'>>(path: P, values: ParamsOf<'get', P>): Promise<AnswerOf<'get', P>> {
    return this.#send('GET', filledPath(path, values));
  }

  /** Changes something. Rejects `ApiFault` when it is refused. */
  async tell<M extends Change, P extends PathOf<M>>(
    method: M,
    path: P,
    values: ParamsOf<M, P> & object,
    body?: BodyOf<M, P>,
  ): Promise<AnswerOf<M, P>> {
    return this.#send(method.toUpperCase(), filledPath(path, values), body ?? {});
  }

  async get<T>(path: string): Promise<T> {
    return this.#send<T>('GET', path);
  }

  async send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body: unknown = {}): Promise<T> {
    return this.#send<T>(method, path, body);
  }

  async #send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = { 'Accept-Language': this.language };
    if (method !== 'GET') {
      headers['X-CSRF-Token'] = this.csrfToken;
      headers['Content-Type'] = 'application/json';
    }
    const response = await fetch(path, {
      method,
      headers,
      ...(body === undefined || method === 'GET' ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json().catch(() => ({}))) as Partial<Refusal>;
    if (response.ok) return answer as T;
    if (answer.code === 'access.loginNeeded') this.onSignedOut();
    if (answer.code === 'access.notAllowed') this.onRefused();
    const { language, other } = answer;
    throw new ApiFault({
      ...(language === undefined || other === undefined ? {} : { language, other }),
      status: response.status,
      code: answer.code ?? String(response.status),
      what: answer.what ?? `HTTP ${response.status}`,
      remedy: answer.remedy ?? '',
      fields: answer.fields ?? {},
    });
  }
}

/** Path of a server's calls. */
export function serverPath(name: string): string {
  return `/api/profiles/${encodeURIComponent(name)}`;
}
