/** Where a request has members that may be absent and must not be `null`, with what they are called in a refusal. */

/** A member by the names that lead to it. */
type Path = readonly [string, ...string[]];

/** A request that is good as it is, and the members that may be absent from it. */
export interface Optional {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly members: readonly Path[];
}

const meta = (key: string): Path => ['params', '_meta', `io.modelcontextprotocol/${key}`];

/** Members of requests of every method: of 2025, and of 2026, whose envelope names the client. */
export const commonMembers = {
  legacy: [['params', '_meta', 'progressToken']],
  modern: [
    ['params', '_meta', 'progressToken'],
    meta('clientInfo'),
    [...meta('clientInfo'), 'title'],
    [...meta('clientInfo'), 'icons'],
    [...meta('clientCapabilities'), 'roots'],
    [...meta('clientCapabilities'), 'elicitation', 'form'],
    meta('logLevel'),
  ],
} as const satisfies Record<string, readonly Path[]>;

const list = (method: string): Optional => ({
  method,
  params: {},
  members: [['params'], ['params', '_meta'], ['params', 'cursor']],
});

/** The methods that have others, in both eras. */
export const optional: readonly Optional[] = [
  ...['tools/list', 'prompts/list', 'resources/list', 'resources/templates/list'].map(list),
  {
    method: 'tools/call',
    params: { name: 'test_simple_text' },
    members: [
      ['params', '_meta'],
      ['params', 'arguments'],
      ['params', 'inputResponses'],
      ['params', 'requestState'],
    ],
  },
  {
    method: 'prompts/get',
    params: { name: 'test_prompt_with_arguments' },
    members: [
      ['params', '_meta'],
      ['params', 'arguments'],
      ['params', 'arguments', 'arg1'],
    ],
  },
  {
    method: 'resources/read',
    params: { uri: 'test://static-text' },
    members: [
      ['params', '_meta'],
      ['params', 'inputResponses'],
      ['params', 'requestState'],
    ],
  },
  {
    method: 'completion/complete',
    params: {
      ref: { type: 'ref/prompt', name: 'test_prompt_with_arguments' },
      argument: { name: 'arg1', value: 'p' },
    },
    members: [
      ['params', '_meta'],
      ['params', 'context'],
      ['params', 'context', 'arguments'],
      ['params', 'context', 'arguments', 'arg1'],
    ],
  },
];

/** The handshake of 2025, which has some of its own. */
export const handshake: Optional = {
  method: 'initialize',
  params: {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'probe', version: '1' },
  },
  members: [
    ['params', '_meta'],
    ['params', 'capabilities', 'roots'],
    ['params', 'capabilities', 'roots', 'listChanged'],
    ['params', 'capabilities', 'experimental'],
    ['params', 'clientInfo', 'title'],
    ['params', 'clientInfo', 'websiteUrl'],
  ],
};

/** A copy with `null` at a place; the objects that lead there are made where they are missing. */
export function nulled(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return null;
  const object: Readonly<Record<string, unknown>> = typeof value === 'object' ? { ...value } : {};
  return { ...object, [name]: nulled(object[name], rest) };
}

/** How a refusal names a member. */
export function named(path: readonly string[]): string {
  return path
    .map((name, index) => {
      if (!/^\w+$/.test(name)) return `[${JSON.stringify(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join('');
}
