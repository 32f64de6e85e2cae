import { spawn } from 'node:child_process';

/** Ends child processes whose server was killed. */
export interface Reaper {
  watch(pid: number): void;
  /** The process has ended; its number may go to another one. */
  forget(pid: number): void;
  close(): void;
}

/** Notes who is there until the server's end of the pipe closes, then kills every group that is left. */
const program = `
all=
while read -r what pid; do
  rest=
  for one in $all; do [ "$one" = "$pid" ] || rest="$rest $one"; done
  all=$rest
  [ "$what" = watch ] && all="$all $pid"
done
for one in $all; do kill -9 "-$one" 2>/dev/null; done
`;

/**
 * Starts the smallest process that outlives the server's sudden end: a child in an endless loop reads no message and so
 * never learns that its server is gone. A system without `/bin/sh` goes without; Windows ends children itself.
 */
export function startReaper(): Reaper {
  if (process.platform === 'win32') return { watch() {}, forget() {}, close() {} };
  const shell = spawn('/bin/sh', ['-c', program], {
    cwd: '/',
    env: {},
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.on('error', () => {});
  shell.stdin.on('error', () => {});
  shell.unref();
  if ('unref' in shell.stdin && typeof shell.stdin.unref === 'function') shell.stdin.unref();
  return {
    watch: (pid) => void shell.stdin.write(`watch ${pid}\n`),
    forget: (pid) => void shell.stdin.write(`forget ${pid}\n`),
    close: () => void shell.stdin.end(),
  };
}
