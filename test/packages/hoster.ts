import { chownSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../../src/hosted/hosted-engine.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import type { SettingKey } from '../../src/model/settings.ts';
import { settingsOf, until } from '../support/hosted/many-shops.ts';
import type { ShopsPlace } from '../support/hosted/many-shops.ts';
import { freePort } from '../support/network/free-port.ts';
import { ACCESS } from '../support/world.ts';
import { Container, IMAGE_USER, runInImage } from './runc.ts';
import type { ContainerOptions, UnpackedImage } from './runc.ts';

/** One key for all processes, as docs/hosting.md has it. */
const KEY = '5'.repeat(64);
const SLOTS = '8';
const SECOND_MS = 1000;

/** A page or a worker in a container, which answers. */
export interface Served {
  readonly container: Container;
  readonly url: string;
  readonly port: number;
}

/** Containers of a hoster over one memory, on the network of this machine. */
export class Hoster {
  readonly #folder: string;
  readonly #memory: string;
  readonly #containers: Container[] = [];

  constructor({ folder, memory }: Pick<ShopsPlace, 'folder' | 'memory'>) {
    this.#folder = folder;
    this.#memory = memory;
  }

  #options(words: readonly string[], env: Readonly<Record<string, string>> = {}): ContainerOptions {
    const name = `skladbridge-hoster-${process.pid}-${this.#containers.length}`;
    const data = join(this.#folder, name);
    if (!existsSync(data)) mkdirSync(data, { mode: 0o700 });
    chownSync(data, IMAGE_USER, IMAGE_USER);
    const of = {
      SKLADBRIDGE_DATABASE: this.#memory,
      SKLADBRIDGE_KEY: KEY,
      SKLADBRIDGE_SLOTS: SLOTS,
      SKLADBRIDGE_BULK_SLOTS: SLOTS,
      SKLADBRIDGE_PER_HOST: '*=40',
    };
    return { name, data, words, env: { ...of, ...env }, shared: this.#folder, isOnHost: true };
  }

  /** Runs a command to its end, of this image. */
  async type(
    image: UnpackedImage,
    words: readonly string[],
    input = '',
  ): Promise<{ readonly code: number | null; readonly said: string; readonly ms: number }> {
    const began = performance.now();
    const options = { ...this.#options([...words, '--json']), input };
    const { code, said } = await runInImage(image, { ...options, name: `${options.name}-${began}` });
    return { code, said, ms: performance.now() - began };
  }

  /** The profiles of these shops, typed. Rejects where one is refused. */
  async addShops(image: UnpackedImage, { shops }: Pick<ShopsPlace, 'shops'>): Promise<void> {
    const usual = defaultSettings();
    for (const shop of shops) {
      const own = Object.entries(settingsOf(shop)).filter(
        ([key, value]) => JSON.stringify(value) !== JSON.stringify(usual[key as SettingKey]),
      );
      const set = own.flatMap(([key, value]) => ['--set', `${key}=${String(value)}`]);
      const words = ['profile', 'add', shop.name, ...set, '--secret-stdin'];
      const { code, said } = await this.type(image, words, ACCESS.secret);
      if (code !== 0) throw new Error(`profile add: ${code} ${said}`);
    }
  }

  /** Starts a process in a role, and waits until it is ready. */
  async serve(image: UnpackedImage, role: Exclude<Role, 'all'>, at?: number): Promise<Served> {
    const port = at ?? (await freePort());
    const env = role === 'worker' ? { SKLADBRIDGE_HEALTH_PORT: String(port) } : {};
    const words = ['serve', '--role', role, '--json', ...(role === 'page' ? ['--port', String(port)] : [])];
    const container = new Container(image, this.#options(words, env));
    this.#containers.push(container);
    await container.firstLine;
    const url = `http://127.0.0.1:${port}`;
    await until(async () => (await fetch(`${url}/readyz`)).status === 200);
    return { container, url, port };
  }

  /** Ends what is still there, at once. */
  close(): void {
    for (const container of this.#containers) container.remove();
  }
}

/** Somebody who looks at a page again and again, by an address that stays, and signed in. */
export class Onlooker {
  readonly #address: string;
  readonly #cookie: string;
  readonly #ended = new AbortController();
  readonly #looking: Promise<void>;
  #away = 0;
  #longestMs = 0;
  #answers = 0;

  constructor(address: string, cookie: string) {
    this.#address = address;
    this.#cookie = cookie;
    this.#looking = this.#look();
  }

  /** How often it was answered, and for how many seconds at most nobody did. */
  async end(): Promise<{ readonly answers: number; readonly away: number; readonly longestSeconds: number }> {
    this.#ended.abort();
    await this.#looking;
    return {
      answers: this.#answers,
      away: this.#away,
      longestSeconds: this.#longestMs / SECOND_MS,
    };
  }

  async #look(): Promise<void> {
    let answeredMs = performance.now();
    while (!this.#ended.signal.aborted) {
      for (const path of ['/', '/api/profiles']) {
        // As a proxy in front asks: each time whoever is there by then.
        const headers = { Cookie: this.#cookie, Connection: 'close' };
        const status = await fetch(`${this.#address}${path}`, { headers }).then(
          async (answer) => (await answer.arrayBuffer(), answer.status),
          () => 0,
        );
        if (status === 200) {
          this.#answers += 1;
          this.#longestMs = Math.max(this.#longestMs, performance.now() - answeredMs);
          answeredMs = performance.now();
        } else this.#away += 1;
      }
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}
