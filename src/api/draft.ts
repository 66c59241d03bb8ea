import { z } from 'zod';
import { SECRETS } from '../model/settings.ts';

/** Settings as a form sends them, those that it left out unchanged; each fault is told beside its field. */
export const PostedSettings = z.record(z.string(), z.unknown());
/** Secrets that were typed; null forgets one, '' and absent ones stay as they are. */
export const TypedSecrets = z.partialRecord(z.enum(SECRETS), z.string().max(10_000).nullable());

/** A form as it is typed, not saved yet. */
export const PostedDraft = z.object({
  settings: PostedSettings.optional(),
  secrets: TypedSecrets.optional(),
});
export type PostedDraft = z.infer<typeof PostedDraft>;
