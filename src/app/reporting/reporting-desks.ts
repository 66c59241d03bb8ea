import { ReporterDoor } from '../../access/reporter-door.ts';
import type { ReportPace } from '../../access/report-pace.ts';
import type { AppParts } from '../app-parts.ts';
import type { ChangeDesk } from '../changes/change-desk.ts';
import { reportDesk } from './report-desk.ts';
import type { ReportDesk } from './report-desk.ts';
import { ReportedShopDesk } from './reported-shop-desk.ts';

/** What a firm tells a hosted page, and what others tell it. */
export interface ReportingDesks {
  /** Where the firm tells how it stands. */
  readonly reporting: ReportDesk;
  /** Shops that tell this one how they stand. */
  readonly reportedShops: ReportedShopDesk;
  /** Which of them may, and by which tokens. */
  readonly reporters: ReporterDoor;
}

/** The desks over their parts. */
export function reportingDesks(
  parts: AppParts,
  { desk, pace }: { readonly desk: ChangeDesk; readonly pace: ReportPace },
): ReportingDesks {
  const { state, clock } = parts;
  const { reportedShops: shops, entries } = state;
  return {
    reporting: reportDesk(parts, desk),
    reportedShops: new ReportedShopDesk(shops, clock),
    reporters: new ReporterDoor({ shops, entries, clock, pace, note: (note) => desk.note('', note) }),
  };
}
