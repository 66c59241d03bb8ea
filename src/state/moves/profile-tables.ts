/**
 * The tables that hold something of a profile and move with it, each with the columns that, beside the
 * profile, tell one of its rows from another, in the order of its key.
 */
export const MOVED_TABLES = {
  links: ['good_id'],
  orders: ['order_number'],
  held_quantities: ['order_number', 'line'],
  archive: ['order_number', 'version'],
  order_series: ['opened'],
  past_orders: ['series', 'order_number'],
  past_archive: ['series', 'order_number', 'version'],
  written_documents: ['past_series', 'order_number'],
  refund_ways: ['past_series', 'order_number'],
  order_sights: ['past_series', 'order_number'],
  attention: ['id'],
  pairs: [],
  run_marks: [],
  words: ['kind', 'word'],
  reckonings: ['order_number'],
  task_successes: ['task'],
  digests: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type MovedTable = keyof typeof MOVED_TABLES;

/** What moves in a way of its own: secrets are sealed anew, runs and their events get other numbers. */
export const MOVED_OTHERWISE = ['secrets', 'runs'] as const;

/**
 * What is of this memory alone, and stays: who works just now, and a plan that was made of how both sides
 * stood here.
 */
export const STAYING_TABLES = ['leases', 'plans', 'plan_changes'] as const;
