import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyServer, AnyTool, ServerDeps } from '@patchbay/core';
import fc from 'fast-check';
import { clientKinds, type TestClient, type ToolAnswer } from '../connect.ts';
import { argumentsFor } from './arguments-from-schema.ts';
import { idle } from './idle.ts';
import { missingFromText } from './parity.ts';
import type { Rule, Subject } from './types.ts';

const canary = 'canary-7f3a9c-do-not-show';
const fuzzRuns = 15;

/** Rules about behaviour, checked through a real client over the protocol. */
export const wireRules: readonly Rule[] = [
  {
    name: 'both protocol eras and all clients list alike',
    check: async ({ server, connect, createDeps }) => {
      const deps = await createDeps();
      const listings = await Promise.all(
        clientKinds.map(async (client) => {
          await using mcp = await connect(server, deps, { client });
          return JSON.stringify([
            await mcp.listTools(),
            await mcp.listResources(),
            await mcp.listResourceTemplates(),
            await mcp.listPrompts(),
          ]);
        }),
      );
      await deps.close();
      return clientKinds
        .filter((_, index) => listings[index] !== listings[0])
        .map((client) => `${client} lists otherwise than ${clientKinds[0]}`);
    },
  },
  {
    name: 'every example succeeds, and its text shows all that the structured result says',
    check: (subject) =>
      withDeps(subject, {}, async (mcp) =>
        eachTool(subject, async ({ name, example }) => {
          const answer = await mcp.call(name, { ...example });
          if (answer.isError) return [`${name}: ${answer.text}`];
          return missingFromText(answer.structuredContent, answer.text).map(
            (value) => `${name}: the text lacks ${value}`,
          );
        }),
      ),
  },
  {
    name: 'an unknown argument is refused by its name, with a hint',
    check: (subject) =>
      withDeps(subject, {}, async (mcp) =>
        eachTool(subject, async ({ name, example }) => {
          const answer = await mcp.call(name, { ...example, no_such_argument: 1 });
          const refused =
            answer.code === 'validation_error' && answer.text.includes('no_such_argument') && hinted(answer);
          return refused ? [] : [`${name} answers ${answer.code ?? 'success'}: ${answer.text.slice(0, 200)}`];
        }),
      ),
  },
  {
    name: 'what a handler throws by accident never reaches the client',
    check: async (subject) => {
      const server = withHandlers(subject.server, () => () => {
        throw new TypeError(canary);
      });
      await using mcp = await subject.connect(server, idle);
      return await eachTool(subject, async ({ name, example }) => {
        const answer = await mcp.call(name, { ...example });
        return answer.code === 'internal' && !JSON.stringify(answer).includes(canary)
          ? []
          : [`${name} answers ${answer.text}`];
      });
    },
  },
  {
    name: 'read-only hides and refuses every tool that writes',
    check: async (subject) => {
      await using mcp = await subject.connect(subject.server, idle, { selection: { readOnly: true } });
      const listed = new Set((await mcp.listTools()).map(({ name }) => name));
      const writers = subject.server.tools.filter(({ access }) => access !== 'read');
      const findings = await Promise.all(
        writers.map(async ({ name, example }) => {
          const { code } = await mcp.call(name, { ...example });
          return [
            ...(listed.has(name) ? [`${name} is listed`] : []),
            ...(code === 'permission_denied' ? [] : [`${name} answers ${code}`]),
          ];
        }),
      );
      return findings.flat();
    },
  },
  {
    name: 'a caller without the scope is refused',
    check: async (subject) => {
      const scopes = ['read', 'write', 'delete'].map((verb) => `${subject.server.name}:${verb}`);
      await using mcp = await subject.connect(subject.server, idle, { without: scopes });
      return await eachTool(subject, async ({ name, example }) => {
        const { code } = await mcp.call(name, { ...example });
        return code === 'permission_denied' ? [] : [`${name} answers ${code}`];
      });
    },
  },
  {
    name: 'cancelling a call cancels the work behind it',
    check: async (subject) => {
      const findings = await Promise.all(
        subject.server.tools.map(async (tool) =>
          (await cancelReachesPorts(subject, tool)) ? [] : [`${tool.name} does not pass its signal on`],
        ),
      );
      return findings.flat();
    },
  },
  {
    name: 'no input, however hostile, ends in an internal error or without a hint',
    check: (subject) =>
      withDeps(subject, { responseTokens: 4000 }, async (mcp) =>
        eachTool(subject, async ({ name }) => {
          const listed = subject.surface.tools.find((tool) => tool.name === name);
          const { valid, hostile } = argumentsFor(listed?.inputSchema ?? {});
          const isFair = fc.asyncProperty(fc.oneof(valid, hostile), async (args) => {
            const answer = await mcp.call(name, args);
            if (answer.isError && (answer.code === 'internal' || !hinted(answer)))
              throw new Error(`${name} answers ${answer.text.slice(0, 120)}`);
          });
          const outcome = await fc.check(isFair, { numRuns: fc.readConfigureGlobal()?.numRuns ?? fuzzRuns });
          const report = fc.defaultReportMessage(outcome);
          return report === undefined ? [] : [report];
        }),
      ),
  },
];

