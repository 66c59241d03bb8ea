import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterEach, describe, expect, it } from 'vitest';
import type { ChangeNote } from '../../src/model/setting-change.ts';
import { Access } from '../../src/access/access.ts';
import { wholeMemory } from '../support/memory/whole-memory.ts';
import { openWorldParts } from '../support/world.ts';

const open: (() => Promise<void>)[] = [];
const PASSWORD = 'дълга парола 1';
const FROM = { from: '192.0.2.1', browser: 'Firefox' };
const STEP_MS = 30_000;

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function place() {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-access-'));
  const { state } = await openWorldParts(folder);
  open.push(async () => {
    await state.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const clock = { ms: 1_764_000_000_000, now: () => clock.ms };
  const notes: ChangeNote[] = [];
  const access = new Access(state, clock, async (note) => void notes.push(note));
  const owner = await access.desk.add({ name: 'Иван', password: PASSWORD, role: 'owner', language: 'bg' });
  const logIn = (more: { code?: string; password?: string; device?: string } = {}) =>
    access.logIn({ name: 'Иван', password: PASSWORD, ...FROM, ...more });
  return { folder, state, clock, notes, access, owner, logIn };
}

function codeAt(secret: string, timestamp: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => '',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
}

/** An account whose second factor is on, a minute after its first code. */
async function withFactor() {
  const it = await place();
  const { token } = await it.logIn();
  const { secret, address, picture } = it.access.secondFactors.offer(it.owner);
  const codes = await it.access.confirmSecondFactor(it.owner, codeAt(secret, it.clock.ms), token);
  it.clock.ms += 60_000;
  return { ...it, secret, address, picture, codes, token };
}

describe('the second factor', () => {
  it('is asked for after a right password only, and lets in with a code of now, the last or the next step', async () => {
    const { logIn, secret, clock } = await withFactor();
    expect(await codeOf(logIn({ password: 'грешна парола' }))).toBe('access.wrongPassword');
    expect(await codeOf(logIn())).toBe('access.secondCodeNeeded');
    for (const shift of [-STEP_MS, 0, STEP_MS]) {
      expect(await codeOf(logIn({ code: codeAt(secret, clock.ms + shift) }))).toBe('');
    }
    clock.ms += 300_000;
    for (const shift of [-2 * STEP_MS, 2 * STEP_MS])
      expect(await codeOf(logIn({ code: codeAt(secret, clock.ms + shift) }))).toBe('access.secondCodeWrong');
  });

  it('takes a code once: one that somebody has looked off is refused, also an older one', async () => {
    const { logIn, secret, clock } = await withFactor();
    const now = codeAt(secret, clock.ms);
    const before = codeAt(secret, clock.ms - STEP_MS);
    expect(await codeOf(logIn({ code: now }))).toBe('');
    expect(await codeOf(logIn({ code: now }))).toBe('access.secondCodeWrong');
    expect(await codeOf(logIn({ code: before }))).toBe('access.secondCodeWrong');
    const both = await Promise.all(
      [1, 2].map(() => codeOf(logIn({ code: codeAt(secret, clock.ms + STEP_MS) }))),
    );
    expect(both.toSorted()).toEqual(['', 'access.secondCodeWrong']);
  });

  it('the code that turned it on is used up too', async () => {
    const { access, owner, logIn, clock } = await place();
    const { secret } = access.secondFactors.offer(owner);
    const code = codeAt(secret, clock.ms);
    const { token } = await logIn();
    await access.confirmSecondFactor(owner, code, token);
    expect(await codeOf(logIn({ code }))).toBe('access.secondCodeWrong');
  });

  it('guessed codes lock out as guessed passwords do, and a right password clears nothing of them', async () => {
    const { logIn, secret, clock } = await withFactor();
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await codeOf(logIn({ code: `00000${guess}` }))).toBe('access.secondCodeWrong');
      if (guess < 4) expect(await codeOf(logIn())).toBe('access.secondCodeNeeded');
    }
    expect(await codeOf(logIn({ code: codeAt(secret, clock.ms) }))).toBe('access.lockedOut');
    clock.ms += 31_000;
    expect(await codeOf(logIn({ code: codeAt(secret, clock.ms) }))).toBe('');
  });

  it('ten codes stand in for a lost phone, each once, however they are written', async () => {
    const { codes, logIn, access, owner, state } = await withFactor();
    expect(new Set(codes).size).toBe(10);
    const [first = '', second = ''] = codes;
    expect(await codeOf(logIn({ code: first }))).toBe('');
    expect(await codeOf(logIn({ code: first }))).toBe('access.secondCodeWrong');
    expect(await codeOf(logIn({ code: second.toLowerCase().replace('-', ' ') }))).toBe('');
    const now = (await state.accounts.find(owner.name))?.account ?? owner;
    expect(await access.secondFactors.codesLeft(now)).toBe(8);
  });

  it('S22: neither secret nor codes lie in the data folder; the secret is shown once, as address and picture', async () => {
    const { folder, secret, codes, address, picture, notes } = await withFactor();
    expect(address).toContain(`secret=${secret}`);
    expect(address).toContain('issuer=Skladbridge');
    expect(picture.startsWith('<svg')).toBe(true);
    const kept = await wholeMemory(folder);
    // What it was looked for in is all of it.
    expect(kept).toContain('owner');
    const all = kept + JSON.stringify(notes);
    for (const text of [secret, ...codes]) expect(all).not.toContain(text);
  });

  it('turning it on ends the sessions that knew nothing of it, but the one that does it', async () => {
    const { access, owner, clock, logIn } = await place();
    const [own, other] = [await logIn(), await logIn()];
    const { secret } = access.secondFactors.offer(owner);
    expect(await codeOf(access.confirmSecondFactor(owner, '000000', own.token))).toBe(
      'access.secondCodeWrong',
    );
    expect(await access.session(other.token)).not.toBe(null);
    await access.confirmSecondFactor(owner, codeAt(secret, clock.ms), own.token);
    expect(await access.session(own.token)).not.toBe(null);
    expect(await access.session(other.token)).toBe(null);
  });

  it('an offer lies open for a quarter of an hour; turning it off needs the password', async () => {
    const { access, owner, clock, logIn, token } = await withFactor();
    const { secret } = access.secondFactors.offer(owner);
    clock.ms += 16 * 60_000;
    expect(await codeOf(access.confirmSecondFactor(owner, codeAt(secret, clock.ms), token))).toBe(
      'access.secondCodeWrong',
    );
    expect(await codeOf(access.removeSecondFactor(owner, 'грешна парола'))).toBe('access.wrongPassword');
    await access.removeSecondFactor(owner, PASSWORD);
    expect(await codeOf(logIn())).toBe('');
  });
});

