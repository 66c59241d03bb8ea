import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { kept } from './content.ts';
import type { PlacedOrder } from './content.ts';
import type { OtherProduct, OtherShop } from './shop-parts.ts';
import { restAnswer } from './rest-side.ts';
import type { Switches } from './switches.ts';
import { xmlAnswer } from './xml-side.ts';

export interface RunningShop extends OtherShop {
  readonly url: string;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

async function serve(shop: OtherShop, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://shop');
  const body = await bodyOf(request);
  const isXml = url.pathname.endsWith('.php');
  const answer = isXml
    ? xmlAnswer(shop, url, new URLSearchParams(body))
    : restAnswer(shop, { method: request.method ?? 'GET', url, body });
  response.setHeader('content-type', isXml ? 'text/xml; charset=utf-8' : 'application/json');
  response.end(answer);
}

/** Starts the shop with these orders and as many products of these as it sells already. */
export async function startOtherShop(what: {
  readonly on: Switches;
  readonly orders: PlacedOrder[];
  readonly sold: readonly { readonly code: string; readonly name: string }[];
}): Promise<RunningShop> {
  const products = new Map<number, OtherProduct>();
  const shop: OtherShop = {
    on: what.on,
    orders: what.orders,
    products,
    put: (id, fields) => {
      const own = id ?? products.size + 501;
      const before = products.get(own) ?? {
        id: own,
        code: '',
        barcode: '',
        name: '',
        price: '0',
        quantity: '0',
        isActive: true,
      };
      const name =
        fields.name === undefined
          ? before.name
          : kept(fields.name, new Set([...what.on].filter((each) => each === 'threeByteTexts')));
      const product = { ...before, ...fields, name };
      products.set(own, product);
      return product;
    },
  };
  for (const { code, name } of what.sold) shop.put(null, { code, name, price: '5.00', quantity: '1' });
  const server = createServer((request, response) => void serve(shop, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...shop,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
