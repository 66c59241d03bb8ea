import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { DEVICE_DAYS } from '../access/known-device.ts';
import type { SignedIn } from '../access/credentials.ts';
import type { PagePlace } from './place/page-place.ts';

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
 * The browser's cookies: no script can read them, and no other site's page can send them. Where the way is
 * encrypted they go over such ways only, and no other name below the same domain can set them.
 */
export class Cookies {
  readonly #place: PagePlace;

  constructor(place: PagePlace) {
    this.#place = place;
  }

  read(context: Context): BroughtCookies {
    return {
      token: getCookie(context, this.#name(context, SESSION)) ?? '',
      device: getCookie(context, this.#name(context, DEVICE)) ?? '',
    };
  }

  /** The session ends with the browser; that the browser is known does not. */
  open(context: Context, { token, device }: SignedIn): void {
    this.#set(context, SESSION, token);
    this.#set(context, DEVICE, device, DEVICE_DAYS * DAY_S);
  }

  close(context: Context): void {
    const secure = this.#place.isSecure(context);
    deleteCookie(context, this.#name(context, SESSION), { path: '/', secure });
  }

  #set(context: Context, name: string, value: string, maxAge?: number): void {
    const lasts = maxAge === undefined ? {} : { maxAge };
    const secure = this.#place.isSecure(context);
    const kept = { httpOnly: true, sameSite: 'Strict', path: '/', secure, ...lasts } as const;
    setCookie(context, this.#name(context, name), value, kept);
  }

  #name(context: Context, name: string): string {
    return this.#place.isSecure(context) ? `__Host-${name}` : name;
  }
}
