import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { FaultBox } from './faults.ts';
import type { OrderDraft } from './place-order.ts';
import type { RequestCounter } from './request-counter.ts';
import type { StoredRecord } from './resource.ts';
import type { Store } from './store.ts';

/** What the admin pages look at. */
export interface AdminShop {
  readonly store: Store;
  readonly faults: FaultBox;
  readonly counter: RequestCounter;
  /** The shop's public host: its own pages may come from there, whatever `Host` a proxy says. */
  readonly host: () => string;
  readonly placeOrder: (draft: OrderDraft) => number;
}

/** A page, or a part of one, with everything foreign escaped. */
export type Page = HtmlEscapedString | Promise<HtmlEscapedString>;

/** The shop's statuses in Bulgarian. */
export const STATUS_NAMES: Readonly<Record<string, string>> = {
  unfinished: 'незавършена',
  new: 'нова',
  confirmed: 'потвърдена',
  processing: 'в обработка',
  shipped: 'изпратена',
  delivered: 'доставена',
  completed: 'приключена',
  cancelled: 'отказана',
  returned: 'върната',
  payment_failed: 'неуспешно плащане',
};

/** A field as text; anything else is empty. */
export function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A record's Bulgarian name, else its first. */
export function nameOf(record: StoredRecord, field: string): string {
  const names = (record[field] ?? {}) as Readonly<Record<string, string>>;
  return names['BG'] ?? Object.values(names)[0] ?? '';
}

/** A whole page around its body. */
export function layout(title: string, body: Page): Page {
  return html`<!doctype html>
    <html lang="bg">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Пробен магазин</title>
        <link rel="stylesheet" href="/sandbox/style.css" />
      </head>
      <body>
        <header>
          <strong>Пробен магазин Seliton</strong>
          <nav>
            <a href="/sandbox">Начало</a><a href="/sandbox/products">Продукти</a>
            <a href="/sandbox/orders">Поръчки</a><a href="/sandbox/orders/new">Нова тестова поръчка</a>
          </nav>
        </header>
        <h1>${title}</h1>
        ${body}
      </body>
    </html>`;
}

/** All filled fields of a record. */
export function recordTable(record: StoredRecord): Page {
  const shown = Object.entries(record).filter(
    ([, value]) => !Array.isArray(value) && value !== '' && value !== null,
  );
  const valueOf = (value: unknown): string =>
    typeof value === 'object' ? JSON.stringify(value) : String(value);
  return html`<div class="table">
    <table>
      <tbody>
        ${shown.map(
          ([name, value]) =>
            html`<tr>
              <td class="muted">${name}</td>
              <td>${valueOf(value)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
