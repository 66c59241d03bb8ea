import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { rowStatement } from './sqlite-rows.ts';

describe('rows of SQLite as objects', () => {
  it('have every value by its column’s name, NULL and bytes too', () => {
    const database = new DatabaseSync(':memory:');
    const statement = rowStatement(database.prepare("select ? as a, null as b, x'00ff' as c, 1.5 as a"));
    expect(statement.isReader).toBe(true);
    expect(statement.all(['дума'])).toEqual([{ a: 1.5, b: null, c: new Uint8Array([0, 255]) }]);
    database.close();
  });

  it('keep their names when a column comes before others under a statement that asks for all', () => {
    const database = new DatabaseSync(':memory:');
    database.exec('create table t (a); insert into t values (1)');
    const statement = rowStatement(database.prepare('select t.*, 7 as total from t'));
    expect(statement.all([])).toEqual([{ a: 1, total: 7 }]);
    database.exec('alter table t add column b default 2');
    expect(statement.all([])).toEqual([{ a: 1, b: 2, total: 7 }]);
    database.close();
  });

  it('an insert answers with none', () => {
    const database = new DatabaseSync(':memory:');
    database.exec('create table t (a)');
    expect(rowStatement(database.prepare('insert into t values (1)')).isReader).toBe(false);
    database.close();
  });
});
