const LETTERS = new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
const BYTES = new Map([...LETTERS].map((letter, byte) => [letter, byte]));

/** An XML text in windows-1251; characters outside of it as references (`&#…;`). */
export function encodeWindows1251(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const letter of text) {
    const byte = BYTES.get(letter);
    if (byte !== undefined) bytes.push(byte);
    else for (const digit of `&#${letter.codePointAt(0) ?? 0};`) bytes.push(digit.charCodeAt(0));
  }
  return Uint8Array.from(bytes);
}
