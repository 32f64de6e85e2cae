import { EventEmitter } from 'node:events';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';
import { memoryLog } from './testing.ts';

/** What a driver keeps of a connection, and hangs on the error when it breaks. */
class Client extends EventEmitter {
  readonly connectionParameters = { host: 'db.internal', user: 'crm' };
  readonly queue = Array.from({ length: 500 }, (_, index) => `statement ${index}`);
}

function lineOf(error: Error): string {
  const sink = memoryLog();
  const log = createLogger({ level: 'warn', name: 'x', version: '1', destination: sink.destination });
  log.warn({ err: error }, 'an idle database connection broke');
  return sink.text();
}

test('a connection that broke is one short line, without the client that it belonged to', () => {
  const error = Object.assign(new Error('terminating connection'), {
    code: '57P01',
    client: new Client(),
    socket: new Socket(),
  });
  const line = lineOf(error);
  expect(JSON.parse(line)).toMatchObject({
    err: { message: 'terminating connection', code: '57P01', client: '[Client]', socket: '[Socket]' },
  });
  expect(line).not.toMatch(/db\.internal|statement \d|readableState/);
  expect(line.trim().split('\n')).toHaveLength(1);
});

test('data that an error carries stays', () => {
  const details = { table: 'leads', at: new Date(0), names: new Set(['a']), cause: new Error('inner') };
  expect(JSON.parse(lineOf(Object.assign(new Error('outer'), details)))).toMatchObject({
    err: { table: 'leads', names: ['a'], cause: { message: 'inner' } },
  });
});
