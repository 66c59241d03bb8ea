import type { GoodId } from '../../model/good.ts';
import type { OperationDraft } from '../../model/operation.ts';
import type { PartnerId } from '../../model/partner.ts';
import type { WarehouseFacts } from '../../model/warehouse-facts.ts';
import type { SqlEngine } from './sql-engine.ts';
import type { DrawnUnp, UnpSequence } from './unp-sequence.ts';

/** A line as it goes into the table: with lots one line of the draft may become several. */
export interface RowLine {
  readonly goodId: number;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly unitVat: number;
  readonly discount: number;
  readonly isService: boolean;
  readonly lot: string;
  readonly lotId: number;
  /** What the lot was bought for; null without lots: the good's purchase price counts. */
  readonly purchasePrice: number | null;
}

/** What every step of writing a document needs. */
export interface Recording {
  readonly engine: SqlEngine;
  readonly facts: WarehouseFacts;
  readonly sequence: UnpSequence;
}

/** A document whose keys are drawn. */
export interface Drawn {
  readonly draft: OperationDraft;
  readonly number: number;
  /** Null: it bears none. */
  readonly unp: DrawnUnp | null;
  readonly partnerId: PartnerId;
  /** Of the draft's new goods, in their order; its lines name them. */
  readonly goodIds: readonly GoodId[];
}

/** Everything that is written for one document. */
export interface Writing extends Drawn {
  readonly lines: readonly RowLine[];
}
