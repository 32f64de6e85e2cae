import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { isDamaged } from '../errors.ts';
import { sqliteConnection } from './connection.ts';
import { openDatabase } from './driver.ts';

function inMemory() {
  const connection = sqliteConnection(openDatabase(':memory:'));
  onTestFinished(() => connection.close());
  return connection;
}

test('a sum beyond exact integers is the nearest number, and rows beside it stay numbers', () => {
  const connection = inMemory();
  connection.run('create table t (a integer); insert into t values (9007199254740991), (9007199254740991)');
  expect(connection.query('select sum(a), count(*), 0.5 from t')).toEqual([[18_014_398_509_481_982, 2, 0.5]]);
  expect(connection.query('select a from t limit 1')).toEqual([[9_007_199_254_740_991]]);
});

test('a write that gives back an integer beyond exact ones is refused, not done twice', () => {
  const connection = inMemory();
  connection.run('create table t (a integer)');
  expect(() => connection.query('insert into t values (9007199254740993) returning a')).toThrow();
  expect(connection.query('select count(*) from t')).toEqual([[1]]);
});

test('a statement that gives nothing has no rows, and one that gives some has their columns', () => {
  const connection = inMemory();
  connection.run('create table t (a integer, b blob)');
  expect(connection.answer('insert into t values (?, ?)', [1, Buffer.from([0, 255])]).rows).toEqual([]);
  const { rows, columns } = connection.answer('select a as number, b from t', []);
  expect(rows).toEqual([[1, new Uint8Array([0, 255])]]);
  expect(columns()).toEqual(['number', 'b']);
});

test('a transaction is seen until it ends, and none in a connection that is closed', () => {
  const connection = inMemory();
  connection.run('begin');
  expect(connection.inTransaction).toBe(true);
  connection.run('rollback');
  expect(connection.inTransaction).toBe(false);
  connection.close();
  connection.close();
  expect(connection.inTransaction).toBe(false);
});

test('a file that is no database is told from other failures', () => {
  const connection = sqliteConnection(openDatabase(import.meta.filename));
  onTestFinished(() => connection.close());
  const failure = (text: string) => {
    try {
      return connection.query(text);
    } catch (error) {
      return error;
    }
  };
  expect(isDamaged(failure('select * from t'))).toBe(true);
  expect(isDamaged(failure('no statement'))).toBe(false);
});

test('loading the driver says nothing to users, and later warnings are heard', async () => {
  const script = `
    const { sqliteDriver } = await import(${JSON.stringify(new URL('./driver.ts', import.meta.url))});
    sqliteDriver();
    process.emitWarning('something else');
  `;
  const { stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  expect(stderr).not.toContain('SQLite');
  expect(stderr).toContain('something else');
});
