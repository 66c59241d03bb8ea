import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeApp } from '../../src/app/make-app.ts';
import {
  fillFirms,
  itAsksForRoles,
  itKeepsApart,
  MARK,
  SHARED,
  THEIRS,
  TwoFirms,
} from '../support/hosted/firm-walk.ts';
import { serveFirms } from '../support/hosted/served-firms.ts';
import type { ServedFirms } from '../support/hosted/served-firms.ts';
import { openWorldParts } from '../support/world.ts';

// A program whose memory two firms share. By the role of pages: test/late/hosted/page-role-walk.test.ts.

const HOOK_MS = 180_000;
let folder: string;
let served: ServedFirms['served'];
let firms: TwoFirms;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skladbridge-firms-'));
  const parts = await openWorldParts(folder);
  const app = makeApp(parts);
  await fillFirms(app, parts.state);
  ({ served } = await serveFirms(app));
  firms = await TwoFirms.open(served.url, parts.state);
}, HOOK_MS);

afterAll(async () => {
  await served.close();
  await rm(folder, { recursive: true, force: true });
});

describe('one firm’s people and another firm’s things', () => {
  itKeepsApart(() => firms);

  it('the stream of what goes on tells nothing of theirs', async () => {
    const client = await firms.enter('owner');
    const stop = new AbortController();
    const headers = { Cookie: client.cookie };
    const answer = await fetch(`${client.url}/api/live`, { headers, signal: stop.signal });
    const other = await firms.enter(`${MARK} owner`);
    const seen = await fetch(`${client.url}/api/live`, {
      headers: { Cookie: other.cookie },
      signal: stop.signal,
    });
    const read = async (body: Response['body'], until: string): Promise<string> => {
      let text = '';
      for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk;
        if (text.includes(until)) break;
      }
      return text;
    };
    const both = Promise.all([read(answer.body, '"workEnded"'), read(seen.body, THEIRS)]);
    for (const [page, name] of [
      [other, THEIRS],
      [other, SHARED],
      [client, SHARED],
    ] as const)
      await page.call('POST', `/api/profiles/${encodeURIComponent(name)}/run`, { body: { tasks: null } });
    const [own, foreign] = await both;
    stop.abort();
    expect(own).not.toContain(MARK);
    expect(own).toContain(SHARED);
    expect(foreign).toContain(THEIRS);
  });
});

describe('who may do what in a firm', () => {
  itAsksForRoles(() => firms);
});
