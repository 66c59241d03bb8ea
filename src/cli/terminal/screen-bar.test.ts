import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { linePrinter } from './print-lines.ts';
import { screenBar } from './screen-bar.ts';

const CLEAR = '\r\u001b[K';

function terminal(isTTY: boolean) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  Object.assign(stdout, { isTTY, columns: 60 });
  return { io: { stdout, stderr, env: {} }, written: () => String(stdout.read() ?? '') };
}

describe('what moves at the bottom of a terminal', () => {
  it('is taken away by whatever is printed next, on either stream, and then only once', () => {
    const { io, written } = terminal(true);
    const bar = screenBar(io);
    const [print, fault] = [linePrinter(io, io.stdout, bar), linePrinter(io, io.stderr, bar)];
    bar.draw('  четене 1 001');
    print('План за „Магазин“');
    print('Разлики: 0');
    bar.draw('  четене 2');
    fault('Грешка');
    expect(written()).toBe(
      `${CLEAR}  четене 1 001${CLEAR}План за „Магазин“\nРазлики: 0\n${CLEAR}  четене 2${CLEAR}`,
    );
  });

  it('a pipe gets none of it', () => {
    const { io, written } = terminal(false);
    const bar = screenBar(io);
    bar.draw('  четене 1');
    linePrinter(io, io.stdout, bar)('Разлики: 0');
    expect(written()).toBe('Разлики: 0\n');
  });
});
