import { describe, expect, it } from 'vitest';
import { csvHead, csvLine, csvText } from './csv.ts';

describe('CSV for a Bulgarian spreadsheet', () => {
  it('begins with the mark of UTF-8, and ends each line with CRLF', () => {
    expect(csvText(['№', 'сума'], [['1', '2,50']])).toBe('\uFEFF№;сума\r\n1;2,50\r\n');
    expect(csvHead(['a'])).toBe('\uFEFFa');
  });

  it('quotes what would break a line, and lets no cell be a formula; numbers stay numbers', () => {
    expect(csvLine(['a;b', 'c"d', 'e\nf'])).toBe('"a;b";"c""d";"e\nf"');
    expect(csvLine(['=1+1', '@x', '+359', '-x', '\tx'])).toBe("'=1+1;'@x;'+359;'-x;'\tx");
    expect(csvLine(['＝1', '＋1', '－1', '＠x', '\n=1'])).toBe("'＝1;'＋1;'－1;'＠x;\"'\n=1\"");
    expect(csvLine(['-5', '-1.5', '-1,5'])).toBe('-5;-1.5;-1,5');
  });
});
