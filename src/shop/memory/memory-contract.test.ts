import { aLine, anOrder } from '../../../test/support/builders.ts';
import { decimal } from '../../model/decimal.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { ProductId } from '../../model/product.ts';
import { describeShopContract } from '../shop.contract.ts';
import { MemorySeliton } from './memory-seliton.ts';
import { openMemoryShop } from './memory-shop.ts';

describeShopContract('memory', async (size) => {
  const seliton = new MemorySeliton();
  for (let index = 1; index <= size.products; index += 1) {
    const about = { code: `P${index}`, barcode: '', name: `Продукт ${index}`, categories: [] };
    const numbers = { price: decimal('1'), quantity: decimal('1'), isVisible: true, isAvailable: true };
    seliton.putProduct({ id: index as ProductId, ...about, ...numbers });
  }
  for (let index = 1; index <= size.orders; index += 1) {
    seliton.putOrder(anOrder([aLine('P1', '5')], { number: (1000 + index * 2) as OrderNumber }));
  }
  const find = (code: string) => seliton.products().find((product) => product.code === code) ?? null;
  return {
    shop: openMemoryShop(seliton),
    orderNumbers: () => seliton.orders().map((order) => order.number),
    removeOrder: (number) => seliton.removeOrder(number as OrderNumber),
    unpOf: (order) => seliton.order(order as OrderNumber)?.order?.unp ?? null,
    product: find,
    productCount: () => seliton.products().length,
    createsOf: (code) => seliton.createsOf(code),
    loseNextCreate: () => seliton.loseNextAnswers('create'),
    stumble: (count) => seliton.failNext('any', count, 'shop.busy'),
    cleanUp: async () => undefined,
  };
});
