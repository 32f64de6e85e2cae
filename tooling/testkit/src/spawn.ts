import { spawn as spawnProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** How to run a server's binary. */
export interface SpawnOptions {
  /** Words after the program's name; stdio is served unless they say otherwise. */
  readonly args?: readonly string[];
  /** The server's environment; nothing is inherited but `PATH`. */
  readonly env?: Readonly<Record<string, string>>;
}

/** One JSON-RPC message as it came. */
export interface RawMessage {
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: number; readonly message: string };
}

/** How a process ended. */
interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A server as a process of its own, with every byte that it writes. */
export interface SpawnedServer extends AsyncDisposable {
  /** Everything on standard output so far. */
  stdout(): string;
  /** Everything on standard error so far. */
  stderr(): string;
  /** Writes one line to its standard input, whatever it is. */
  send(line: string): void;
  /** Writes a text to its standard input as it stands. */
  sendRaw(text: string): void;
  /** Sends a request in the current protocol's form and returns its id. */
  request(method: string, params?: Readonly<Record<string, unknown>>): number;
  /** Waits for the answer to a request. */
  answer(id: number): Promise<RawMessage>;
  /** Sends a request and waits for its answer. */
  ask(method: string, params?: Readonly<Record<string, unknown>>): Promise<RawMessage>;
  /** Closes its standard input. */
  hangUp(): void;
  kill(signal: NodeJS.Signals): void;
  readonly exit: Promise<Exit>;
  /** Resolves once the text appears on standard error. */
  says(text: string): Promise<void>;
}

/** After how long a server counts as hanging, on any machine. */
const waitMs = 60_000;

/** The `_meta` of a request in the current protocol, from a client that declares these capabilities. */
export function envelope(capabilities: object = {}): Readonly<Record<string, unknown>> {
  return {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'testkit-raw', version: '1.0.0' },
    'io.modelcontextprotocol/clientCapabilities': capabilities,
  };
}

/** Runs a server's binary (a module path) on this process's Node; disposing of it kills what is left. */
export function spawnServer(binary: string, { args = [], env = {} }: SpawnOptions = {}): SpawnedServer {
  const child = spawnProcess(process.execPath, [binary, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: 'pipe',
  });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  // a server that ended already is no error here: its exit says so
  child.stdin.on('error', () => undefined);
  const exit = once(child, 'close').then(([code, signal]): Exit => ({ code, signal }));
  let hasEnded = false;
  void exit.then(() => {
    hasEnded = true;
  });
  const waitFor = <T>(what: string, find: () => T | undefined) => until(what, find, () => hasEnded);
  let lastId = 0;

  const server: SpawnedServer = {
    stdout: stdout.text,
    stderr: stderr.text,
    send: (line) => server.sendRaw(`${line}\n`),
    sendRaw: (text) => void child.stdin.write(text),
    request(method, params = {}) {
      lastId += 1;
      const meta = { ...envelope(), ...Object(params['_meta']) };
      server.send(JSON.stringify({ jsonrpc: '2.0', id: lastId, method, params: { ...params, _meta: meta } }));
      return lastId;
    },
    answer: (id) => waitFor(`an answer to request ${id}`, () => messagesIn(stdout.text()).find(answers(id))),
    ask: (method, params) => server.answer(server.request(method, params)),
    hangUp: () => void child.stdin.end(),
    kill: (signal) => void child.kill(signal),
    exit,
    says: async (text) => {
      await waitFor(`"${text}" on standard error`, () => stderr.text().includes(text) || undefined);
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exit;
    },
  };
  return server;
}

/** Runs a server's binary over HTTP on a free port; its log tells the address. */
export async function spawnHttp(
  binary: string,
  { args = [], env = {} }: SpawnOptions = {},
): Promise<SpawnedServer & { readonly url: URL }> {
  const server = spawnServer(binary, {
    args: ['http', '--port', '0', ...args],
    env: { PATCHBAY_LOG_LEVEL: 'info', ...env },
  });
  await server.says('"msg":"listening"');
  const address = /"url":"(http:[^"]+)"/.exec(server.stderr())?.[1] ?? '';
  return { ...server, url: new URL(address) };
}

/** The messages in what a server wrote to standard output, the line still being written aside. */
export function messagesIn(text: string): RawMessage[] {
  return text
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => {
      const message: unknown = parse(line);
      return typeof message === 'object' && message !== null ? [message] : [];
    });
}

/** The lines that do not belong on standard output: everything but JSON-RPC messages. */
export function strayLines(text: string): string[] {
  return text.split('\n').filter((line) => {
    const message: unknown = line === '' ? { jsonrpc: '2.0' } : parse(line);
    return typeof message !== 'object' || message === null || Reflect.get(message, 'jsonrpc') !== '2.0';
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function answers(id: number): (message: RawMessage) => boolean {
  return (message) => message.id === id && message.method === undefined;
}

function collect(stream: NodeJS.ReadableStream) {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return { text: () => Buffer.concat(chunks).toString() };
}

/** @throws Error when a server has ended, or hangs, before it gives what is waited for. */
async function until<T>(what: string, find: () => T | undefined, hasEnded: () => boolean): Promise<T> {
  const deadline = performance.now() + waitMs;
  while (performance.now() < deadline) {
    const found = find();
    if (found !== undefined) return found;
    if (hasEnded()) throw new Error(`The server ended without ${what}`);
    await sleep(5);
  }
  throw new Error(`The server did not give ${what} within ${waitMs} ms`);
}
