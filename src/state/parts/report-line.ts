import type { ReportTarget } from '../../model/reporting.ts';

/**
 * Where a firm tells how it stands, and how far it has come with it (docs/reporting.md). It is the firm's and not
 * the installation's: whoever has the page at the other end reads the names of all that is told, so that one line of
 * a memory that several firms share would show each firm's shops to another one's accountant.
 */
export interface ReportLine {
  /** Null = nowhere. Repeatable. */
  target(): Promise<ReportTarget | null>;
  /** Opened, for sending only; null = none. Repeatable. Rejects `secrets.keyMissing`, `secrets.keyWrong`. */
  token(): Promise<string | null>;
  /**
   * Another address is told everything anew, and so is another token; `token` null keeps it, where the address
   * stays, else `report.tokenMissing`. What is on its way acknowledges nothing any more. Repeatable.
   */
  setTarget(target: {
    readonly address: string;
    readonly everyMinutes: number;
    readonly token: string | null;
  }): Promise<void>;
  /** Forgets it with its token. Repeatable. */
  stop(): Promise<void>;
  /**
   * The number of the next report, kept before it leaves; beyond `above` where the other side has seen that
   * already. Null = nobody is told any more. Not repeatable: each call is another number.
   */
  nextSequence(above?: number): Promise<number | null>;
  /**
   * A report was taken: of each profile the run that was told last. Nothing where another one has left since.
   * Repeatable.
   */
  acknowledge(sequence: number, runs: Readonly<Record<string, number>>, nowIso: string): Promise<void>;
  /** Why a report was not taken; nothing where another one has left since. Repeatable. */
  noteFault(sequence: number, fault: NonNullable<ReportTarget['fault']>): Promise<void>;
}
