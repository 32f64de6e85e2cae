/** Holds that answers of one turn are written together, in their order, and that none depends on another. */
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { atEndOfTurn } from './turn.ts';

it('what one turn has answered is written at its end, in order', async () => {
  const written: number[] = [];
  for (const answer of [1, 2, 3]) atEndOfTurn({ write: () => written.push(answer) });
  expect(written).toEqual([]);
  await turn();
  expect(written).toEqual([1, 2, 3]);
});

it('an answer that cannot be written takes no other with it', async () => {
  const failures: unknown[] = [];
  const listeners = process.rawListeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.once('uncaughtException', (error) => failures.push(error));
  const written: number[] = [];
  const broken = new Error('cannot be written');
  atEndOfTurn({ write: () => written.push(1) });
  atEndOfTurn({
    write() {
      throw broken;
    },
  });
  atEndOfTurn({ write: () => written.push(3) });
  await turn();
  await turn();
  for (const listener of listeners)
    process.on('uncaughtException', (...args) => Reflect.apply(listener, process, args));
  expect(failures).toEqual([broken]);
  expect(written).toEqual([1, 3]);
});
