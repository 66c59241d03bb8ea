import { hasColours, paint, paintMark } from './colours.ts';
import { withNumbers } from './json-numbers.ts';
import { plainJson, plainText } from './plain-text.ts';
import { formatTable } from './print-table.ts';
import type { ScreenBar } from './screen-bar.ts';
import { foldLine, screenWidth } from './screen.ts';
import type { CliIo, CliSession } from '../session.ts';

/** Writes lines for people: plain, folded to the terminal, their marks in colour where it has colours. */
export function linePrinter(
  io: Pick<CliIo, 'env'>,
  stream: CliIo['stdout'],
  bar: ScreenBar,
): (line: string) => void {
  const width = screenWidth(stream);
  const isColoured = hasColours(io, stream);
  return (line) => {
    bar.clear();
    const plain = plainText(line);
    const [first = '', ...rest] = width === null ? [plain] : foldLine(plain, width);
    for (const each of [isColoured ? paintMark(first) : first, ...rest]) stream.write(`${each}\n`);
  };
}

/** The ways of a session to print; each takes the bar away first. */
export function printersOf(
  io: CliIo,
  bar: ScreenBar,
): Pick<
  CliSession,
  'width' | 'bar' | 'print' | 'printTable' | 'printData' | 'printFault' | 'printJson' | 'printPlan'
> {
  const { stdout, stderr } = io;
  const width = screenWidth(stdout);
  const print = linePrinter(io, stdout, bar);
  const isColoured = hasColours(io, stdout);
  return {
    width,
    bar,
    print,
    printTable: (columns, rows) => {
      const [head, ...lines] = formatTable(columns, rows, width);
      if (head === undefined) return;
      bar.clear();
      if (isColoured) stdout.write(`${paint(head, 'bold')}\n`);
      else print(head);
      for (const line of lines) print(line);
    },
    printData: (line) => void stdout.write(`${stdout.isTTY === true ? plainText(line) : line}\n`),
    printFault: linePrinter(io, stderr, bar),
    printJson: (value) => void stdout.write(`${plainJson(withNumbers(value))}\n`),
    printPlan: (plan) => void stdout.write(`${plainJson(plan)}\n`),
  };
}
