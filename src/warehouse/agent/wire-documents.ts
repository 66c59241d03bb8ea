import { z } from 'zod';
import { OPERATION_TYPES } from '../../model/operation.ts';
import type {
  LostDocument,
  OperationDraft,
  OperationLineDraft,
  OperationType,
  PartnerChoice,
  PaymentDraft,
  RecordedOperation,
  RecordedOutcome,
  RecordOutcome,
  StandingDocument,
  StandingLine,
  UnpRequest,
} from '../../model/operation.ts';
import type { OrderOrigin } from '../../model/order-origin.ts';
import type { PartnerDraft } from '../../model/partner.ts';
import type {
  DocumentFate,
  DocumentSight,
  DoubledUnp,
  RememberedDocument,
  UnpRow,
} from '../../model/remembered-document.ts';
import type { ForeignDocument, OrderTrace } from '../warehouse.ts';
import {
  decimal,
  goodDraft,
  goodId,
  int,
  locationId,
  nullableText,
  operatorId,
  orderNumber,
  partnerId,
  record,
  text,
  truth,
} from './wire-values.ts';

// Documents as they go over the wire: what is to be written, what stands, what became of it.

const operationType = z.custom<OperationType>((value) => OPERATION_TYPES.includes(value as OperationType));

const partnerDraft = record<PartnerDraft>({
  company: text,
  contact: text,
  city: text,
  address: text,
  phone: text,
  email: text,
  companyNumber: text,
  vatNumber: text,
  groupId: int,
});

const partnerChoice: z.ZodType<PartnerChoice> = z.union([
  record<Extract<PartnerChoice, { readonly kind: 'existing' }>>({
    kind: z.literal('existing'),
    id: partnerId,
    company: text,
  }),
  record<Extract<PartnerChoice, { readonly kind: 'new' }>>({ kind: z.literal('new'), partner: partnerDraft }),
]);

export const origin = record<OrderOrigin>({ shopIdentity: text, orderNumber, claimKey: text });

const line = record<OperationLineDraft>({
  goodId,
  quantity: decimal,
  unitPrice: decimal,
  unitVat: decimal,
  vatRate: decimal,
  discountPercent: decimal,
  isService: truth,
  total: decimal,
  name: text,
  code: text,
});

const unpRequest = record<UnpRequest>({
  deviceSerial: text,
  operatorCode: text,
  rangeFrom: int,
  rangeTo: int,
  receiptOperationType: int,
  lastKnownSequence: int,
  namedInTexts: int,
  isShared: truth,
});

const payment = record<PaymentDraft>({ paymentTypeId: int, isCash: truth, amount: decimal, date: text });

const lostDocument = record<LostDocument>({
  claimKey: text,
  operationType: int,
  documentNumber: int,
  unp: nullableText,
});

export const operationDraft = record<OperationDraft>({
  origin,
  operationType,
  locationId,
  operatorId,
  partner: partnerChoice,
  lines: z.array(line),
  newGoods: z.array(goodDraft).optional(),
  date: text,
  note: text,
  remark: text,
  total: decimal,
  unp: unpRequest.nullable(),
  payments: z.array(payment),
  again: lostDocument.optional(),
});

const recordedOperation = record<RecordedOperation>({
  operationType,
  documentNumber: int,
  unp: nullableText,
});

export const recordedOutcome = record<RecordedOutcome>({
  kind: z.literal('recorded'),
  operation: recordedOperation,
  partnerId,
  goodIds: z.array(goodId),
  cameTo: decimal.optional(),
});

export const recordOutcome: z.ZodType<RecordOutcome> = z.union([
  recordedOutcome,
  z.strictObject({ kind: z.literal('alreadyRecorded'), operation: recordedOperation }),
  z.strictObject({ kind: z.literal('documentGone') }),
]);

const standingLine = record<StandingLine>({
  goodId,
  quantity: decimal,
  total: decimal,
  vatRate: decimal.nullable(),
});

const standingDocument = record<StandingDocument>({
  operation: recordedOperation,
  date: text,
  total: decimal,
  lines: z.array(standingLine),
});

export const orderTrace = record<OrderTrace>({
  orderNumber,
  isClaimed: truth,
  documents: z.array(standingDocument),
});

export const foreignDocument = record<ForeignDocument>({
  shopIdentity: text,
  orderNumber,
  document: standingDocument,
});

export const rememberedDocument = record<RememberedDocument>({
  origin,
  operationType: int,
  documentNumber: int,
  unp: nullableText,
});

const unpRow = record<UnpRow>({ unp: text, operationType: int, documentNumber: int });

export const documentSight = record<DocumentSight>({
  orderNumber,
  isClaimed: truth.nullable(),
  isNoted: truth,
  unpRows: z.array(unpRow).nullable(),
});

export const documentFate = record<DocumentFate>({
  orderNumber,
  standing: standingDocument.nullable(),
  successors: z.array(standingDocument),
});

export const doubledUnp = record<DoubledUnp>({ deviceSerial: text, sequence: int, rows: z.array(unpRow) });
