/** Where the commit table lies: pairs of bytes at the end of the file's head, one for each user. */
export const COMMIT_TABLE_AT = 0xe00;
export const COMMIT_TABLE_SIZE = 0x200;

const PAIR = 2;
const [WRITING, DAMAGED] = [0x0000, 0x0100];

/** What the users' pairs say at one moment: somebody writes, somebody met a broken page, or neither. */
export type CommitState = 'idle' | 'writing' | 'damaged';

/** A user's pair is zero from before his first page until after the last, and higher after each commit. */
export function commitState(table: Buffer): CommitState {
  let isDamaged = false;
  for (let at = 0; at + PAIR <= table.length; at += PAIR) {
    const pair = table.readUInt16BE(at);
    if (pair === WRITING) return 'writing';
    isDamaged ||= pair === DAMAGED;
  }
  return isDamaged ? 'damaged' : 'idle';
}
