/**
 * The keys that seal secrets (S22). Data keys lie in the memory and never change; a master key, which is kept
 * elsewhere, opens them. While it is changed the former and the next one open the same.
 */
export interface KeyRing {
  /**
   * Lets the next master key (64 hexadecimal digits) open everything that the present one opens; secrets
   * that an older program has sealed by the master key itself are sealed anew. Null: one is drawn, for a
   * key that the program itself keeps; it takes the present one's place, and no former one opens anything
   * afterwards. A process that dies meanwhile leaves a memory that its key file opens. Resolves to whether
   * all of it is done; else `finish` is called where the next key is the present one. Rejects
   * `secrets.newKeyNeeded` where null is not possible or the next key is the present one,
   * `secrets.keyMissing`, `secrets.keyWrong`. Repeatable.
   */
  rotate(next: string | null): Promise<boolean>;
  /**
   * From now on no former master key opens what the present one does. Resolves to how many wrappings are
   * gone. Rejects `secrets.newKeyUnused` while a later key than the present one was let in,
   * `secrets.keyWrong`. Repeatable.
   */
  finish(): Promise<number>;
}
