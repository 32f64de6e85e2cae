/** What a child process may do beyond computing; without any of it, it can read its own code and nothing else. */
export interface Rights {
  /** Folders and files that it may read. */
  readonly read?: readonly string[];
  /** Folders and files that it may write. */
  readonly write?: readonly string[];
  /** Whether it may load packages of native code. */
  readonly addons?: boolean;
}

/** What a channel is opened to. */
export interface ChannelOptions {
  /** A module that calls `serveCalls`. */
  readonly entry: URL;
  /** In MB; the JavaScript heap of a child gets three quarters of it. */
  readonly memoryMb: number;
  /** The longest message that a child may send. */
  readonly maxFrameBytes: number;
  /** The whole environment of the child. */
  readonly env: Readonly<Record<string, string>>;
  /** Without them a process has the rights of the server. */
  readonly rights?: Rights | undefined;
}

/** How a child ended, for the log. */
export interface ChannelEnd {
  /** Whether its JavaScript heap was full. */
  readonly outOfMemory: boolean;
  /** Exit code, signal or error. */
  readonly how: string;
  /** The end of what it wrote to standard error. */
  readonly stderr: string;
}

/** What a channel reports. */
export interface ChannelEvents {
  onFrame(payload: Uint8Array): void;
  /** A message is over the limit; the channel is of no use afterwards. */
  onOversize(): void;
  /** The child has ended, and all that it sent has been delivered. Called once. */
  onEnd(end: ChannelEnd): void;
}

/** A pool's end of the way to one child. */
export interface Channel {
  /** The process of its own that the child is, if it is one. */
  readonly pid: number | undefined;
  /** Sends a serialised message. */
  send(payload: Uint8Array): void;
  /** Whether the child keeps this process from ending. */
  hold(held: boolean): void;
  /** Ends the child at once, and what it started. */
  kill(): void;
}

/** Keeps the last whole lines of a text that comes in pieces; half a line would hide from the redaction of secrets. */
export function createTail(limit: number): { add(piece: Buffer | string): void; text(): string } {
  let kept = '';
  return {
    add(piece) {
      kept += String(piece);
      if (kept.length <= limit) return;
      const lineEnd = kept.indexOf('\n', kept.length - limit - 1);
      kept = lineEnd < 0 ? '' : kept.slice(lineEnd + 1);
    },
    text: () => kept,
  };
}

/** How much of a child's standard error the log may hold. */
export const STDERR_TAIL = 4_000;
