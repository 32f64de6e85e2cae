import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHANNEL_DESCRIPTOR } from '../wire/child-wire.ts';
import { createFrameReader, frameHeader } from '../wire/frames.ts';
import { type Channel, type ChannelEvents, type ChannelOptions, createTail, STDERR_TAIL } from './channel.ts';
import { processFlags } from './process-flags.ts';
import { descendantsOf, lowerPriority, offerToOomKiller } from './system.ts';

/** Below the server, so that its event loop keeps its pace. */
const STEPS_BELOW_SERVER = 5;
/** What a process that outlives its child may hold its pipes open for. */
const DRAIN_MS = 250;

const ownGroup = process.platform !== 'win32';

/** Starts a child process and opens the channel to it: one pipe for messages, one for standard error, nothing else. */
export function openProcess(options: ChannelOptions, events: ChannelEvents): Channel {
  const path = fileURLToPath(options.entry);
  const child = spawn(process.execPath, [...processFlags(options), path], {
    cwd: dirname(path),
    env: { ...options.env },
    // a group of its own ends as a whole, and no terminal's Ctrl+C reaches it before the server has drained
    detached: ownGroup,
    windowsHide: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid !== undefined) {
    lowerPriority(pid, STEPS_BELOW_SERVER);
    offerToOomKiller(pid);
  }
  const socket = child.stdio[CHANNEL_DESCRIPTOR];
  if (!(socket instanceof Socket)) throw new TypeError('the channel of a child process is no socket');
  socket.on('error', () => {});
  socket.on(
    'data',
    createFrameReader(options.maxFrameBytes, {
      onFrame: events.onFrame,
      onOversize: () => {
        socket.destroy();
        events.onOversize();
      },
    }),
  );
  const kill = (): void => killTree(child);
  watchEnd(child, events, kill);
  return {
    pid,
    send(payload) {
      socket.cork();
      socket.write(frameHeader(payload));
      socket.write(payload);
      socket.uncork();
    },
    hold(held) {
      for (const handle of [child, socket, child.stderr]) {
        if (handle === null || !('ref' in handle)) continue;
        if (held) handle.ref();
        else handle.unref();
      }
    },
    kill,
  };
}

/** Reports the end of a child once, when its pipes have been read to their end or too long after it. */
function watchEnd(child: ChildProcess, events: ChannelEvents, kill: () => void): void {
  const stderr = createTail(STDERR_TAIL);
  child.stderr?.on('data', stderr.add).on('error', () => {});
  let ended = false;
  const end = (how: string): void => {
    if (ended) return;
    ended = true;
    const text = stderr.text();
    events.onEnd({ outOfMemory: /heap out of memory/.test(text), how, stderr: text });
  };
  child.once('error', (error) => {
    if (child.pid === undefined) end(error.message);
  });
  child.once('exit', (code, signal) => {
    // what it started may live on
    kill();
    setTimeout(end, DRAIN_MS, `${signal ?? code}`);
  });
  child.once('close', (code, signal) => end(`${signal ?? code}`));
}

/** Ends a child, its group, and what it started in groups of their own. */
function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  const lives = child.exitCode === null && child.signalCode === null;
  // what left the group is only found through its parents; the number of an ended child may be another's
  const started = lives ? descendantsOf(child.pid) : [];
  if (ownGroup) killOne(-child.pid);
  else child.kill('SIGKILL');
  for (const pid of started) killOne(pid);
}

/** Ends a process, or a group by its negative number. */
function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended already
  }
}
