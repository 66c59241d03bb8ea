import { z } from 'zod';

/** What fills the words of a fault: never a secret, never personal data (P6). */
export const Facts = z.record(z.string(), z.union([z.string(), z.number()]));

/** A fault in the words of whoever asked: what happened, and what to do about it. */
export const Fault = z
  .object({ code: z.string(), facts: Facts, what: z.string(), remedy: z.string() })
  .meta({ id: 'Fault' });
export type Fault = z.infer<typeof Fault>;

const Said = {
  language: z.enum(['bg', 'en']),
  /** The same in the other language: who switches while it is shown does not do again what was refused. */
  other: z.object({ what: z.string(), remedy: z.string() }),
};

/** A fault that answers what is not asked again by itself when the language is switched. */
export const ToldFault = Fault.extend(Said).meta({ id: 'ToldFault' });
export type ToldFault = z.infer<typeof ToldFault>;

/** What waits for a person, of one record: `order:123`, `good:45`, `product:67`, `profile`. */
export const Note = Fault.extend({ subject: z.string() }).meta({ id: 'Note' });
export type Note = z.infer<typeof Note>;

/** Something worth telling that parks nothing. */
export const NoticeView = z
  .object({ code: z.string(), facts: Facts, text: z.string() })
  .meta({ id: 'Notice' });
export type NoticeView = z.infer<typeof NoticeView>;

/** The answer of a call that was refused or failed. */
export const Refusal = z
  .object({
    /** `http` where not the program but its server refuses: `what` is then the status. */
    code: z.string(),
    what: z.string(),
    facts: Facts.optional(),
    remedy: z.string().optional(),
    language: Said.language.optional(),
    other: Said.other.optional(),
    /** Of a form: each fault by its field. */
    fields: z.record(z.string(), ToldFault).optional(),
  })
  .meta({ id: 'Error' });
export type Refusal = z.infer<typeof Refusal>;
