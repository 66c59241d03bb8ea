import type { App } from '../../app/app.ts';
import type { PageRequest, ServedPage } from '../../cli/program.ts';
import type { HostedEngine } from '../../hosted/hosted-engine.ts';
import { serveProbes } from '../../hosted/probes.ts';
import { keepMemoryGivenBack } from '../../lib/process/unused-memory.ts';
import { sleep } from '../../lib/sleep.ts';

/** Does the work of several processes without a page; what is served is for whoever looks after it. */
export async function serveWorker(
  app: App,
  request: Pick<PageRequest, 'host' | 'port' | 'onFault'> & {
    readonly engine: HostedEngine;
    readonly keepWatch: (signal: AbortSignal) => Promise<void>;
  },
): Promise<ServedPage> {
  const { engine, onFault, host, port } = request;
  const probes = await serveProbes(
    { look: () => engine.look(), metrics: () => engine.metrics() },
    { host, port },
  );
  const stop = new AbortController();
  const working = engine.run(sleep, stop.signal, onFault).catch(onFault);
  const tidying = keepMemoryGivenBack(sleep, stop.signal).catch(onFault);
  const keeping = engine.keep(stop.signal, request.keepWatch).catch(onFault);
  const listens = `${host.includes(':') ? `[${host}]` : host}:${probes.port}`;
  return {
    url: probes.url,
    serving: { url: probes.url, listens, certificate: null, proxies: [] },
    setupCode: null,
    link: null,
    close: async () => {
      stop.abort();
      await working;
      await tidying;
      await keeping;
      await engine.close();
      await probes.close();
      await app.close();
    },
  };
}
