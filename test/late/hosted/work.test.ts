import { describeWorkContract } from '../../../src/app/work/work.contract.ts';
import { engineOf } from '../../support/hosted/engine-of.ts';

describeWorkContract('asked at one process, done in another', async (world) => {
  const worker = await engineOf(world, 'worker');
  const page = await engineOf(world, 'page');
  return {
    work: page.engine.live,
    close: async () => {
      await page.close();
      await worker.close();
    },
  };
});
