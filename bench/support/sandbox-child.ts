import { generateContent } from '../../src/sandbox/content/generate-content.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';

// A sandbox in a process of its own: sandbox-child.ts [LATENCY-MS]; tells its address, ends with its input.

const latency = Number(process.argv[2] ?? 0);
const content = generateContent({ products: 0, orders: 0, seed: 1, currency: 'EUR', now: new Date() });
const sandbox = await startSandbox({ content });
if (latency > 0) sandbox.faults.add({ kind: 'latency', amount: latency });
process.stdout.write(`${sandbox.url}\n`);
process.stdin.resume();
process.stdin.on('end', () => void sandbox.close());
