/** Why a file is none that this reader opens: none of Access, one of Access 97, or an encrypted one. */
export type Unreadable = 'notAccess' | 'access97' | 'encrypted';

/** A file that stays unreadable however often it is read. */
export class NotReadable extends Error {
  readonly why: Unreadable;

  constructor(why: Unreadable) {
    super(why);
    this.name = 'NotReadable';
    this.why = why;
  }
}
