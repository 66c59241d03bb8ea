import type { Report, Reporter, ReportedRun, ReportedShop, TakenReport } from '../../model/reporting.ts';

/** Shops that tell a firm how they stand (docs/reporting.md): that firm's alone, but for `byToken`. */
export interface ReportedShops {
  /** By name, each with its newest standing. Repeatable. */
  list(): Promise<readonly ReportedShop[]>;
  /** Null = there is none. Repeatable. */
  find(id: number): Promise<ReportedShop | null>;
  /** Rejects `reportedShop.nameTaken`: so a second call adds no second one, and tells it. Not repeatable. */
  add(shop: { readonly name: string; readonly tokenHash: string }, nowIso: string): Promise<ReportedShop>;
  /**
   * Another token, for whichever installation uses it first, or (null) none: what was told stays, the log of
   * runs is told anew. Rejects `reportedShop.notFound`. Repeatable.
   */
  setToken(id: number, tokenHash: string | null): Promise<void>;
  /** With all that it told. Repeatable. */
  remove(id: number): Promise<void>;
  /**
   * Whose token it is, of whichever firm: who comes with one is of none until then. Null = nobody's. Repeatable.
   */
  byToken(tokenHash: string): Promise<Reporter | null>;
  /**
   * Takes a report, in one transaction: a newer one takes the place of what stood, of any other only runs are
   * kept that nobody has told of. Rejects `report.otherSender` where the token is another installation's, and
   * `reportedShop.notFound`. Repeatable: a second time it is no news.
   */
  take(id: number, report: Report, nowIso: string): Promise<TakenReport>;
  /** Newest first, of one profile. Repeatable. */
  runs(id: number, profile: number, limit: number): Promise<readonly ReportedRun[]>;
  /**
   * Notes that somebody is about to be told of a shop's silence since `heardAt`; false when somebody was
   * already, or it has spoken since. Not repeatable: the second call is refused, so nobody is told twice.
   */
  beginAlarm(id: number, heardAt: string, nowIso: string): Promise<boolean>;
}
