import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { FaultBox } from './faults.ts';
import { ORDER_STATUSES } from './place-order.ts';
import type { OrderDraft } from './place-order.ts';
import type { RequestCounter } from './request-counter.ts';
import type { StoredRecord } from './resource.ts';
import type { Store } from './store.ts';

/** What the admin pages look at. */
export interface AdminShop {
  readonly store: Store;
  readonly faults: FaultBox;
  readonly counter: RequestCounter;
  readonly placeOrder: (draft: OrderDraft) => number;
}

type Page = HtmlEscapedString | Promise<HtmlEscapedString>;
type Query = Readonly<Record<string, string>>;

const ROWS = 50;
const STATUS_NAMES: Readonly<Record<string, string>> = {
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

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function nameOf(record: StoredRecord, field: string): string {
  const names = (record[field] ?? {}) as Readonly<Record<string, string>>;
  return names['BG'] ?? Object.values(names)[0] ?? '';
}

function layout(title: string, body: Page): Page {
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
            <a href="/sandbox/">Начало</a><a href="/sandbox/products">Продукти</a>
            <a href="/sandbox/orders">Поръчки</a><a href="/sandbox/orders/new">Нова тестова поръчка</a>
          </nav>
        </header>
        <h1>${title}</h1>
        ${body}
      </body>
    </html>`;
}

export function homePage(shop: AdminShop): Page {
  const tile = (name: string, value: number): Page => html`<div class="tile"><b>${value}</b>${name}</div>`;
  const requests = Object.entries(shop.counter.all()).sort(([, left], [, right]) => right - left);
  const withUnp = shop.store
    .list('orders')
    .filter((order) => text(order['orderUniqueSaleNumber']) !== '').length;
  return layout(
    'Начало',
    html`<div class="tiles">
        ${tile('продукти', shop.store.count('products'))} ${tile('поръчки', shop.store.count('orders'))}
        ${tile('поръчки с УНП', withUnp)} ${tile('включени повреди', shop.faults.list().length)}
      </div>
      <h2>Заявки досега</h2>
      <div class="table">
        <table>
          <tbody>
            ${requests.map(
              ([kind, count]) =>
                html`<tr>
                  <td>${kind}</td>
                  <td class="number">${count}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
  );
}

function paging(path: string, query: Query, total: number): Page {
  const page = Math.max(Number(query['page'] ?? '1') || 1, 1);
  const last = Math.max(Math.ceil(total / ROWS), 1);
  const link = (to: number, label: string): Page =>
    html`<a href="${path}?page=${to}&amp;q=${encodeURIComponent(query['q'] ?? '')}">${label}</a> `;
  return html`<p class="muted">
    Страница ${page} от ${last} (${total} записа)
    ${page > 1 ? link(page - 1, '← предишна') : ''}${page < last ? link(page + 1, 'следваща →') : ''}
  </p>`;
}

function pageOf<T>(records: readonly T[], query: Query): readonly T[] {
  const page = Math.max(Number(query['page'] ?? '1') || 1, 1);
  return records.slice((page - 1) * ROWS, page * ROWS);
}

function searchForm(path: string, query: Query): Page {
  return html`<form class="filter" action="${path}" method="get">
    <input name="q" value="${query['q'] ?? ''}" placeholder="Търсене" aria-label="Търсене" /><button>
      Търси
    </button>
  </form>`;
}

export function productsPage(shop: AdminShop, query: Query): Page {
  const part = (query['q'] ?? '').toLocaleLowerCase('bg');
  const found = shop.store
    .list('products')
    .filter((product) =>
      `${nameOf(product, 'productName')} ${text(product['productCode'])}`
        .toLocaleLowerCase('bg')
        .includes(part),
    );
  return layout(
    'Продукти',
    html`${searchForm('/sandbox/products', query)} ${paging('/sandbox/products', query, found.length)}
      <div class="table">
        <table>
          <thead>
            <tr>
              <th>№</th>
              <th>Код</th>
              <th>Име</th>
              <th class="number">Цена</th>
              <th class="number">Количество</th>
              <th>Видим</th>
            </tr>
          </thead>
          <tbody>
            ${pageOf(found, query).map(
              (product) =>
                html`<tr>
                  <td>
                    <a href="/sandbox/products/${text(product['productId'])}"
                      >${text(product['productId'])}</a
                    >
                  </td>
                  <td>${text(product['productCode'])}</td>
                  <td>${nameOf(product, 'productName')}</td>
                  <td class="number">${text(product['productPrice'])}</td>
                  <td class="number">${text(product['productQuantity'])}</td>
                  <td>${product['productIsActive'] === true ? 'да' : 'не'}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
  );
}

function recordTable(record: StoredRecord): Page {
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

export function productPage(shop: AdminShop, id: number): Page {
  const product = shop.store.get('products', id);
  if (product === null) return layout('Няма такъв продукт', html`<p>Продукт ${id} не е намерен.</p>`);
  return layout(nameOf(product, 'productName'), recordTable(product));
}

export function ordersPage(shop: AdminShop, query: Query): Page {
  const part = (query['q'] ?? '').toLocaleLowerCase('bg');
  const found = shop.store
    .list('orders')
    .filter((order) =>
      [order['orderId'], order['orderBillingLastName'], order['orderUniqueSaleNumber']]
        .map(text)
        .join(' ')
        .toLocaleLowerCase('bg')
        .includes(part),
    )
    .toReversed();
  return layout(
    'Поръчки',
    html`${searchForm('/sandbox/orders', query)} ${paging('/sandbox/orders', query, found.length)}
      <div class="table">
        <table>
          <thead>
            <tr>
              <th>№</th>
              <th>Дата</th>
              <th>Клиент</th>
              <th>Статус</th>
              <th class="number">Сума</th>
              <th>УНП</th>
            </tr>
          </thead>
          <tbody>
            ${pageOf(found, query).map(
              (order) =>
                html`<tr>
                  <td><a href="/sandbox/orders/${text(order['orderId'])}">${text(order['orderId'])}</a></td>
                  <td>${text(order['orderCreatedAt'])}</td>
                  <td>${text(order['orderBillingFirstName'])} ${text(order['orderBillingLastName'])}</td>
                  <td>${STATUS_NAMES[text(order['orderStatus'])] ?? text(order['orderStatus'])}</td>
                  <td class="number">${text(order['orderTotal'])} ${text(order['orderCurrencyCode'])}</td>
                  <td>${text(order['orderUniqueSaleNumber'])}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
  );
}

function statusOptions(chosen: string): Page {
  return html`${ORDER_STATUSES.map((status) => html`<option value="${status}" ${status === chosen ? 'selected' : ''}>${STATUS_NAMES[status] ?? status}</option>`)}`;
}

export function orderPage(shop: AdminShop, number: number): Page {
  const order = shop.store.get('orders', number);
  if (order === null) return layout('Няма такава поръчка', html`<p>Поръчка №${number} не е намерена.</p>`);
  const items = order['orderItems'] as readonly StoredRecord[];
  const totals = order['orderTotalLines'] as readonly StoredRecord[];
  return layout(
    `Поръчка №${number}`,
    html`<form class="inline" method="post" action="/sandbox/orders/${number}/status">
        <select name="status" aria-label="Статус">
          ${statusOptions(text(order['orderStatus']))}</select
        ><button>Смени статуса</button>
      </form>
      <div class="table">
        <table>
          <thead>
            <tr>
              <th>Код</th>
              <th>Продукт</th>
              <th class="number">Брой</th>
              <th class="number">Цена</th>
              <th class="number">Отстъпка</th>
              <th class="number">Сума</th>
            </tr>
          </thead>
          <tbody>
            ${items.map(
              (item) =>
                html`<tr>
                  <td>${text(item['orderItemProductCode'])}</td>
                  <td>${text(item['orderItemProductName'])}</td>
                  <td class="number">${text(item['orderItemQty'])}</td>
                  <td class="number">${text(item['orderItemPrice'])}</td>
                  <td class="number">${text(item['orderItemDiscount'])}</td>
                  <td class="number">${text(item['orderItemTotal'])}</td>
                </tr>`,
            )}
            ${totals.map(
              (line) =>
                html`<tr>
                  <td></td>
                  <td colspan="4">${text(line['orderTotalLineName'])}</td>
                  <td class="number">${text(line['orderTotalLineAmount'])}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <h2>Всички полета</h2>
      ${recordTable(order)}`,
  );
}

export function newOrderPage(shop: AdminShop, error: string | null): Page {
  const codes = shop.store.list('products').slice(0, 200);
  const field = (name: string, label: string, value = ''): Page =>
    html`<label>${label}<input name="${name}" value="${value}" /></label>`;
  return layout(
    'Нова тестова поръчка',
    html`${error === null ? '' : html`<p class="error" role="alert">${error}</p>`}
      <form class="fields" method="post" action="/sandbox/orders">
        ${[1, 2, 3].map(
          (index) =>
            html`<label
                >Код на продукт ${index}<input
                  name="code${index}"
                  list="codes"
                  value="${index === 1 ? text(codes[0]?.['productCode']) : ''}"
              /></label>
              <label
                >Количество ${index}<input
                  name="quantity${index}"
                  value="${index === 1 ? '1' : ''}"
                  inputmode="decimal"
              /></label>`,
        )}
        ${field('shipping', 'Доставка', '4.99')} ${field('fee', 'Такса', '0')}
        ${field('discount', 'Отстъпка', '0')} ${field('firstName', 'Име', 'Тест')}
        ${field('lastName', 'Фамилия', 'Тестов')} ${field('email', 'Имейл', 'test@example.bg')}
        ${field('company', 'Фирма')} ${field('companyNumber', 'ЕИК')}
        <label
          >Статус<select name="status">
            ${statusOptions('new')}
          </select></label
        >
        <button>Направи поръчката</button>
      </form>
      <datalist id="codes">
        ${codes.map((product) => html`<option value="${text(product['productCode'])}">${nameOf(product, 'productName')}</option>`)}
      </datalist>`,
  );
}
