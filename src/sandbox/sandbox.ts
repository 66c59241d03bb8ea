import { serve } from '@hono/node-server';
import type { HttpBindings, ServerType } from '@hono/node-server';
import { OAuthHost } from './oauth.ts';
import { openShop } from './shop.ts';
import type { OpenedShop, SandboxShop, ShopOptions } from './shop.ts';
import { shopOfHost } from './shop-of-host.ts';

export interface SandboxOptions extends ShopOptions {
  readonly host?: string;
  /** 0 = any free one. */
  readonly port?: number;
  /** More shops of the same process, each reached by the host name of its address. */
  readonly neighbours?: readonly (ShopOptions & { readonly address: string })[];
}

export interface RunningSandbox extends SandboxShop {
  readonly port: number;
  /** Where the process listens, whatever the shops are called. */
  readonly listensAt: string;
  /** All shops of the process, the first one too. */
  readonly shops: readonly SandboxShop[];
  close(): Promise<void>;
}

type Answer = Response | Promise<Response>;

async function listen(
  answer: (request: Request, env: HttpBindings) => Answer,
  host: string,
  port: number,
): Promise<{ server: ServerType; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch: (request, env) => answer(request, env as HttpBindings), hostname: host, port },
      (info) => resolve({ server, port: info.port }),
    );
    server.once('error', reject);
  });
}

/** Hands each request to the shop that its `Host` names. */
function handOut(shops: readonly OpenedShop[], request: Request, env: HttpBindings): Answer {
  const shop = shopOfHost(shops, request.headers.get('host'));
  if (shop !== undefined) return shop.answer(request, env);
  const names = shops.map((each) => each.url).join(', ');
  return Response.json(
    { error: { message: `There is no shop of this name here, but: ${names}` } },
    { status: 404 },
  );
}

/** Starts a Seliton shop on this machine, or several that are told apart by their host names. */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const host = options.host ?? '127.0.0.1';
  let listensAt = '';
  const place = { oauth: new OAuthHost(), listens: () => listensAt };
  const shops: OpenedShop[] = [];
  const closeStores = (): void => {
    for (const { store } of shops) store.close();
  };
  try {
    for (const each of [options, ...(options.neighbours ?? [])]) shops.push(openShop(each, place));
    const { server, port } = await listen(
      (request, env) => handOut(shops, request, env),
      host,
      options.port ?? 0,
    );
    listensAt = `http://${host}:${port}`;
    const [first] = shops as [OpenedShop];
    return {
      ...first,
      port,
      listensAt,
      shops,
      close: async () => {
        await closeServer(server);
        closeStores();
      },
    };
  } catch (error) {
    closeStores();
    throw error;
  }
}

async function closeServer(server: ServerType): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    // Keep-alive connections would hold the server open for seconds.
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
