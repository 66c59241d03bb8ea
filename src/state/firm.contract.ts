import { describe, expect, it } from 'vitest';
import type { ProfileId } from '../model/profile.ts';
import type { ChangeDraft } from '../model/setting-change.ts';
import { defaultSettings } from '../model/settings.ts';
import { codeOf, NOW } from './samples.contract.ts';
import type { State } from './state.ts';

const OWNER = { name: 'Иван', role: 'owner', language: 'bg', passwordHash: 'h' } as const;

function change(field: string, more: Partial<ChangeDraft> = {}): ChangeDraft {
  return {
    at: NOW,
    who: 'Иван',
    profile: 'Магазин',
    kind: 'setting',
    field,
    before: '1',
    after: '2',
    ...more,
  };
}

/** The laws of `AccountMemory`, `ChangeLog` and `ProgramMemory`, parts of the memory's contract. */
export function describeFirmContract(
  name: string,
  setUp: () => Promise<{ state: State; open: () => Promise<State>; id: ProfileId }>,
): void {
  describe(`${name}: accounts`, () => {
    it('names are one however their letters are written; the last owner stays one', async () => {
      const { state } = await setUp();
      const { accounts } = state;
      const ivan = await accounts.add(OWNER, NOW);
      expect(ivan).toMatchObject({ email: '', mustChange: false, hasSecondFactor: false });
      expect(await codeOf(accounts.add({ ...OWNER, name: 'ИВАН' }, NOW))).toBe('account.nameTaken');
      const mary = await accounts.add({ ...OWNER, name: 'Мария', role: 'operator', mustChange: true }, NOW);
      expect(mary.mustChange).toBe(true);
      expect(await codeOf(accounts.setPerson(mary.id, { name: 'иван', email: '' }))).toBe(
        'account.nameTaken',
      );
      await accounts.setPerson(mary.id, { name: 'МАРИЯ', email: 'm@firma.bg' });
      expect((await accounts.find('мария'))?.account).toMatchObject({ name: 'МАРИЯ', email: 'm@firma.bg' });
      expect(await codeOf(accounts.setPerson(99, { name: 'Никой', email: '' }))).toBe('account.notFound');
      expect(await codeOf(accounts.setRole(ivan.id, 'operator'))).toBe('account.lastOwner');
      expect(await codeOf(accounts.remove(ivan.id))).toBe('account.lastOwner');
      await accounts.setRole(mary.id, 'owner');
      await accounts.setRole(ivan.id, 'operator');
      expect(await codeOf(accounts.setRole(99, 'owner'))).toBe('account.notFound');
      await accounts.remove(ivan.id);
      expect((await accounts.list()).map((account) => [account.name, account.role])).toEqual([
        ['МАРИЯ', 'owner'],
      ]);
    });

    it('S22: the second factor is sealed; a step and a recovery code are good for once, in any order', async () => {
      const { state, open } = await setUp();
      const { id } = await state.accounts.add(OWNER, NOW);
      expect(await state.accounts.secondFactor(id)).toBe(null);
      const factor = { secret: 'JBSWY3DPEHPK3PXP', recoveryHashes: ['a', 'b'] };
      await state.accounts.setSecondFactor(id, factor);
      await state.accounts.setSecondFactor(id, factor);
      const other = await open();
      expect(await other.accounts.secondFactor(id)).toBe('JBSWY3DPEHPK3PXP');
      expect((await other.accounts.find('Иван'))?.account.hasSecondFactor).toBe(true);
      expect(await state.accounts.useFactorStep(id, 100)).toBe(true);
      expect(await other.accounts.useFactorStep(id, 100)).toBe(false);
      expect(await state.accounts.useFactorStep(id, 99)).toBe(false);
      expect(await state.accounts.useFactorStep(id, 101)).toBe(true);
      expect(await state.accounts.useRecoveryCode(id, 'a')).toBe(true);
      expect(await other.accounts.useRecoveryCode(id, 'a')).toBe(false);
      expect(await state.accounts.recoveryCodesLeft(id)).toBe(1);
      await state.accounts.setSecondFactor(id, null);
      expect(await state.accounts.secondFactor(id)).toBe(null);
      expect(await state.accounts.useRecoveryCode(id, 'b')).toBe(false);
      // A step that was used stays used, whatever secret comes next.
      await state.accounts.setSecondFactor(id, factor);
      expect(await state.accounts.useFactorStep(id, 101)).toBe(false);
    });

    it('sessions are listed with whose they are and whence, and end all but one', async () => {
      const { state } = await setUp();
      const { id } = await state.accounts.add(OWNER, NOW);
      const mary = await state.accounts.add({ ...OWNER, name: 'Мария' }, NOW);
      const session = (tokenHash: string, accountId: number, nowMs: number) => ({
        tokenHash,
        accountId,
        csrfToken: 'c',
        nowMs,
        browser: `Firefox ${tokenHash}`,
        address: '192.0.2.7',
      });
      await state.accounts.addSession(session('one', id, 1000));
      await state.accounts.addSession(session('two', id, 2000));
      await state.accounts.addSession(session('her', mary.id, 3000));
      await state.accounts.touchSession('one', 4000);
      const listed = await state.accounts.sessions();
      expect(listed.map(({ tokenHash, account, browser }) => [tokenHash, account.name, browser])).toEqual([
        ['one', 'Иван', 'Firefox one'],
        ['her', 'Мария', 'Firefox her'],
        ['two', 'Иван', 'Firefox two'],
      ]);
      expect(listed[0]).toMatchObject({ address: '192.0.2.7', createdAtMs: 1000, lastSeenAtMs: 4000 });
      await state.accounts.removeSessionsOf(id, 'two');
      expect((await state.accounts.sessions()).map(({ tokenHash }) => tokenHash)).toEqual(['her', 'two']);
      await state.accounts.remove(mary.id);
      expect((await state.accounts.sessions()).map(({ tokenHash }) => tokenHash)).toEqual(['two']);
    });
  });

  describe(`${name}: the door`, () => {
    it('S22: tries are counted for every process, all of them or none; a link is used once', async () => {
      const { state, open } = await setUp();
      const other = await open();
      const tries = { forgetBeforeMs: 0, mostKeys: 9 };
      const waitMs = (_key: string, known: { readonly count: number }) => (known.count < 2 ? 0 : 500);
      const count = (of: State, keys: readonly string[], nowMs: number) =>
        of.entries.countTries({ ...tries, keys, nowMs, waitMs });
      expect((await count(state, ['name', 'from'], 1000)).waitMs).toBe(0);
      const second = await count(other, ['name', 'from'], 2000);
      expect([second.waitMs, second.before.get('name')]).toEqual([0, { count: 1, lastMs: 1000 }]);
      expect((await count(state, ['name', 'new'], 3000)).waitMs).toBe(500);
      expect((await count(state, ['new'], 3000)).before.size).toBe(0);
      await other.entries.takeTryBack('name', second.before.get('name') ?? null);
      expect((await count(state, ['name'], 4000)).before.get('name')).toEqual({ count: 1, lastMs: 1000 });
      await state.entries.clearTries(['name', 'from']);
      expect((await count(other, ['name', 'from'], 5000)).before.size).toBe(0);
      await state.entries.addLink({ tokenHash: 'h', accountId: 7, untilMs: 9000 });
      await state.entries.removeLinksBefore(9000);
      expect(await other.entries.useLink('h')).toEqual({ tokenHash: 'h', accountId: 7, untilMs: 9000 });
      expect(await state.entries.useLink('h')).toBe(null);
    });
  });

  describe(`${name}: changes and the program`, () => {
    it('a change is kept with the settings that it changes, or not at all', async () => {
      const { state } = await setUp();
      const profile = await state.profiles.add('Склад', defaultSettings(), NOW);
      await state.profiles.save(profile, {}, [change('firstOrder')]);
      expect(await codeOf(state.profiles.save(profile, {}, [change('lost')]))).toBe(
        'profile.changedMeanwhile',
      );
      const secret = change('secret', { kind: 'secret', before: null, after: 'set' });
      await state.profiles.setSecret(profile.id, 'secret', 'x', [secret]);
      const kept = await state.changes.list({ profile: null, before: null, limit: 9 });
      expect(kept.map(({ field, kind, before, after }) => [field, kind, before, after])).toEqual([
        ['secret', 'secret', null, 'set'],
        ['firstOrder', 'setting', '1', '2'],
      ]);
    });

    it('the latest come first, page by page, of one profile or of all', async () => {
      const { state } = await setUp();
      const later = '2026-11-25T10:00:00.000Z';
      await state.changes.add([change('a'), change('b', { profile: '' }), change('c')]);
      await state.changes.add([change('d', { at: later })]);
      const [first, second] = await state.changes.list({ profile: null, before: null, limit: 2 });
      expect([first?.field, second?.field]).toEqual(['d', 'c']);
      const rest = await state.changes.list({ profile: null, before: second ?? null, limit: 9 });
      expect(rest.map(({ field }) => field)).toEqual(['b', 'a']);
      const own = await state.changes.list({ profile: 'Магазин', before: null, limit: 9 });
      expect(own.map(({ field }) => field)).toEqual(['d', 'c', 'a']);
    });

    it('values of the program are kept; a day is begun once, and none that has passed', async () => {
      const { state, open, id } = await setUp();
      expect(await state.program.value('backups')).toBe(null);
      await state.program.setValue('backups', '1');
      await state.program.setValue('backups', '2');
      const other = await open();
      expect(await other.program.value('backups')).toBe('2');
      expect(await other.program.sizeBytes()).toBeGreaterThan(4096);
      expect(await state.program.beginDigest(id, '2026-11-25')).toBe(true);
      expect(await other.program.beginDigest(id, '2026-11-25')).toBe(false);
      expect(await state.program.beginDigest(id, '2026-11-24')).toBe(false);
      expect(await other.program.beginDigest(id, '2026-11-26')).toBe(true);
    });
  });
}
