import { parentPort, workerData } from 'node:worker_threads';
import { openReader } from './connection.ts';
import type { Asked, Told } from './reader-thread.ts';

/** The thread behind `readerThread`: opens the file that it is given and answers one statement after the other. */
const connection = openReader(String(workerData));
const port = parentPort;

port?.on('message', ({ id, statement, parameters }: Asked) => {
  port.postMessage(told(id, statement, parameters));
});

function told(id: number, statement: string, parameters: readonly unknown[]): Told {
  try {
    const { rows, columns } = connection.answer(statement, parameters);
    return { id, rows, columns: columns() };
  } catch (error) {
    const { message, code, errcode } =
      error instanceof Error
        ? { message: error.message, code: Reflect.get(error, 'code'), errcode: Reflect.get(error, 'errcode') }
        : { message: String(error), code: undefined, errcode: undefined };
    return { id, failure: { message, code, errcode } };
  }
}
