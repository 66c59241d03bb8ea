import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../model/error-codes.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import type { ProfileId } from '../model/profile.ts';
import { NO_COUNTS } from '../model/run.ts';
import { defaultSettings } from '../model/settings.ts';
import { FIRST_TENANT } from '../model/tenant.ts';
import { codeOf, entry, NOW, REMOVAL } from './samples.contract.ts';
import { report, run } from './reporting.contract.ts';
import type { State } from './state.ts';

const LATER = '2026-11-26T10:15:00.000Z';
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

    it('every living shop of every firm, as its newest run and what waits leave it', async () => {
      const { state, other, first, second } = await twoFirms();
      const RUN = { tasks: ['export-goods', 'import-orders'], trigger: 'schedule' } as const;
      const counts = { 'export-goods': NO_COUNTS };
      const done = await second.firm.runs.start(second.profile.id, RUN, NOW);
      await second.firm.runs.finish(done, { end: 'done', counts, nowIso: LATER });
      const failed = await second.firm.runs.start(second.profile.id, RUN, LATER);
      await second.firm.runs.finish(failed, { end: 'failed', counts: {}, nowIso: LATER });
      const item = (number: number, code: ErrorCode) =>
        ({ subject: `order:${number}`, code, facts: {}, contentHash: '' }) as const;
      const items = [item(1, 'order.empty'), item(2, 'order.empty'), item(3, 'word.status.unknown')];
      await second.firm.attention.put(second.profile.id, items, NOW);
      const [aside] = await second.firm.attention.list(second.profile.id);
      const dismissal = { at: NOW, by: 'Иван', reason: 'знам' };
      await second.firm.attention.dismiss(second.profile.id, [aside?.id ?? 0], dismissal);
      const removed = await second.firm.profiles.add('Премахнат', defaultSettings(), NOW);
      await second.firm.profiles.remove(removed.id, { isAlive: () => null, nowIso: NOW });
      const going = await first.firm.runs.start(first.profile.id, RUN, NOW);
      const never = await first.firm.profiles.add('Нов', defaultSettings(), NOW);
      const seen = new Map((await state.tenants.shops()).map((shop) => [shop.id, shop]));
      expect([seen.get(first.profile.id)?.tenant, seen.has(removed.id)]).toEqual([FIRST_TENANT, false]);
      expect(seen.get(never.id)).toMatchObject({
        name: 'Нов',
        lastRun: null,
        lastSuccess: null,
        waiting: [],
      });
      expect(seen.get(first.profile.id)?.lastRun).toEqual({
        id: going,
        startedAt: NOW,
        endedAt: null,
        end: null,
      });
      const shop = seen.get(second.profile.id);
      expect(shop).toMatchObject({
        tenant: other.id,
        name: 'Общо име',
        version: second.profile.version,
        confirmedAt: null,
        lastRun: { id: failed, startedAt: LATER, endedAt: LATER, end: 'failed' },
        lastSuccess: LATER,
      });
      const left = items.filter(({ subject }) => subject !== aside?.subject).map(({ code }) => code);
      expect(
        shop?.waiting.flatMap(({ code, count }) => Array.from({ length: count }, () => code)).toSorted(),
      ).toEqual(left.toSorted());
    });

    it('profiles of any firm by their numbers, and which firms have an owner', async () => {
      const { state, other, first, second } = await twoFirms();
      const unknown = (second.profile.id + 1000) as ProfileId;
      const found = await state.tenants.profiles([second.profile.id, unknown, first.profile.id]);
      expect(found.toSorted((left, right) => left.id - right.id)).toEqual([first.profile, second.profile]);
      expect(await state.tenants.profiles([])).toEqual([]);
      const ownerless = await state.tenants.add('Без никого', NOW);
      await state.tenants.setMember(ownerless.id, first.owner.id, 'operator');
      expect(await state.tenants.owned()).toEqual(new Set([FIRST_TENANT, other.id]));
      await state.tenants.setMember(ownerless.id, first.owner.id, 'owner');
      expect((await state.tenants.owned()).has(ownerless.id)).toBe(true);
    });

    it('shops that report: two of one name in two firms, and neither firm meets the other’s', async () => {
      const { state, other, first, second } = await twoFirms();
      const [own, theirs] = [first.firm.reportedShops, second.firm.reportedShops];
      const mine = await own.add({ name: 'Варна', tokenHash: 'own' }, NOW);
      const { id } = await theirs.add({ name: 'Варна', tokenHash: 'theirs' }, NOW);
      expect(await codeOf(theirs.add({ name: 'ВАРНА', tokenHash: 'x' }, NOW))).toBe('reportedShop.nameTaken');
      await theirs.take(id, report(3, { runs: [{ profile: 1, run: run(4) }] }), NOW);
      expect((await own.list()).map((shop) => [shop.id, shop.heardAt, shop.profiles])).toEqual([
        [mine.id, null, []],
      ]);
      expect((await theirs.list()).map((shop) => [shop.id, shop.profiles.length])).toEqual([[id, 1]]);
      expect([await own.find(id), await own.runs(id, 1, 9)]).toEqual([null, []]);
      expect(await own.beginAlarm(id, NOW, NOW)).toBe(false);
      await own.remove(id);
      for (const work of [
        () => own.setToken(id, null),
        () => own.setToken(id, 'taken over'),
        () => own.take(id, report(9), NOW),
      ])
        expect(await codeOf(work())).toBe('reportedShop.notFound');
      expect(await theirs.find(id)).toMatchObject({ hasToken: true, isTold: false, heardAt: NOW });
      expect((await theirs.runs(id, 1, 9)).length).toBe(1);
      // Who comes with a token is of no firm until then, whichever memory he meets.
      for (const memory of [state, first.firm, second.firm]) {
        const found = await memory.reportedShops.byToken('theirs');
        expect([found?.shop, found?.tenant.id, found?.tenant.suspendedAt]).toEqual([id, other.id, null]);
      }
      await state.tenants.suspend(other.id, NOW);
      expect((await own.byToken('theirs'))?.tenant.suspendedAt).toBe(NOW);
    });

    it('where a firm reports is its own: another’s line stays as it was, whatever is done with this one', async () => {
      const { first, second } = await twoFirms();
      const [own, theirs] = [first.firm.reportLine, second.firm.reportLine];
      const target = { everyMinutes: 5, token: 'their token' } as const;
      await theirs.setTarget({ ...target, address: 'https://theirs.bg' });
      expect([await own.target(), await own.token(), await own.nextSequence()]).toEqual([null, null, null]);
      const sequence = (await theirs.nextSequence()) ?? 0;
      const before = await theirs.target();
      await own.setTarget({ address: 'https://own.bg', everyMinutes: 9, token: 'own token' });
      while (((await own.nextSequence()) ?? 0) < sequence);
      expect((await own.target())?.sequence).toBe(sequence);
      await own.noteFault(sequence, { code: 'report.notSent', facts: {} });
      await own.acknowledge(sequence, { 1: 9 }, NOW);
      expect(await theirs.target()).toEqual(before);
      await own.stop();
      expect([await theirs.target(), await theirs.token()]).toEqual([before, 'their token']);
      expect(await own.target()).toBe(null);
    });

    it('what is watched for whom is told of all at once: mails of the day, a line, shops that report', async () => {
      const { state, other, first, second } = await twoFirms();
      const watched = async () =>
        Object.values(await state.tenants.watched()).map((ids: ReadonlySet<number>) => [...ids]);
      expect(await watched()).toEqual([[], [], []]);
      const settings = { ...defaultSettings(), digestAt: '08:00' };
      const { id } = await second.firm.profiles.add('Със сутрешно писмо', settings, NOW);
      await first.firm.profiles.add('Без', { ...settings, digestAt: '' }, NOW);
      const target = { address: 'https://own.bg', everyMinutes: 9, token: 'own token' } as const;
      await first.firm.reportLine.setTarget(target);
      for (const hash of ['h1', 'h2'])
        await second.firm.reportedShops.add({ name: hash, tokenHash: hash }, NOW);
      expect(await watched()).toEqual([[other.id], [FIRST_TENANT], [other.id]]);
      await second.firm.profiles.remove(id, REMOVAL);
      await first.firm.reportLine.stop();
      expect(await watched()).toEqual([[], [], [other.id]]);
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
