const STATES = 256;

/** RC4, both ways the same. Old enough that node:crypto no longer offers it everywhere. */
export function rc4(key: Buffer, bytes: Buffer): Buffer {
  const state = Uint8Array.from({ length: STATES }, (_, index) => index);
  for (let index = 0, other = 0; index < STATES; index += 1) {
    other = (other + at(state, index) + at(key, index % key.length)) % STATES;
    swap(state, index, other);
  }
  const result = Buffer.allocUnsafe(bytes.length);
  for (let place = 0, index = 0, other = 0; place < bytes.length; place += 1) {
    index = (index + 1) % STATES;
    other = (other + at(state, index)) % STATES;
    swap(state, index, other);
    result[place] = at(bytes, place) ^ at(state, (at(state, index) + at(state, other)) % STATES);
  }
  return result;
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

function swap(state: Uint8Array, left: number, right: number): void {
  const kept = at(state, left);
  state[left] = at(state, right);
  state[right] = kept;
}
