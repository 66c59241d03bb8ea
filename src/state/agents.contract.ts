import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../model/settings.ts';
import { FIRST_TENANT } from '../model/tenant.ts';
import { NOW, REMOVAL } from './samples.contract.ts';
import type { State } from './state.ts';

const NOON = Date.parse(NOW);
const MINUTE = 60_000;

/** The laws of `AgentSights`, a part of the memory's contract. */
export function describeAgentsContract(
  name: string,
  setUp: () => Promise<{ state: State; open: () => Promise<State> }>,
  { isWhole }: { readonly isWhole: boolean },
): void {
  describe(`${name}: agents`, () => {
    const use = async (state: State, agent: string, profile = agent): Promise<void> => {
      await state.profiles.add(profile, { ...defaultSettings(), warehouse: `agent:${agent}` }, NOW);
    };

    it('when an agent was met is told every process; anew after a minute, or of another version', async () => {
      const { state, open } = await setUp();
      const other = await open();
      await use(state, 'mag-1');
      expect(await other.agents.find('mag-1')).toBe(null);
      await state.agents.meet('mag-1', '1.0.0', NOON);
      const met = { name: 'mag-1', version: '1.0.0', seenMs: NOON };
      expect(await other.agents.find('mag-1')).toEqual(met);
      await other.agents.meet('mag-1', '1.0.0', NOON + MINUTE - 1);
      expect(await state.agents.find('mag-1')).toEqual(met);
      await other.agents.meet('mag-1', '1.0.0', NOON + MINUTE);
      expect(await state.agents.find('mag-1')).toEqual({ ...met, seenMs: NOON + MINUTE });
      await state.agents.meet('mag-1', '1.1.0', NOON + MINUTE + 1);
      expect(await other.agents.find('mag-1')).toMatchObject({ version: '1.1.0', seenMs: NOON + MINUTE + 1 });
    });

    it('whoever looks at all of them notes those that were met; what no profile names is not listed', async () => {
      const { state } = await setUp();
      for (const agent of ['mag-3', 'mag-2', 'mag-4', 'mag-5']) await use(state, agent);
      for (const agent of ['mag-2', 'mag-3', 'mag-4']) await state.agents.meet(agent, '1', NOON);
      const gone = await state.profiles.find('mag-4');
      if (gone !== null) await state.profiles.remove(gone.id, REMOVAL);
      const there = ['mag-3', 'mag-5'].map((agent) => ({ name: agent, version: '1' }));
      await state.agents.sight(there, NOON + MINUTE - 1);
      const seen = async () => (await state.agents.list()).map((each) => [each.name, each.seenMs - NOON]);
      expect(await seen()).toEqual([
        ['mag-2', 0],
        ['mag-3', 0],
      ]);
      await state.agents.sight(there, NOON + MINUTE);
      expect(await seen()).toEqual([
        ['mag-2', 0],
        ['mag-3', MINUTE],
      ]);
      expect(await state.agents.find('mag-5')).toBe(null);
    });

    it.runIf(isWhole)(
      'a firm is told of what it has met alone; whoever looks after all, of each once',
      async () => {
        const { state } = await setUp();
        const [a, b] = [state.of(FIRST_TENANT), state.of((await state.tenants.add('Друга', NOW)).id)];
        await state.agents.meet('mag-6', '0', NOON);
        expect(await state.agents.find('mag-6')).toBe(null);
        await a.agents.meet('mag-6', '1', NOON);
        await use(a, 'mag-6');
        await use(b, 'mag-6');
        expect(await b.agents.find('mag-6')).toBe(null);
        expect(await b.agents.list()).toEqual([]);
        await b.agents.meet('mag-6', '2', NOON + 1);
        expect(await a.agents.find('mag-6')).toMatchObject({ version: '1' });
        const latest = { name: 'mag-6', version: '2', seenMs: NOON + 1 };
        expect(await state.agents.list()).toEqual([latest]);
        expect(await state.agents.find('mag-6')).toEqual(latest);
        await b.agents.sight([{ name: 'mag-6', version: '3' }], NOON + MINUTE + 1);
        expect(await b.agents.find('mag-6')).toMatchObject({ version: '3' });
        expect(await a.agents.find('mag-6')).toMatchObject({ version: '1' });
      },
    );
  });
}
