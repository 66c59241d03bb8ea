import type { OrderNumber } from './order-origin.ts';
import type { OrderStage } from './order-stage.ts';

/** A УНП that an order has. Times: ISO 8601, UTC. */
export interface IssuedUnp {
  readonly unp: string;
  readonly deviceSerial: string;
  readonly sequence: number;
  readonly orderNumber: OrderNumber;
  /** Null: the shop has the order under this number; else the series of a number taken over since (Q6). */
  readonly pastSeries: number | null;
  readonly stage: OrderStage;
  readonly operationType: number | null;
  readonly documentNumber: number | null;
  /** When its document was written. */
  readonly recordedAt: string | null;
  /** When the shop was seen to hold it; null = not yet. */
  readonly acknowledgedAt: string | null;
}

/**
 * On which sides a number stands: `both`; `warehouse`: the shop does not hold it yet; `missing`: its document is
 * not in the warehouse any more (Q1).
 */
export const UNP_SIDES = ['both', 'warehouse', 'missing'] as const;
export type UnpSide = (typeof UNP_SIDES)[number];

/** Which numbers a list is of. */
export interface UnpFilter {
  /** '' = all. */
  readonly device: string;
  /** Null = on whichever side. */
  readonly side: UnpSide | null;
  /** Sequences, both included; null = no end. */
  readonly first: number | null;
  readonly last: number | null;
  /** A part of the УНП, of the order's number or the document's; '' = all. */
  readonly search: string;
  /** Days on which the document was written, both included: `YYYY-MM-DD`; '' = any. */
  readonly from: string;
  readonly to: string;
}

/** The numbers of a device that orders of a profile have. */
export interface UsedDevice {
  readonly deviceSerial: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/** Numbers in a row that no order has, both ends included. */
export interface UnpGap {
  readonly from: number;
  readonly to: number;
}

/** On which side a number stands. */
export function unpSide({ stage, acknowledgedAt }: Pick<IssuedUnp, 'stage' | 'acknowledgedAt'>): UnpSide {
  if (stage === 'missing') return 'missing';
  return acknowledgedAt === null ? 'warehouse' : 'both';
}
