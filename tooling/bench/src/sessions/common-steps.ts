import { isDeepStrictEqual } from 'node:util';
import { listOf, member } from '../json.ts';
import type { Agent, Question } from './agent.ts';
import type { Memo } from './memo.ts';
import { nameKey, namesOf, type Surface } from './surface.ts';
import type { Step } from './workload.ts';

const listWeights: Readonly<Record<string, number>> = {
  'tools/list': 2,
  'resources/list': 2,
  'resources/templates/list': 1,
  'prompts/list': 2,
};

/** What agents do first: introduce themselves, as their revision asks for it. */
export async function greet(agent: Agent, server: string): Promise<void> {
  const legacy = agent.revision === '2025-11-25';
  const identity = { protocolVersion: agent.revision, capabilities: {} };
  await agent.ask({
    purpose: 'other',
    method: legacy ? 'initialize' : 'server/discover',
    params: legacy ? { ...identity, clientInfo: { name: agent.name, version: '1.0.0' } } : {},
    check(result) {
      const info = legacy
        ? result['serverInfo']
        : member(result['_meta'], 'io.modelcontextprotocol/serverInfo');
      const version = legacy
        ? result['protocolVersion'] === agent.revision
        : listOf(result['supportedVersions']).includes(agent.revision);
      if (member(info, 'name') !== `patchbay-${server}`) return `serves as ${JSON.stringify(info)}`;
      return version ? undefined : 'speaks another revision';
    },
  });
  if (legacy) await agent.tell('notifications/initialized');
}

/** Lists must hold what the reviewed surface holds, and never change. */
export function listSteps(agent: Agent, surface: Surface, memo: Memo): Step[] {
  return [...surface].map(([method, { key, names }]) => ({
    weight: listWeights[method] ?? 1,
    run: () =>
      agent.ask({
        purpose: 'list',
        method,
        params: {},
        check(result) {
          const found = namesOf(result[key], nameKey(method));
          if (!isDeepStrictEqual(found, names)) return `lists ${found.join(' ')}`;
          return memo.differs(method, result[key]);
        },
      }),
  }));
}

/** A prompt whose text must repeat what was given. */
export function promptOf(name: string, args: Readonly<Record<string, string>>, echoed: string): Question {
  return {
    purpose: 'read',
    method: 'prompts/get',
    params: { name, arguments: args },
    check(result) {
      const text = listOf(result['messages'])
        .map((message) => String(member(member(message, 'content'), 'text')))
        .join('\n');
      return text.includes(echoed)
        ? undefined
        : `the prompt does not mention ${echoed}: ${text.slice(0, 200)}`;
    },
  };
}

/** A completion that offers what begins as typed; with a memo, also the same to everybody. */
export function completionOf(
  prompt: string,
  argument: string,
  value: string,
  memo: Memo | undefined,
): Question {
  return {
    purpose: 'read',
    method: 'completion/complete',
    params: { ref: { type: 'ref/prompt', name: prompt }, argument: { name: argument, value } },
    check(result) {
      const values = listOf(member(result['completion'], 'values')).map(String);
      // cities are offered by their other names too, so not every value begins as typed
      if (!values.some((text) => text.startsWith(value))) return `${values.join()} do not complete ${value}`;
      return memo?.differs(`${prompt} ${argument} ${value}`, values);
    },
  };
}

/** Reads a resource and judges its text; JSON is judged parsed. */
export function resourceOf(
  uri: string,
  check: (content: unknown, text: string) => string | undefined,
): Question {
  return {
    purpose: 'read',
    method: 'resources/read',
    params: { uri },
    check(result) {
      const [content] = listOf(result['contents']);
      if (member(content, 'uri') !== uri) return `is ${String(member(content, 'uri'))}`;
      const text = String(member(content, 'text'));
      return check(parsed(text), text);
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Asks with a token for progress, goes away in the middle, or neither. */
export function varied(agent: Agent, question: Question): Question {
  const { random } = agent;
  if (random.chance(0.15)) return { ...question, progress: true };
  if (!random.chance(0.06)) return question;
  const legacy = agent.revision === '2025-11-25';
  return { ...question, cancel: legacy && random.chance(0.5) ? 'notify' : 'leave' };
}
