import { Hono } from 'hono';
import type { Context } from 'hono';
import { pageOf } from './otherwise/answer-lists.ts';
import { spoiltOf, toldRecord } from './otherwise/answer-values.ts';
import type { SandboxContent } from './content-file.ts';
import type { FaultBox } from './faults.ts';
import type { RequestCounter } from './request-counter.ts';
import type { StoredRecord } from './resource.ts';
import { ORDER } from './resources/orders.ts';
import type { Store } from './store.ts';
import { BadFeed, takeFeed } from './xml-feed.ts';
import { speltAnswer, XML } from './xml-names.ts';
import { element, escapeXml, orderXml, SPOILT } from './xml-writer.ts';

export interface XmlOptions {
  readonly store: Store;
  readonly faults: FaultBox;
  readonly counter: RequestCounter;
  readonly content: Pick<SandboxContent, 'apiUsers'>;
}

type Form = Readonly<Record<string, unknown>>;

interface Refusal {
  readonly code: string;
  readonly message: string;
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
      return this.#failed(context, { code: XML.errors.auth, message: 'Wrong username or secret' });
    }
    if (textOf(form, 'version') !== XML.version)
      return this.#failed(context, { code: XML.errors.version, message: 'Unknown version' });
    if (action === 'postxmlfeed') return this.#takeFeed(context, form);
    if (action === 'getorders') return this.#orders(context, form);
    if (action === 'updateorder') return this.#updateOrder(context, form);
    return this.#failed(context, { code: XML.errors.action, message: 'Unknown action' });
  }

  #respond(context: Context, content: string): Response {
    const { faults } = this.#options;
    const body = speltAnswer(content, faults);
    return context.body(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`, 200, {
      'Content-Type': 'text/xml; charset=UTF-8',
    });
  }

  #ok(context: Context, body: string): Response {
    const { faults } = this.#options;
    if (faults.way('noEnvelope') !== null) return this.#respond(context, element('Data', body));
    const { root, status } = XML.answer;
    const word =
      faults.way('otherStatusWord') === null ? element(status, 'ok') : element('Result', 'Success');
    return this.#respond(context, element(root, word + body));
  }

  /** An error answers with HTTP 200 too: our reading. */
  #failed(context: Context, { code, message }: Refusal): Response {
    const { root, status, code: codeName, message: messageName } = XML.answer;
    const said = element(codeName, code) + element(messageName, escapeXml(message));
    return this.#respond(context, element(root, element(status, 'error') + said));
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
      const hasResults = faults.way('noResults') === null;
      return this.#ok(context, hasResults ? element(XML.feed.products, body) : '');
    } catch (error) {
      if (error instanceof BadFeed)
        return this.#failed(context, { code: XML.errors.feed, message: error.message });
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
      return this.#failed(context, {
        code: XML.errors.parameter,
        message: 'fromorderid and limit must be whole numbers',
      });
    }
    const isNamed = numbers !== '' && faults.way('numbersIgnored') === null;
    const known = store.ids('orders');
    const page = { limit, greatest: XML.limits.orders, offset: 0, after: from };
    const ids = isNamed ? known.filter((id) => asked.has(id)) : pageOf(known, page, faults);
    const bad = spoiltOf('badOrder', known, faults);
    const body = ids.map((id) => {
      const told = orderXml(toldRecord(store.get('orders', id) as StoredRecord, ORDER, faults));
      return id === bad ? told.replace('</Order>', `${SPOILT}</Order>`) : told;
    });
    return this.#ok(context, element('Orders', body.join('')));
  }

  #updateOrder(context: Context, form: Form): Response {
    const { store, faults } = this.#options;
    const id = Number(textOf(form, XML.parameters.order));
    const order = store.get('orders', id);
    if (order === null)
      return this.#failed(context, { code: XML.errors.order, message: 'There is no such order' });
    const name = faults.way('unpElsewhere')?.field ?? XML.parameters.unp;
    const fields = faults.mangled({ orderUniqueSaleNumber: form[name] ?? order['orderUniqueSaleNumber'] });
    const updated = { ...order, ...fields };
    store.put('orders', id, updated);
    const unp = updated['orderUniqueSaleNumber'];
    const value = typeof unp === 'string' ? escapeXml(unp) : '';
    if (faults.way('noEcho') !== null) return this.#ok(context, '');
    return this.#ok(
      context,
      element('Order', element('OrderID', String(id)) + element('OrderUniqueSaleNumber', value)),
    );
  }
}
