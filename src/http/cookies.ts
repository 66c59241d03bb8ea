import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { DEVICE_DAYS } from '../access/known-device.ts';
import type { SignedIn } from '../access/access.ts';

const SESSION = 'skladbridge_session';
const DEVICE = 'skladbridge_device';
const DAY_S = 24 * 3600;

/** What a browser brings: '' where it brings none. */
export interface BroughtCookies {
  /** Token of its session. */
  readonly token: string;
  /** By which it is known from an earlier sign-in. */
  readonly device: string;
}

/**
 * The browser's cookies: no script can read them, and no other site's page can send them. Behind TLS
 * (`origin` is https) they go over TLS only, and no other name below the same domain can set them.
 */
export class Cookies {
  readonly #isSecure: boolean;

  constructor(origin: string | null) {
    this.#isSecure = origin !== null && new URL(origin).protocol === 'https:';
  }

  read(context: Context): BroughtCookies {
    return {
      token: getCookie(context, this.#name(SESSION)) ?? '',
      device: getCookie(context, this.#name(DEVICE)) ?? '',
    };
  }

  /** The session ends with the browser; that the browser is known does not. */
  open(context: Context, { token, device }: SignedIn): void {
    this.#set(context, SESSION, token);
    this.#set(context, DEVICE, device, DEVICE_DAYS * DAY_S);
  }

  close(context: Context): void {
    deleteCookie(context, this.#name(SESSION), { path: '/', secure: this.#isSecure });
  }

  #set(context: Context, name: string, value: string, maxAge?: number): void {
    const lasts = maxAge === undefined ? {} : { maxAge };
    const kept = { httpOnly: true, sameSite: 'Strict', path: '/', secure: this.#isSecure, ...lasts } as const;
    setCookie(context, this.#name(name), value, kept);
  }

  #name(name: string): string {
    return this.#isSecure ? `__Host-${name}` : name;
  }
}
