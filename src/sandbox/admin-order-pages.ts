import { html } from 'hono/html';
import { layout, nameOf, recordTable, STATUS_NAMES, text } from './admin-layout.ts';
import type { AdminShop, Page } from './admin-layout.ts';
import { ORDER_STATUSES } from './place-order.ts';
import type { StoredRecord } from './resource.ts';

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
