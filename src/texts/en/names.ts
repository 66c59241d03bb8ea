import type { Names } from '../texts.ts';

/** Names that terminal and page write alike. */
export const NAMES: Names = {
  tasks: {
    'import-goods': 'Download of goods',
    'import-orders': 'Import of orders',
    'export-goods': 'Export of goods',
    'export-stock': 'Export of quantities',
    undo: 'Taking back a run',
  },
  stages: {
    seen: 'seen',
    waiting: 'waiting',
    parked: 'attention',
    intended: 'begun',
    uncertain: 'uncertain',
    recorded: 'recorded',
    acknowledged: 'recorded, УНП in the shop too',
    missing: 'its document is missing',
    dismissed: 'not to be imported',
  },
  changes: {
    addGood: 'new good in the warehouse',
    recordOperation: 'new document',
    createProduct: 'new product',
    updateProduct: 'changed product',
    hideProduct: 'product hidden',
    showProduct: 'product shown',
    setQuantity: 'quantity',
    link: 'linked',
    writeUnp: 'УНП to the shop',
  },
  ends: { done: 'done', stopped: 'stopped', interrupted: 'interrupted', failed: 'failed' },
  triggers: {
    schedule: 'schedule',
    stockSchedule: 'schedule of quantities',
    person: 'by hand',
    apply: 'plan applied',
    undo: 'taken back',
  },
  refundWays: { account: 'to a payment account', card: 'to a card', cash: 'in cash', other: 'otherwise' },
  operationTypes: { '19': 'Order', '14': 'Proforma', '13': 'Offer', '2': 'Sale' },
};
