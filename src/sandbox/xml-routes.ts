import { Hono } from 'hono';
import type { Context } from 'hono';
import type { SandboxContent } from './content-file.ts';
import type { FaultBox } from './faults.ts';
import type { RequestCounter } from './request-counter.ts';
import type { StoredRecord } from './resource.ts';
import type { Store } from './store.ts';
import { BadFeed, takeFeed } from './xml-feed.ts';
import { XML } from './xml-names.ts';
import { element, escapeXml, orderXml } from './xml-writer.ts';

export interface XmlOptions {
  readonly store: Store;
  readonly faults: FaultBox;
  readonly counter: RequestCounter;
  readonly content: Pick<SandboxContent, 'apiUsers'>;
}

type Form = Readonly<Record<string, unknown>>;

function respond(context: Context, body: string): Response {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${element(XML.answer.root, body)}`;
  return context.body(text, 200, { 'Content-Type': 'text/xml; charset=UTF-8' });
}

function ok(context: Context, body: string): Response {
  return respond(context, element(XML.answer.status, 'ok') + body);
}

/** An error answers with HTTP 200 too: our reading. */
function failed(context: Context, code: string, message: string): Response {
  const { status, code: codeName, message: messageName } = XML.answer;
  return respond(
    context,
    element(status, 'error') + element(codeName, code) + element(messageName, escapeXml(message)),
  );
}

function textOf(form: Form, name: string): string {
  const value = form[name];
  return typeof value === 'string' ? value : '';
}

/** The XML API: one address, three actions (facts of the platform, section 4, and our reading). */
export class XmlApi {
  readonly #options: XmlOptions;

  constructor(options: XmlOptions) {
    this.#options = options;
  }

  routes(): Hono {
    const app = new Hono();
    app.post(XML.path, async (context) => this.#answer(context, await context.req.parseBody()));
    return app;
  }

  #answer(context: Context, form: Form): Response {
    const { counter, content } = this.#options;
    const action = textOf(form, 'action');
    counter.add('XML', action);
    const [username, secret] = [textOf(form, 'username'), textOf(form, 'secret')];
    if (!content.apiUsers.some((user) => user.username === username && user.secret === secret)) {
      return failed(context, XML.errors.auth, 'Wrong username or secret');
    }
    if (textOf(form, 'version') !== XML.version)
      return failed(context, XML.errors.version, 'Unknown version');
    if (action === 'postxmlfeed') return this.#takeFeed(context, form);
    if (action === 'getorders') return this.#orders(context, form);
    if (action === 'updateorder') return this.#updateOrder(context, form);
    return failed(context, XML.errors.action, 'Unknown action');
  }

  #takeFeed(context: Context, form: Form): Response {
    const { store, faults, counter } = this.#options;
    try {
      let body = '';
      store.transaction(() => {
        const results = takeFeed(textOf(form, XML.parameters.feed), {
          store,
          faults,
          onCreate: (code) => counter.created(code),
        });
        const names = XML.result;
        body = results
          .map((result) =>
            element(
              names.product,
              element(names.code, escapeXml(result.code)) +
                element(names.id, result.id === null ? '' : String(result.id)) +
                element(names.result, result.result) +
                element(names.message, escapeXml(result.message)),
            ),
          )
          .join('');
      });
      return ok(context, element(XML.feed.products, body));
    } catch (error) {
      if (error instanceof BadFeed) return failed(context, XML.errors.feed, error.message);
      throw error;
    }
  }

  #orders(context: Context, form: Form): Response {
    const { store, faults } = this.#options;
    const numbers = textOf(form, XML.parameters.numbers);
    const asked = new Set(numbers.split(',').map((text) => Number(text.trim())));
    const from = Number(textOf(form, XML.parameters.from) || '0');
    const limit = Number(textOf(form, XML.parameters.limit) || String(XML.limits.defaultOrders));
    if (!Number.isInteger(from) || !Number.isInteger(limit) || limit < 1) {
      return failed(context, XML.errors.parameter, 'fromorderid and limit must be whole numbers');
    }
    const ids =
      numbers === ''
        ? store
            .ids('orders')
            .filter((id) => id > from)
            .slice(0, Math.min(limit, XML.limits.orders, faults.greatestPage()))
        : store.ids('orders').filter((id) => asked.has(id));
    const body = ids.map((id) => orderXml(store.get('orders', id) as StoredRecord)).join('');
    return ok(context, element('Orders', body));
  }

  #updateOrder(context: Context, form: Form): Response {
    const { store, faults } = this.#options;
    const id = Number(textOf(form, XML.parameters.order));
    const order = store.get('orders', id);
    if (order === null) return failed(context, XML.errors.order, 'There is no such order');
    const fields = faults.mangled({
      orderUniqueSaleNumber: form[XML.parameters.unp] ?? order['orderUniqueSaleNumber'],
    });
    const updated = { ...order, ...fields };
    store.put('orders', id, updated);
    const unp = updated['orderUniqueSaleNumber'];
    const value = typeof unp === 'string' ? escapeXml(unp) : '';
    return ok(
      context,
      element('Order', element('OrderID', String(id)) + element('OrderUniqueSaleNumber', value)),
    );
  }
}
