import { describeMoneyOfOrders } from '../property/order-money.ts';

describeMoneyOfOrders(100_000);
