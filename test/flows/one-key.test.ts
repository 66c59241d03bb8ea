import { afterEach, describe, expect, it } from 'vitest';
import type { StoredRecord } from '../../src/sandbox/resource.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World, WorldOptions } from '../support/world.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

async function world(options: WorldOptions): Promise<World> {
  const made = await makeWorld(options);
  open.push(made);
  return made;
}

const EAN = '3800000000109';
/** Two goods of the sample whose keys the tests change. */
const [FIRST, SECOND] = [50, 51];

async function attention(made: World): Promise<readonly unknown[]> {
  return (await made.app.attention(PROFILE)).map(({ subject, code }) => [subject, code]);
}

/** The shop's only product beside those of other goods, under these fields. */
function addProduct(made: World, fields: StoredRecord): StoredRecord {
  const [id = 0] = made.sandbox.store.ids('products');
  const record = { ...made.sandbox.store.get('products', id), ...fields };
  made.sandbox.store.put('products', id, record);
  return record;
}

function shown(made: World): StoredRecord | null {
  const [id = 0] = made.sandbox.store.ids('products');
  return made.sandbox.store.get('products', id);
}

describe('one key, one good, one product', () => {
  for (const [title, prepare] of [
    ['one bar code on two goods', [`UPDATE goods SET BarCode1 = '${EAN}' WHERE ID IN (${FIRST}, ${SECOND})`]],
    [
      'a code that is another good’s bar code',
      [
        `UPDATE goods SET Code = '${EAN}' WHERE ID = ${FIRST}`,
        `UPDATE goods SET BarCode2 = '${EAN}' WHERE ID = ${SECOND}`,
      ],
    ],
  ] as const)
    it(`E4: ${title}: nobody takes the product, it stays as it is, and both are named`, async () => {
      const made = await world({ orders: 0, sold: 1, prepare });
      const before = addProduct(made, { productCode: 'OLD-1', productBarcode: EAN });
      await made.run(['export-goods']);
      expect(shown(made)).toEqual(before);
      const told = await attention(made);
      expect(told).toContainEqual([`good:${SECOND}`, 'good.product.shared']);
      await made.run(['export-goods']);
      expect(shown(made)).toEqual(before);
    });

  it('E4: two goods that one product would fit, by its code and by its bar code, both wait', async () => {
    const made = await world({
      orders: 0,
      sold: 1,
      prepare: [
        `UPDATE goods SET Code = 'ОБЩ-1', BarCode1 = ' ' WHERE ID = ${FIRST}`,
        `UPDATE goods SET BarCode1 = '${EAN}' WHERE ID = ${SECOND}`,
      ],
    });
    const before = addProduct(made, { productCode: 'ОБЩ-1', productBarcode: EAN });
    await made.run(['export-goods']);
    expect(shown(made)).toEqual(before);
    const told = await attention(made);
    for (const good of [FIRST, SECOND]) expect(told).toContainEqual([`good:${good}`, 'good.product.shared']);
  });

  for (const code of ['ab-77', 'АB-77', '0AB-77', 'AB -77'])
    it(`E4: beside a product "${code}" the good AB-77 makes no second one unasked`, async () => {
      const prepare = [`UPDATE goods SET Code = 'AB-77' WHERE ID = ${FIRST}`];
      const made = await world({ orders: 0, sold: 1, prepare });
      addProduct(made, { productCode: code, productBarcode: '' });
      await made.run(['export-goods']);
      expect(await attention(made)).toContainEqual([`good:${FIRST}`, 'good.product.near']);
      expect(made.sandbox.store.productsByCode('AB-77')).toEqual([]);
    });
});

const NOBODY = {
  orderCustomerEmail: '',
  orderBillingFirstName: '',
  orderBillingLastName: '',
  orderBillingPhone: '',
  orderBillingInvoiceContactPerson: '',
  orderShippingFirstName: '',
  orderShippingLastName: '',
};

describe.each(['rest', 'xml'] as const)('one person, over %s', (shop) => {
  async function imported(order: StoredRecord, settings: WorldOptions['settings'] = {}): Promise<World> {
    const made = await world({ orders: 1, settings: { interface: shop, ...settings } });
    const [number = 0] = made.sandbox.store.ids('orders');
    const bare = { orderBillingCompany: '', orderBillingIsCompany: false, orderBillingTaxNumber: '' };
    const record = { ...made.sandbox.store.get('orders', number), ...bare, ...NOBODY, ...order };
    made.sandbox.store.put('orders', number, record);
    await made.run(['import-orders']);
    return made;
  }

  const partner = (made: World): unknown =>
    made.rows(
      `SELECT p.ID, p.Company FROM partners p JOIN operations o ON o.PartnerID = p.ID
       WHERE o.Note LIKE 'Seliton №%' LIMIT 1`,
    )[0];

  it('I10: the delivery block names a buyer whom the billing block does not', async () => {
    const made = await imported({ orderShippingFirstName: 'Мария', orderShippingLastName: 'Доставкова' });
    expect(partner(made)).toMatchObject({ Company: 'Мария Доставкова' });
  });

  it('I10: a buyer without any name waits, or goes to who is chosen, be it the service partner', async () => {
    const waits = await imported({});
    expect((await waits.app.attention(PROFILE)).map(({ code }) => code)).toEqual(['order.partner.nameless']);
    const chosen = await imported({}, { namelessPartner: 1 });
    expect(partner(chosen)).toMatchObject({ ID: 1 });
    const fixed = await imported({}, { partnerMode: 'always', partner: 1 });
    expect(partner(fixed)).toMatchObject({ ID: 1 });
  });
});