function hinted(answer: ToolAnswer): boolean {
  const hint = answer.error?.['hint'];
  return typeof hint === 'string' && hint.length > 0 && answer.text.includes(hint);
}

async function withDeps(
  subject: Subject,
  options: { responseTokens?: number },
  work: (mcp: TestClient) => Promise<string[]>,
): Promise<string[]> {
  const deps = await subject.createDeps();
  try {
    await using mcp = await subject.connect(subject.server, deps, options);
    return await work(mcp);
  } finally {
    await deps.close();
  }
}

async function eachTool(
  { server }: Subject,
  check: (tool: AnyTool<never>) => Promise<readonly string[]>,
): Promise<string[]> {
  const findings: string[] = [];
  for (const tool of server.tools) findings.push(...(await check(tool)));
  return findings;
}

type Handler = AnyTool<unknown>['handler'];

function withHandlers(server: AnyServer, handlerOf: (tool: AnyTool<unknown>) => Handler): AnyServer {
  return { ...server, tools: server.tools.map((tool) => ({ ...tool, handler: handlerOf(tool) })) };
}

/** Calls a tool on ports that never answer, cancels, and tells whether every port that was asked heard of it. */
async function cancelReachesPorts(
  { server, connect }: Subject,
  { name, example }: AnyTool<never>,
): Promise<boolean> {
  const heard = new Set<AbortSignal>();
  const asked = Promise.withResolvers<void>();
  const deps = hangingPort((signal) => {
    heard.add(signal);
    asked.resolve();
  });
  await using mcp = await connect(server, deps);
  const controller = new AbortController();
  const call = mcp.call(name, { ...example }, { signal: controller.signal }).catch(() => undefined);
  await Promise.race([asked.promise, call]);
  controller.abort();
  await call;
  const isOver = () => [...heard].every((signal) => signal.aborted);
  for (let turn = 0; turn < 100 && !isOver(); turn += 1) await sleep(10);
  return isOver();
}

/** Ports of any shape: whatever is called with a signal hangs until the signal aborts. */
function hangingPort(onSignal: (signal: AbortSignal) => void): ServerDeps {
  const port = (): unknown =>
    new Proxy(() => {}, {
      get: (_target, key) => (key === 'then' ? undefined : port()),
      apply: (_target, _self, args: readonly unknown[]) => {
        const signal = args
          .map((arg) => (typeof arg === 'object' && arg !== null ? Reflect.get(arg, 'signal') : undefined))
          .find((value) => value instanceof AbortSignal);
        if (!(signal instanceof AbortSignal)) return new Date(0);
        onSignal(signal);
        return new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
        );
      },
    });
  const own = new Proxy<Record<string, unknown>>(
    {},
    { get: (_target, key) => (key === 'then' ? undefined : port()) },
  );
  // a proxy has every port there is
  return { ...idle, ports: own };
}
