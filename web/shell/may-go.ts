import type { SessionAnswer } from '../../src/api/session.ts';

type Role = SessionAnswer['account']['role'];

/** Whom a place is for: everybody, everybody of a firm, or its owner. */
export type PlaceNeeds = 'person' | 'operator' | 'owner';

/** Whether somebody may go to such a place; he is `undefined` before he has signed in. */
export function mayGo(role: Role | undefined, needs: PlaceNeeds): boolean {
  if (needs === 'person') return true;
  return needs === 'operator' ? role !== 'hoster' : role === 'owner';
}
