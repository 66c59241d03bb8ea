import { hasColours, paint, paintMark } from './colours.ts';
import { withNumbers } from './json-numbers.ts';
import { plainJson, plainText } from './plain-text.ts';
import { formatTable } from './print-table.ts';
import { foldLine, screenWidth } from './screen.ts';
import type { CliIo, CliSession } from '../session.ts';

/** Writes lines for people: plain, folded to the terminal, their marks in colour where it has colours. */
export function linePrinter(io: Pick<CliIo, 'env'>, stream: CliIo['stdout']): (line: string) => void {
  const width = screenWidth(stream);
  const isColoured = hasColours(io, stream);
  return (line) => {
    const plain = plainText(line);
    const [first = '', ...rest] = width === null ? [plain] : foldLine(plain, width);
    for (const each of [isColoured ? paintMark(first) : first, ...rest]) stream.write(`${each}\n`);
  };
}

/** The ways of a session to print. */
export function printersOf(
  io: CliIo,
): Pick<
  CliSession,
  'width' | 'print' | 'printTable' | 'printData' | 'printFault' | 'printJson' | 'printPlan'
> {
  const { stdout, stderr } = io;
  const width = screenWidth(stdout);
  const print = linePrinter(io, stdout);
  const isColoured = hasColours(io, stdout);
  return {
    width,
    print,
    printTable: (columns, rows) => {
      const [head, ...lines] = formatTable(columns, rows, width);
      if (head === undefined) return;
      if (isColoured) stdout.write(`${paint(head, 'bold')}\n`);
      else print(head);
      for (const line of lines) print(line);
    },
    printData: (line) => void stdout.write(`${stdout.isTTY === true ? plainText(line) : line}\n`),
    printFault: linePrinter(io, stderr),
    printJson: (value) => void stdout.write(`${plainJson(withNumbers(value))}\n`),
    printPlan: (plan) => void stdout.write(`${plainJson(plan)}\n`),
  };
}