describe('accounts', () => {
  it('a reset makes a password to be changed, ends every session, and takes the second factor when asked', async () => {
    const { access, owner, logIn, state, notes, token } = await withFactor();
    const kept = await access.desk.reset(owner.id, { withSecondFactor: false });
    expect(await access.session(token)).toBe(null);
    expect(await codeOf(logIn())).toBe('access.wrongPassword');
    expect(await codeOf(logIn({ password: kept.password }))).toBe('access.secondCodeNeeded');
    const { password } = await access.desk.reset(owner.id, { withSecondFactor: true });
    const { session } = await logIn({ password });
    expect(session.account).toMatchObject({ mustChange: true, hasSecondFactor: false });
    const words = { before: password, after: password };
    expect(await codeOf(access.changePassword(session.account, words, FROM))).toBe('account.passwordSame');
    const changed = await access.changePassword(
      session.account,
      { before: password, after: 'съвсем нова парола' },
      FROM,
    );
    expect(changed.session.account.mustChange).toBe(false);
    expect(JSON.stringify(notes)).not.toContain(password);
    expect(notes.map(({ field, after }) => `${field} ${String(after)}`)).toEqual([
      'Иван: role owner',
      'Иван: secondFactor on',
      'Иван: password reset',
      'Иван: password reset',
      'Иван: password changed',
    ]);
    expect((await state.accounts.list())[0]?.mustChange).toBe(false);
  });

  it('temporary passwords are strong enough to be passwords, and never alike', async () => {
    const { access } = await place();
    const made = [];
    for (const name of ['А', 'Б', 'В'])
      made.push(await access.desk.addWithTemporary({ name, role: 'operator', language: 'bg' }));
    expect(new Set(made.map(({ password }) => password)).size).toBe(3);
    for (const { password } of made) expect(password).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
  });

  it('a session is ended by its name in the list, one’s own unless an owner does it', async () => {
    const { access, logIn } = await place();
    const draft = { name: 'Мария', password: PASSWORD, role: 'operator', language: 'bg' } as const;
    const mary = await access.desk.add(draft);
    const [own, hers] = [await logIn(), await access.logIn({ ...draft, ...FROM })];
    const ofAll = await access.sessions(null, own.token);
    expect(ofAll.map(({ account, isOwn, browser }) => [account.name, isOwn, browser])).toEqual(
      expect.arrayContaining([
        ['Иван', true, 'Firefox'],
        ['Мария', false, 'Firefox'],
      ]),
    );
    const ofIvan = ofAll.find(({ account }) => account.name === 'Иван')?.id ?? '';
    expect(await codeOf(access.desk.endSession(mary, ofIvan))).toBe('session.notFound');
    expect(await codeOf(access.desk.endSession(null, ''))).toBe('session.notFound');
    const ofMary = (await access.sessions(mary, hers.token)).map(({ id }) => id);
    expect(ofMary).toHaveLength(1);
    await access.desk.endSession(null, ofMary[0] ?? '');
    expect(await access.session(hers.token)).toBe(null);
    expect(await access.session(own.token)).not.toBe(null);
  });

  it('refuses what is no name and no e-mail address', async () => {
    const { access, owner } = await place();
    const set = (name: string, email: string) => codeOf(access.desk.setPerson(owner, { name, email }));
    expect(await set('Иван', 'не е адрес')).toBe('account.emailMalformed');
    expect(await set('', 'a@b.bg')).toBe('account.nameMalformed');
    expect(await set('Иван Петров', ' a@b.bg ')).toBe('');
    expect((await access.desk.list())[0]).toMatchObject({ name: 'Иван Петров', email: 'a@b.bg' });
  });
});
