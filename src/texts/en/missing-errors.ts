import type { Texts } from '../texts.ts';

/** Errors of documents that are missing in the warehouse. */
export const MISSING_ERRORS = {
  'order.documentMissing': {
    what: 'Document {document} of order no. {order} (УНП {unp}) is not in the warehouse any more.',
    remedy:
      'If the warehouse was restored from a backup, or the document was deleted by mistake, record it again under the same УНП: “Record again” or skladbridge missing NAME --record-again. If it was deleted on purpose: “Let it go” or --let-go. Until then its goods are held back from the shop.',
  },
  'warehouse.olderThanMemory': {
    what: 'The warehouse is older than our memory: the documents of {count|recorded order|recorded orders} are missing – {orders}.',
    remedy:
      'The warehouse was probably restored from a backup. Nothing was imported or sent, and the goods of these orders are held back. Under “Attention” press “Record again” (or skladbridge missing NAME --record-again): the orders are recorded under their own УНП. If this is the wrong warehouse, correct its address.',
  },
} satisfies Partial<Texts['errors']>;
