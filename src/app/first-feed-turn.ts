import { firstOfPlan } from '../model/plan.ts';
import type { RunRequest } from './run-request.ts';

/** How far a run or plan has come with the first feed of its profile; the same for all its tasks. */
export interface FirstFeedTurn {
  /** Code of the good that a person has named; '' = the proposal. */
  readonly good: string;
  /** A person has agreed: named a good, said `--yes`, or applies a plan that shows it. */
  readonly isAgreed: boolean;
  /** Key of the change that goes first; null before it is chosen. */
  lead: string | null;
  /** Nothing is sent before a person has answered. */
  isHeld: boolean;
  isSent: boolean;
}

/** What a person has said of the first feed: by the request, by the plan that is applied, in the settings. */
export function firstFeedTurn(
  settings: { readonly firstProduct: string },
  request: Partial<Pick<RunRequest, 'first' | 'plan' | 'isConfirmed'>>,
): FirstFeedTurn {
  const { first, plan, isConfirmed } = request;
  const planned = plan === undefined ? null : firstOfPlan(plan);
  const good = first ?? planned ?? settings.firstProduct;
  const isAgreed = isConfirmed === true || plan !== undefined || good !== '';
  return { good, isAgreed, lead: null, isHeld: false, isSent: false };
}
