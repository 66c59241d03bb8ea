const COMPRESSED = 0xfffe;

/**
 * A text: UTF-16, or behind `FF FE` one byte a letter, where a zero byte switches to UTF-16 and back.
 * Vendors' programs write either, sometimes in one column.
 */
export function readText(bytes: Buffer, from: number, to: number): string {
  const isCompressed = to - from >= 2 && bytes.readUInt16BE(from) === COMPRESSED;
  return isCompressed ? expand(bytes, from + 2, to) : bytes.toString('utf16le', from, to);
}

function expand(bytes: Buffer, from: number, to: number): string {
  let text = '';
  let isWide = false;
  for (let start = from; start <= to;) {
    let end = start;
    // A letter of UTF-16 may have a zero byte of its own: there only whole letters count.
    const step = isWide ? 2 : 1;
    while (end + step <= to && bytes[end] !== 0) end += step;
    if (end + step > to) end = to;
    text += bytes.toString(isWide ? 'utf16le' : 'latin1', start, end);
    isWide = !isWide;
    start = end + 1;
  }
  return text;
}
