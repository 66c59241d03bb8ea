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

/** Everything that is written for one document. */
export interface Writing {
  readonly draft: OperationDraft;
  readonly lines: readonly RowLine[];
  readonly written: {
    readonly number: number;
    readonly partnerId: PartnerId;
    readonly drawn: DrawnUnp | null;
  };
  readonly recording: Recording;
}
