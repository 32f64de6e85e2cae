/** Opens connections and leaves them idle, in a process of its own: both ends of ten thousand are too many for one. */
import { connect, type Socket } from 'node:net';
import process from 'node:process';

const [port = 0, count = 0] = process.argv.slice(2).map(Number);
const answered = 'GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n';
/** Connections without a whole request are cut after some seconds, so they are few and come last. */
const unfinished = ['', 'POST /mcp HTTP/1.1\r\nhost: loc'];
const unfinishedCount = 100;
/** No more than the queue of a listening socket holds on every system. */
const wave = 100;

const open = new Set<Socket>();

async function openOne(index: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  const beginning = index < count - unfinishedCount ? answered : (unfinished[index % 2] ?? '');
  await new Promise<void>((resolve) => {
    socket.on('error', () => undefined);
    socket.once('close', () => {
      open.delete(socket);
      resolve();
    });
    socket.once('data', () => resolve());
    socket.once('connect', () => {
      open.add(socket);
      socket.write(beginning);
      if (beginning !== answered) resolve();
    });
  });
}

for (let from = 0; from < count; from += wave) {
  await Promise.all(
    Array.from({ length: Math.min(wave, count - from) }, (_, index) => openOne(from + index)),
  );
}

process.on('message', () => process.send?.(open.size));
process.on('disconnect', () => {
  for (const socket of open) socket.resetAndDestroy();
  process.exit(0);
});
process.send?.('ready');
