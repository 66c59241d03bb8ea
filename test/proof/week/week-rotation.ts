import type { Rotation } from '../../../src/log/rotating-file.ts';

/** Small, so that the log turns over in a week as it does in a year. */
export const WEEK_ROTATION: Rotation = { mostBytes: 512 * 1024, kept: 5 };
