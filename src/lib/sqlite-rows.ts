import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';

type Cell = SQLOutputValue;

/** A statement that answers with rows, if it does. */
export interface RowStatement {
  readonly isReader: boolean;
  /** Every row as an object by the columns' names. */
  readonly all: (values: readonly SQLInputValue[]) => Record<string, Cell>[];
}

/**
 * A prepared statement whose rows are ordinary objects. node:sqlite makes each a dictionary without a
 * prototype: twice the time and memory of an object that is made here of the same values, all of one shape.
 */
export function rowStatement(statement: StatementSync): RowStatement {
  const readNames = (): readonly string[] => statement.columns().map(({ name }) => name);
  let names = readNames();
  let blank = blankRow(names);
  statement.setReturnArrays(true);
  return {
    isReader: names.length > 0,
    all: (values) => {
      const rows = statement.all(...values) as unknown as (Cell[] | Record<string, Cell>)[];
      const [first] = rows as readonly Cell[][];
      // Another process has added a column meanwhile, and the statement asks for all there are.
      if (first !== undefined && first.length !== names.length) {
        names = readNames();
        blank = blankRow(names);
      }
      for (let index = 0; index < rows.length; index += 1)
        rows[index] = filled(blank, names, rows[index] as Cell[]);
      return rows as Record<string, Cell>[];
    },
  };
}

function blankRow(names: readonly string[]): Record<string, Cell> {
  return Object.fromEntries(names.map((name) => [name, null]));
}

/** A copy of the blank row has room for every value at once; an empty object grows, and is moved, by each. */
function filled(
  blank: Readonly<Record<string, Cell>>,
  names: readonly string[],
  cells: readonly Cell[],
): Record<string, Cell> {
  const row = { ...blank };
  for (let column = 0; column < names.length; column += 1)
    row[names[column] as string] = cells[column] as Cell;
  return row;
}
