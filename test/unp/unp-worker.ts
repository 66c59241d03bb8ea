import { draw, openAt } from './unp-place.ts';

// A process that records orders at a warehouse and tells their УНП: unp-worker.ts ADDRESS ORDERS-AS-JSON

const [address = '', orders = '[]'] = process.argv.slice(2);
const warehouse = await openAt(address);
const drawn: Record<string, string> = {};
for (const order of JSON.parse(orders) as readonly number[]) drawn[order] = await draw(warehouse, order);
await warehouse.close();
process.stdout.write(JSON.stringify(drawn));
