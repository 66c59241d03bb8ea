import type { FoundRecord } from './found-record.ts';
import type { GoodsGroupId } from './good.ts';

/** A fiscal device as receipts and УНП of the warehouse name it. */
export interface DeviceUse {
  readonly serial: string;
  /** УНП rows of it, whoever wrote them. */
  readonly unpRows: number;
  /** The highest sequence of those; 0 = none. */
  readonly lastSequence: number;
  /** Receipts that were printed on it. */
  readonly receiptRows: number;
  /** `Users.ID` of whoever wrote most of its УНП; null without any. */
  readonly operatorId: number | null;
}

/** How many of the newest lines are of this type, object and user. */
export interface DocumentUse {
  readonly operationType: number;
  readonly locationId: number;
  readonly operatorId: number;
  readonly lines: number;
}

/** What a warehouse already does, so that a person need not be asked what it tells itself. */
export interface WarehouseUsage {
  /** Living goods that a shop may sell, by their group; groups without any are absent. */
  readonly goodsByGroup: ReadonlyMap<GoodsGroupId, number>;
  /** Living goods that keep no stock – services, charges, discounts –, by number, at most some hundred. */
  readonly charges: readonly FoundRecord[];
  /** By serial number; none where the interface shows no receipts. */
  readonly devices: readonly DeviceUse[];
  /** Of the newest some thousand lines; none where the interface cannot tell which are the newest. */
  readonly documents: readonly DocumentUse[];
}
