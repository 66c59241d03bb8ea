import { join } from 'node:path';
import { AccessWarehouse } from '../src/warehouse/access/access-warehouse.ts';

// Reads a warehouse of Access in a process of its own, so that its memory can be told: access-child.ts FOLDER

const [folder = ''] = process.argv.slice(2);
const BYTES_PER_MB = 1_048_576;
const KB_PER_MB = 1024;

const signal = new AbortController().signal;
const started = performance.now();
const warehouse = new AccessWarehouse({
  path: join(folder, 'big.mdb'),
  folder: join(folder, 'snapshots'),
  now: Date.now,
});
await warehouse.readFacts(signal);
const snapshot = performance.now() - started;
let [goods, levels] = [0, 0];
for await (const batch of warehouse.readGoods({ groupIds: null, priceGroup: 1 }, signal))
  goods += batch.length;
const { locations } = await warehouse.readChoices(signal);
const locationIds = locations.map((location) => location.id);
for await (const batch of warehouse.readStock({ locationIds, shopIdentity: 'x', ordersSince: null }, signal))
  levels += batch.length;
const all = performance.now() - started;
await warehouse.close();
// maxRSS counts whatever the process touched, the file's buffer included.
const peakMegabytes = (process.resourceUsage().maxRSS * KB_PER_MB) / BYTES_PER_MB;
console.log(JSON.stringify({ snapshot, all, goods, levels, peakMegabytes }));
