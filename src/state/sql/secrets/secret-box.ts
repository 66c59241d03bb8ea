import { SyncError } from '../../../model/sync-error.ts';
import type { WrappedKeys, OpenedKeys } from './wrapped-keys.ts';
import { openBytes, sealBytes } from './sealed-text.ts';

/** Of what is sealed here: `version | iv | tag | text` under a data key. */
const VERSION = 1;

/** What a sealed text is bound to: moved to another place it does not open. */
export interface SealedPlace {
  readonly about: string;
  /** The same in texts without a version, which are sealed by the master key itself. */
  readonly earlier: string;
}

/** Seals a text under a data key. */
export function sealUnder(key: Uint8Array, text: string, place: SealedPlace): Uint8Array {
  return Buffer.concat([Buffer.of(VERSION), sealBytes(key, Buffer.from(text), place.about)]);
}

/** Opens a sealed text; null = no key here does. */
export function openUnder(
  { master, keys }: OpenedKeys,
  sealed: Uint8Array,
  place: SealedPlace,
): { readonly text: string; readonly isEarlier: boolean } | null {
  if (sealed[0] === VERSION) {
    for (const { key } of keys) {
      const bytes = openBytes(key, sealed.subarray(1), place.about);
      if (bytes !== null) return { text: bytes.toString('utf8'), isEarlier: false };
    }
  }
  // One without a version may begin with any byte.
  const bytes = openBytes(master, sealed, place.earlier);
  return bytes === null ? null : { text: bytes.toString('utf8'), isEarlier: true };
}

/** Seals secrets with AES-256-GCM under a key of the memory, which a master key outside of it opens (S22). */
export class SecretBox {
  readonly #keys: WrappedKeys;

  constructor(keys: WrappedKeys) {
    this.#keys = keys;
  }

  /** Not inside a transaction: a first key is made in one of its own. */
  async seal(text: string, place: SealedPlace): Promise<Uint8Array> {
    return sealUnder(await this.#keys.sealing(), text, place);
  }

  /**
   * Rejects `secrets.keyMissing` when the key is gone, `secrets.keyWrong` when it is another one or the
   * text was changed.
   */
  async open(sealed: Uint8Array, place: SealedPlace): Promise<string> {
    const opened = openUnder(await this.#keys.open(), sealed, place);
    if (opened === null) throw new SyncError('secrets.keyWrong', { name: place.earlier });
    return opened.text;
  }
}
