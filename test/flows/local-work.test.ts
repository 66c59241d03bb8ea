import { systemClock } from '../../src/lib/clock.ts';
import { LocalWork } from '../../src/app/work/local-work.ts';
import { describeWorkContract } from '../../src/app/work/work.contract.ts';

describeWorkContract('in one process', async (world) => {
  const work = new LocalWork(world.app, systemClock);
  return { work, close: () => work.close() };
});
