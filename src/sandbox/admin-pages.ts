import { html } from 'hono/html';
import { layout, nameOf, recordTable, STATUS_NAMES, text } from './admin-layout.ts';
import type { AdminShop, Page } from './admin-layout.ts';

type Query = Readonly<Record<string, string>>;

const ROWS = 50;
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
