import { describeMoneyOfOrders } from './order-money.ts';

describeMoneyOfOrders(20_000);
