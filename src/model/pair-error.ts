import type { ErrorCode } from './error-codes.ts';
import type { PairQuestion, PairSide } from './pair.ts';
import { SyncError } from './sync-error.ts';

const CODES: Readonly<Record<PairSide, Readonly<Record<PairQuestion['looksLike'], ErrorCode>>>> = {
  shop: { same: 'pair.shop.looksMoved', another: 'pair.shop.looksOther', unknown: 'pair.shop.changed' },
  warehouse: {
    same: 'pair.warehouse.looksMoved',
    another: 'pair.warehouse.looksOther',
    unknown: 'pair.warehouse.changed',
  },
};

/** The question as the error that keeps everything still until it is answered. */
export function pairError(question: PairQuestion, profile: string): SyncError {
  const { side, looksLike, before, now, evidence } = question;
  const compared = evidence.agree + evidence.differ;
  const facts = { profile, before, now, agree: evidence.agree, compared };
  if (side === 'installation') return new SyncError('pair.memory.copied', { profile, before, now });
  if (question.known !== null) return new SyncError('pair.shop.knownBefore', { ...facts, ...question.known });
  return new SyncError(CODES[side][looksLike], facts);
}
