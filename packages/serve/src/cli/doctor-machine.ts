import { createServer } from 'node:net';
import { isOlder, oldestNode } from '../node-version.ts';
import { type DoctorOptions, type Finding, problemOf } from './finding.ts';
import type { Host } from './host.ts';

/** Whether this Node.js is new enough. */
export function checkNode({ node }: Host): Finding {
  const check = 'Node.js';
  if (!isOlder(node.version))
    return { status: 'ok', check, detail: `${node.version}, ${oldestNode} or newer is needed` };
  return {
    status: 'fail',
    check,
    detail: `${node.version} is older than ${oldestNode}`,
    fix: 'install a current Node.js from https://nodejs.org',
  };
}

const earliest = Date.UTC(2026, 0, 1);
const latest = Date.UTC(2100, 0, 1);

/** Whether the clock can be right: certificates and tokens are refused when it is not. */
export function checkClock(host: Host): Finding {
  const now = host.now();
  const sane = now.getTime() >= earliest && now.getTime() < latest;
  const detail = now.toISOString();
  if (sane) return { status: 'ok', check: 'clock', detail };
  return { status: 'warn', check: 'clock', detail: `${detail} cannot be right`, fix: 'set the system clock' };
}

/** Whether `http` could listen with its defaults. */
export async function checkPort({ port }: DoctorOptions): Promise<Finding> {
  const check = 'port';
  try {
    await listenOnce(port);
    return { status: 'ok', check, detail: `127.0.0.1:${port} is free for \`http\`` };
  } catch (error) {
    return {
      status: 'warn',
      check,
      detail: `127.0.0.1:${port} cannot be taken (${codeOf(error)})`,
      fix: 'start `http` with another --port; stdio needs none',
    };
  }
}

function listenOnce(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

/** Whether the telemetry collector answers, when there is one; the server runs without it. */
export async function checkCollector(host: Host, { deadlineMs }: DoctorOptions): Promise<Finding> {
  const check = 'telemetry';
  const endpoint = host.environment['OTEL_EXPORTER_OTLP_ENDPOINT']?.trim() ?? '';
  if (endpoint === '') return { status: 'ok', check, detail: 'not configured, nothing is exported' };
  if (host.environment['OTEL_SDK_DISABLED']?.trim().toLowerCase() === 'true') {
    return { status: 'ok', check, detail: 'switched off by OTEL_SDK_DISABLED' };
  }
  const fix = 'check OTEL_EXPORTER_OTLP_ENDPOINT and that the collector runs';
  if (!URL.canParse(endpoint)) return { status: 'warn', check, detail: 'the endpoint is not a URL', fix };
  const { host: name } = new URL(endpoint);
  try {
    const reply = await knock(endpoint, deadlineMs);
    const detail = `the collector at ${name} answers with HTTP ${reply.status}`;
    const found = reply.status !== 404;
    return found ? { status: 'ok', check, detail } : { status: 'warn', check, detail, fix };
  } catch (error) {
    return { status: 'warn', check, detail: `no answer from ${name} (${codeOf(error)})`, fix };
  }
}

/** An export of nothing, without credentials: any answer shows that a collector is there. */
async function knock(endpoint: string, deadlineMs: number): Promise<Response> {
  const url = new URL(endpoint);
  url.username = '';
  url.password = '';
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/v1/traces`;
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"resourceSpans":[]}',
    redirect: 'manual',
    signal: AbortSignal.timeout(deadlineMs),
  });
  await reply.body?.cancel();
  return reply;
}

/** The system's code for what went wrong, which `fetch` keeps in the cause. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.name : problemOf(cause);
}
