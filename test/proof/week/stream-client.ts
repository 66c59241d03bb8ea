import { PageClient } from '../../support/page-client.ts';

const OWNER = { name: 'Иван', password: 'дълга парола 1' };

/** A page that is left open: it follows the stream of events, and signs in again when its session has ended. */
export class OpenBrowser {
  readonly client: PageClient;
  readonly #stop = new AbortController();
  /** Sign-ins, and events that were heard. */
  readonly seen = { signIns: 0, events: 0 };
  following: Promise<void> = Promise.resolve();

  constructor(url: string) {
    this.client = new PageClient(url);
  }

  async setUp(code: string | null): Promise<void> {
    await this.client.enter('/api/setup', { ...OWNER, code });
    this.seen.signIns += 1;
    this.following = this.#follow();
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        const headers = { Cookie: this.client.cookie };
        const answer = await fetch(`${this.client.url}/api/live?language=bg`, { headers, signal });
        if (answer.status === 401) await this.signIn();
        else for await (const chunk of answer.body ?? []) this.seen.events += chunk.length === 0 ? 0 : 1;
      } catch {
        // Closed by this side, or by the service for a moment.
      }
    }
  }

  async signIn(): Promise<void> {
    const { status } = await this.client.enter('/api/login', { ...OWNER, code: '' });
    if (status === 200) this.seen.signIns += 1;
  }

  /** What a person looks at now and then; anything but an answer or a refusal is thrown. */
  async lookAround(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      const { status } = await this.client.call('GET', path);
      if (status === 401) await this.signIn();
    }
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.following;
  }
}
