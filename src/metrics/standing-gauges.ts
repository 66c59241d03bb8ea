import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';

/** Gauges of how everything stands at the moment. */
export function standingGauges(registers: Registry[]) {
  const of = <Label extends string>(name: string, help: string, labelNames: readonly Label[]): Gauge<Label> =>
    new Gauge({ name, help, labelNames, registers });
  return {
    orders: of('skladbridge_orders', 'Orders by how far they have come', ['profile', 'firm', 'stage']),
    attention: of('skladbridge_attention_items', 'What waits for a person', ['profile', 'firm']),
    oldest: of('skladbridge_oldest_waiting_order_seconds', 'Age of the oldest order without a document', [
      'profile',
      'firm',
    ]),
    overdue: of('skladbridge_schedule_overdue', '1: its schedule should have started a run by now', [
      'profile',
      'firm',
    ]),
    lastSuccess: of('skladbridge_last_success_timestamp_seconds', 'When a task last came to its end', [
      'profile',
      'firm',
      'task',
    ]),
    unpLeft: of('skladbridge_unp_left', 'Unique sale numbers left in the range of the device', [
      'profile',
      'firm',
    ]),
    reporting: of('skladbridge_reporting_shops', 'Shops that report to this page', ['firm']),
    silent: of(
      'skladbridge_reporting_shops_silent',
      'Of these, from how many nothing was heard for three of their intervals',
      ['firm'],
    ),
    agents: of('skladbridge_agents', 'Agents of warehouses, by whether they answered: connected, gone', [
      'state',
    ]),
    workers: of('skladbridge_workers', 'Processes that live to do the work', []),
    memory: of('skladbridge_memory_bytes', 'Size of what the program remembers', []),
    resident: of('process_resident_memory_bytes', 'Resident memory of the process', []),
  };
}
