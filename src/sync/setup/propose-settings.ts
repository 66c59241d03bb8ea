import type { FoundRecord } from '../../model/found-record.ts';
import { OPERATION } from '../../model/operation-type.ts';
import { isOperatorCode } from '../../model/operator.ts';
import { isDeviceSerial, isNobodysDevice } from '../../model/unp.ts';
import { proposedRange } from '../../model/unp-sharing.ts';
import type { WarehouseChoices } from '../../model/warehouse-facts.ts';
import type { DeviceUse, WarehouseUsage } from '../../model/warehouse-usage.ts';

/** Why a value is proposed, so that a person can agree or not. */
export type ProposalReason = 'byName' | 'mostUsed' | 'onlyOne' | 'freeOfTills' | 'leastTaken';

/** A value for one setting, and why. */
export interface Proposal<T> {
  readonly value: T;
  readonly reason: ProposalReason;
}

/** A device with the range of numbers on it that nobody else has used. */
export interface DeviceProposal {
  readonly serial: string;
  readonly from: number;
  readonly to: number;
}

/** What the warehouse itself says of settings; null where it says nothing. */
export interface Proposals {
  readonly location: Proposal<number> | null;
  readonly operator: Proposal<number> | null;
  readonly device: Proposal<DeviceProposal> | null;
  readonly deliveryGood: Proposal<number> | null;
  readonly feeGood: Proposal<number> | null;
  readonly discountGood: Proposal<number> | null;
}

const ONLINE = /онлайн|on-?line|интернет|internet|e-?shop|е-?магазин|уеб|web|сайт|seliton/i;
const DELIVERY = /достав|куриер|транспорт|пощ|deliver|shipping|courier|еконт|econt|спиди|speedy/i;
const FEE = /такс|наложен|комисион|\bfee\b/i;
const DISCOUNT = /отстъп|discount|намален/i;
/** Documents that a shop's orders resemble. */
const SOLD: readonly number[] = [OPERATION.sale, OPERATION.customerOrder];

/** By its name, else the one with most of something, else the only one. */
function choose<T extends { readonly id: number; readonly name: string }>(
  rows: readonly T[],
  name: RegExp,
  weight: (row: T) => number,
): Proposal<number> | null {
  const named = rows.find((row) => name.test(row.name));
  if (named !== undefined) return { value: named.id, reason: 'byName' };
  const [only, ...others] = rows;
  if (only === undefined) return null;
  if (others.length === 0) return { value: only.id, reason: 'onlyOne' };
  const most = rows.toSorted((left, right) => weight(right) - weight(left))[0];
  return most === undefined || weight(most) === 0 ? null : { value: most.id, reason: 'mostUsed' };
}

/** Lines of sales and orders by object or by user. */
function linesBy(usage: WarehouseUsage, of: 'locationId' | 'operatorId'): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  for (const document of usage.documents.filter(({ operationType }) => SOLD.includes(operationType)))
    lines.set(document[of], (lines.get(document[of]) ?? 0) + document.lines);
  return lines;
}

/** A charge by the words of its name; a discount is none of the others and the other way round. */
function charge(records: readonly FoundRecord[], name: RegExp, isDiscount: boolean): Proposal<number> | null {
  const fit = records.find(
    (each) => name.test(each.name) && (isDiscount || each.goodKind === 'service') && !each.isDeleted,
  );
  return fit === undefined ? null : { value: fit.id, reason: 'byName' };
}

function deviceOf(devices: readonly DeviceUse[]): Proposal<DeviceProposal> | null {
  const fit = devices
    .filter(({ serial, unpRows }) => isDeviceSerial(serial) && !isNobodysDevice(serial) && unpRows > 0)
    .toSorted(
      (left, right) =>
        Number(left.receiptRows > 0) - Number(right.receiptRows > 0) ||
        left.lastSequence - right.lastSequence,
    );
  for (const { serial, lastSequence, receiptRows } of fit) {
    const range = proposedRange(lastSequence);
    // The range lies far above what its till has used, so that both may number on it.
    if (range !== null)
      return { value: { serial, ...range }, reason: receiptRows === 0 ? 'freeOfTills' : 'leastTaken' };
  }
  return null;
}

/**
 * What the warehouse tells of settings itself: the object that is called like a shop or that most is sold
 * from, whoever writes most УНП, a device that no till prints on with a range that nobody has used, services
 * by their names. Nothing is proposed that could not be used.
 */
export function proposeSettings(
  choices: Pick<WarehouseChoices, 'locations' | 'operators'>,
  usage: WarehouseUsage,
): Proposals {
  const byLocation = linesBy(usage, 'locationId');
  const byOperator = linesBy(usage, 'operatorId');
  const numbered = new Map<number, number>();
  for (const { operatorId, unpRows } of usage.devices)
    if (operatorId !== null) numbered.set(operatorId, (numbered.get(operatorId) ?? 0) + unpRows);
  const operators = choices.operators.filter(({ code, isDeleted }) => !isDeleted && isOperatorCode(code));
  // The service object is of no shop, unless it is the only one.
  const locations = choices.locations.length > 1 ? choices.locations.slice(1) : choices.locations;
  return {
    location: choose(locations, ONLINE, ({ id }) => byLocation.get(id) ?? 0),
    operator: choose(
      operators,
      ONLINE,
      ({ id }) => (numbered.get(id) ?? 0) * 1_000_000 + (byOperator.get(id) ?? 0),
    ),
    device: deviceOf(usage.devices),
    deliveryGood: charge(usage.charges, DELIVERY, false),
    feeGood: charge(usage.charges, FEE, false),
    discountGood: charge(usage.charges, DISCOUNT, true),
  };
}
