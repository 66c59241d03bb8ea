import { describe, expect, it } from 'vitest';
import type { OrderNumber } from '../model/order-origin.ts';
import { defaultSettings } from '../model/settings.ts';
import { FIRST_TENANT } from '../model/tenant.ts';
import { codeOf, entry, NOW } from './samples.contract.ts';
import type { State } from './state.ts';

const DEVICE = 'DT000001';
const UNP = `${DEVICE}-0001-0000041`;
const PERSON = { language: 'bg', passwordHash: 'h' } as const;

/** The laws of firms that share a memory, part of the memory's contract. */
export function describeTenantContract(name: string, setUp: () => Promise<{ state: State }>): void {
  describe(`${name}: firms`, () => {
    /** Two firms, each with the profile „Общо име“ and an owner. */
    const twoFirms = async () => {
      const { state } = await setUp();
      const other = await state.tenants.add('Друга', NOW);
      const [a, b] = [state.of(FIRST_TENANT), state.of(other.id)];
      const made = [];
      for (const [index, firm] of [a, b].entries()) {
        const profile = await firm.profiles.add('Общо име', defaultSettings(), NOW);
        const owner = await firm.accounts.add({ ...PERSON, name: `Собственик ${index}`, role: 'owner' }, NOW);
        made.push({ firm, profile, owner });
      }
      const [first, second] = made;
      if (first === undefined || second === undefined) throw new Error('no firms');
      return { state, other, first, second };
    };

    it('a new memory has one, that everything belongs to; its name is one’s own', async () => {
      const { state } = await setUp();
      expect((await state.tenants.list()).map(({ id }) => id)).toEqual([FIRST_TENANT]);
      await state.tenants.rename(FIRST_TENANT, 'Първа');
      expect(await codeOf(state.tenants.add('Първа', NOW))).toBe('tenant.nameTaken');
      const added = await state.tenants.add('Друга', NOW);
      await state.tenants.suspend(added.id, NOW);
      expect((await state.tenants.list()).map((each) => [each.name, each.suspendedAt])).toEqual([
        ['Първа', null],
        ['Друга', NOW],
      ]);
    });

    it('a name is one firm’s, living or removed; where nobody says whose, two of a name are nobody’s', async () => {
      const { state, first, second } = await twoFirms();
      expect(first.profile.id).not.toBe(second.profile.id);
      expect((await first.firm.profiles.find('Общо име'))?.id).toBe(first.profile.id);
      expect((await second.firm.profiles.summary('Общо име'))?.profile.id).toBe(second.profile.id);
      expect(await codeOf(state.profiles.find('Общо име'))).toBe('tenant.unclear');
      expect(await codeOf(first.firm.profiles.add('Общо име', defaultSettings(), NOW))).toBe(
        'profile.nameTaken',
      );
      await second.firm.profiles.save({ ...second.profile, name: 'Само техен' });
      expect(await first.firm.profiles.find('Само техен')).toBe(null);
      expect((await first.firm.profiles.list()).map((each) => each.name)).toContain('Общо име');
      expect((await second.firm.profiles.list()).length).toBe(1);
      expect((await second.firm.profiles.summaries()).map((each) => each.profile.name)).toEqual([
        'Само техен',
      ]);
      await second.firm.profiles.remove(second.profile.id, { isAlive: () => null, nowIso: NOW });
      expect(await first.firm.profiles.removed()).toEqual([]);
      expect((await second.firm.profiles.removed()).map((each) => each.name)).toEqual(['Само техен']);
    });

    it('one device number in two firms: numbers do not meet, and the highest is each one’s own', async () => {
      const { first, second } = await twoFirms();
      const recorded = { stage: 'recorded', unp: UNP } as const;
      await first.firm.ledger.save(first.profile.id, [entry(1, recorded)]);
      await second.firm.ledger.save(second.profile.id, [entry(1, recorded)]);
      const later = { stage: 'recorded', unp: `${DEVICE}-0002-0000500` } as const;
      await second.firm.ledger.save(second.profile.id, [entry(2, later)]);
      const last = ({ firm }: typeof first) => firm.ledger.lastSequence(DEVICE, { from: 1, to: 9_999_999 });
      expect([await last(first), await last(second)]).toEqual([41, 500]);
      // A3, within a firm as ever; also for numbers of the past (Q6).
      expect(await codeOf(first.firm.ledger.save(first.profile.id, [entry(2, recorded)]))).not.toBe('null');
      const opening = { beginsAfter: 0 as OrderNumber, kept: [], takenBack: [], nowIso: NOW };
      expect(await second.firm.series.open(second.profile.id, opening)).toBe(2);
      expect([await last(first), await last(second)]).toEqual([41, 500]);
    });

    it('whose memory is looked at whole sees everything, and the highest of all', async () => {
      const { state, first, second } = await twoFirms();
      await second.firm.ledger.save(second.profile.id, [entry(2, { stage: 'recorded', unp: UNP })]);
      const ids = (await state.profiles.list()).map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining([first.profile.id, second.profile.id]));
      expect(await state.ledger.lastSequence(DEVICE, { from: 1, to: 99 })).toBe(41);
    });

    it('a role is of a membership; one who is in two firms leaves each by itself', async () => {
      const { state, other, first, second } = await twoFirms();
      await state.tenants.setMember(other.id, first.owner.id, 'accountant');
      expect((await state.tenants.of(first.owner.id)).map(({ tenant, role }) => [tenant.id, role])).toEqual([
        [FIRST_TENANT, 'owner'],
        [other.id, 'accountant'],
      ]);
      const roles = async ({ firm }: typeof first) =>
        (await firm.accounts.list()).map((account) => [account.name, account.role]);
      expect(await roles(first)).toEqual([['Собственик 0', 'owner']]);
      expect(await roles(second)).toEqual([
        ['Собственик 0', 'accountant'],
        ['Собственик 1', 'owner'],
      ]);
      expect(await codeOf(second.firm.accounts.setRole(second.owner.id, 'operator'))).toBe(
        'account.lastOwner',
      );
      expect(await codeOf(first.firm.accounts.setRole(second.owner.id, 'operator'))).not.toBe('null');
      expect(await first.firm.accounts.find('Собственик 1')).toBe(null);
      await second.firm.accounts.remove(first.owner.id);
      expect(await roles(first)).toEqual([['Собственик 0', 'owner']]);
      expect((await roles(second)).length).toBe(1);
    });

    it('a session looks at one firm at a time, as what its person is there, and at none where he is nothing', async () => {
      const { state, other, first } = await twoFirms();
      const { id: accountId } = first.owner;
      const seen = { csrfToken: 'c', nowMs: 1, browser: '', address: '' };
      await state.accounts.addSession({ tokenHash: 't', accountId, ...seen });
      const at = async () => {
        const session = await state.accounts.session('t');
        return session === null ? null : [session.tenant?.id ?? null, session.account.role];
      };
      expect(await at()).toEqual([FIRST_TENANT, 'owner']);
      await state.accounts.moveSession('t', other.id);
      expect(await at()).toBe(null);
      await state.tenants.setMember(other.id, accountId, 'operator');
      expect(await at()).toEqual([other.id, 'operator']);
      expect(await first.firm.accounts.sessions()).toEqual([]);
      await state.accounts.moveSession('t', null);
      expect(await at()).toBe(null);
      await state.tenants.setHoster(accountId, true);
      expect(await at()).toEqual([null, 'hoster']);
      await state.tenants.setHoster(accountId, false);
      expect(await at()).toBe(null);
    });

    it('who changed what is told to his own firm alone', async () => {
      const { state, first, second } = await twoFirms();
      const change = {
        at: NOW,
        who: 'Иван',
        profile: '',
        kind: 'setting',
        before: null,
        after: '2',
      } as const;
      await first.firm.changes.add([{ ...change, field: 'a' }]);
      await second.firm.profiles.save(second.profile, {}, [{ ...change, field: 'b' }]);
      const fields = async (memory: State) =>
        (await memory.changes.list({ profile: null, before: null, limit: 9 })).map(({ field }) => field);
      expect([await fields(first.firm), await fields(second.firm)]).toEqual([['a'], ['b']]);
      expect((await fields(state)).toSorted()).toEqual(['a', 'b']);
    });
  });
}
