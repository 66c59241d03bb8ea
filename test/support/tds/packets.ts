/** Kinds of messages of TDS 7.4 (MS-TDS 2.2.3.1.1). */
export const KIND = {
  batch: 1,
  rpc: 3,
  answer: 4,
  attention: 6,
  bulk: 7,
  transaction: 14,
  login: 16,
  prelogin: 18,
} as const;

const HEADER = 8;
const LAST = 1;
/** As SQL Server offers it. */
export const PACKET_SIZE = 4096;

/** A message, put together from its packets. */
export interface TdsMessage {
  readonly kind: number;
  readonly data: Buffer;
}

/** Puts messages together from the bytes of a line, however they are cut. */
export class PacketReader {
  #bytes = Buffer.alloc(0);
  #parts: Buffer[] = [];

  /** The messages that these bytes complete. */
  push(bytes: Buffer): readonly TdsMessage[] {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    const messages: TdsMessage[] = [];
    while (this.#bytes.length >= HEADER) {
      const length = this.#bytes.readUInt16BE(2);
      if (this.#bytes.length < length) break;
      const [kind, status] = [this.#bytes[0] ?? 0, this.#bytes[1] ?? 0];
      this.#parts.push(this.#bytes.subarray(HEADER, length));
      this.#bytes = this.#bytes.subarray(length);
      if ((status & LAST) === 0) continue;
      messages.push({ kind, data: Buffer.concat(this.#parts) });
      this.#parts = [];
    }
    return messages;
  }
}

/** A message in packets. */
export function packed(kind: number, data: Buffer): Buffer {
  const room = PACKET_SIZE - HEADER;
  const parts: Buffer[] = [];
  for (let start = 0; start === 0 || start < data.length; start += room) {
    const part = data.subarray(start, start + room);
    const header = Buffer.alloc(HEADER);
    header[0] = kind;
    header[1] = start + room >= data.length ? LAST : 0;
    header.writeUInt16BE(part.length + HEADER, 2);
    header[6] = (start / room + 1) % 256;
    parts.push(header, part);
  }
  return Buffer.concat(parts);
}
