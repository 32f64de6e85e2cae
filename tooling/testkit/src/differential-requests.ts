import fc from 'fast-check';
import { commonMembers, handshake, nulled, optional } from './optional-members.ts';

/** One HTTP request of the differential test, as bytes on the wire would carry it. */
export interface RawRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const version = 'io.modelcontextprotocol/protocolVersion';
const capabilitiesKey = 'io.modelcontextprotocol/clientCapabilities';
const clientKey = 'io.modelcontextprotocol/clientInfo';

const optionalPaths = [...optional, handshake, { members: commonMembers.modern }].flatMap(
  ({ members }) => members,
);

const scalar = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constant(null),
);
const odd = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(fc.string({ maxLength: 6 }), scalar, { maxKeys: 3 }),
);

/** Mostly the first, sometimes anything else. */
function mostly<T>(usual: fc.Arbitrary<T>, unusual: fc.Arbitrary<unknown> = odd): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: unusual });
}

const toolCalls = fc.constantFrom(
  { name: 'test_simple_text', arguments: {} },
  { name: 'test_simple_text' },
  { name: 'test_image_content', arguments: {} },
  { name: 'test_multiple_content_types', arguments: {} },
  { name: 'test_error_handling', arguments: {} },
  { name: 'test_embedded_resource', arguments: { surplus: 1 } },
  { name: 'test_x_mcp_header', arguments: { region: 'eu' } },
  { name: 'test_sampling', arguments: { prompt: 'hi' } },
  { name: 'test_sampling', arguments: { prompt: 7 } },
  { name: 'test_input_required_result_elicitation', arguments: {} },
  { name: 'no_such_tool', arguments: {} },
);
const promptGets = fc.constantFrom(
  { name: 'test_simple_prompt' },
  { name: 'test_prompt_with_arguments', arguments: { arg1: 'a', arg2: 'b' } },
  { name: 'test_prompt_with_arguments', arguments: { arg1: 'a' } },
  { name: 'test_prompt_with_image', arguments: {} },
  { name: 'no_such_prompt' },
);
const reads = fc.constantFrom(
  { uri: 'test://static-text' },
  { uri: 'test://static-binary' },
  { uri: 'test://template/7/data' },
  { uri: 'test://template/a%2Fb/data' },
  { uri: 'test://nothing' },
  { uri: 'not a uri' },
);
const completions = fc.constantFrom(
  { ref: { type: 'ref/prompt', name: 'test_prompt_with_arguments' }, argument: { name: 'arg1', value: 'p' } },
  { ref: { type: 'ref/prompt', name: 'nothing' }, argument: { name: 'arg1', value: '' } },
  { ref: { type: 'ref/resource', uri: 'test://template/{id}/data' }, argument: { name: 'id', value: '1' } },
  {
    ref: { type: 'ref/prompt', name: 'test_prompt_with_arguments' },
    argument: { name: 'arg2', value: '' },
    context: { arguments: { arg1: 'x' } },
  },
);
const bare = fc.constant({});

const paramsOf: Readonly<Record<string, fc.Arbitrary<object>>> = {
  'tools/call': toolCalls,
  'prompts/get': promptGets,
  'resources/read': reads,
  'completion/complete': completions,
  'tools/list': bare,
  'resources/list': bare,
  'resources/templates/list': bare,
  'prompts/list': bare,
  'server/discover': bare,
  ping: bare,
  'no/such': bare,
};

const capabilities = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      { roots: { listChanged: true } },
      { elicitation: { form: {} } },
      { elicitation: {}, sampling: {} },
    ),
  },
  { weight: 1, arbitrary: odd },
);
const client = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ name: 'probe', version: '1.0' }) },
  { weight: 2, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { name: 'probe' },
      { name: 'probe', version: '1', title: 'Probe', websiteUrl: 'nowhere' },
    ),
  },
  { weight: 1, arbitrary: odd },
);
const token = fc.constantFrom(undefined, undefined, undefined, 'p1', 7, 1.5, null);

const envelope = fc.record({
  capabilities,
  client,
  token,
  version: mostly(fc.constant('2026-07-28'), fc.constantFrom('2025-11-25', '2099-01-01', 3)),
});

const id = fc.oneof(
  { weight: 12, arbitrary: fc.oneof(fc.integer({ min: 0, max: 1e6 }), fc.string({ maxLength: 5 })) },
  { weight: 1, arbitrary: fc.constantFrom(1.5, null, true, {}, undefined) },
);

function message(method: string, params: object, meta: object | undefined, extra: object): object {
  return { jsonrpc: '2.0', method, params: { ...params, ...(meta && { _meta: meta }) }, ...extra };
}

const modern = fc
  .constantFrom(...Object.keys(paramsOf))
  .chain((method) =>
    fc.record({
      method: fc.constant(method),
      params: paramsOf[method] ?? bare,
      surplus: mostly(
        fc.constant(undefined),
        fc.constantFrom({ cursor: 'x' }, { inputResponses: {} }, { requestState: 'forged' }, { surplus: 1 }),
      ),
      envelope,
      id,
      mirror: fc.constantFrom(
        'exact',
        'exact',
        'exact',
        'exact',
        'exact',
        'exact',
        'missing',
        'wrong',
        'encoded',
      ),
      header: fc.constantFrom('2026-07-28', '2026-07-28', '2026-07-28', '2026-07-28', '2025-11-25', ''),
    }),
  )
  .map(({ method, params, surplus, envelope: said, id: number, mirror, header }): RawRequest => {
    const meta = {
      [version]: said.version,
      [capabilitiesKey]: said.capabilities,
      ...(said.client !== undefined && { [clientKey]: said.client }),
      ...(said.token !== undefined && { progressToken: said.token }),
    };
    const body = message(method, { ...params, ...(typeof surplus === 'object' && surplus) }, meta, {
      id: number,
    });
    const name = 'name' in params ? String(params.name) : 'uri' in params ? String(params.uri) : undefined;
    return {
      method: 'POST',
      headers: {
        ...usualHeaders,
        ...(header !== '' && { 'mcp-protocol-version': header }),
        'mcp-method': mirror === 'wrong' ? 'tools/list' : method,
        ...(name !== undefined &&
          mirror !== 'missing' && { 'mcp-name': mirror === 'encoded' ? `=?base64?${btoa(name)}?=` : name }),
      },
      body: JSON.stringify(body),
    };
  });

const usualHeaders = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

const legacy = fc
  .constantFrom(...Object.keys(paramsOf), 'initialize', 'notifications/initialized')
  .chain((method) =>
    fc.record({
      method: fc.constant(method),
      params:
        paramsOf[method] ??
        fc.constant({
          protocolVersion: '2025-11-25',
          capabilities: {},
          clientInfo: { name: 'probe', version: '1' },
        }),
      surplus: mostly(
        fc.constant(undefined),
        fc.constantFrom({ cursor: 'x' }, { surplus: 1 }, { _meta: {} }, { _meta: 3 }),
      ),
      id,
      header: fc.constantFrom(
        undefined,
        undefined,
        '2025-11-25',
        '2025-11-25',
        '2025-06-18',
        '2024-11-05',
        '1999-01-01',
      ),
      session: fc.constantFrom(undefined, undefined, undefined, undefined, 'abc'),
    }),
  )
  .map(
    ({ method, params, surplus, id: number, header, session }): RawRequest => ({
      method: 'POST',
      headers: {
        ...usualHeaders,
        ...(header !== undefined && { 'mcp-protocol-version': header }),
        ...(session !== undefined && { 'mcp-session-id': session }),
      },
      body: JSON.stringify(
        message(method, { ...params, ...(typeof surplus === 'object' && surplus) }, undefined, {
          id: number,
        }),
      ),
    }),
  );

/** What clients in the field accept; undefined for no header. */
const accepts = fc.constantFrom(
  undefined,
  '',
  '*/*',
  'application/json',
  'APPLICATION/JSON',
  'text/event-stream',
  'Text/Event-Stream; q=0.8',
  'text/event-stream, application/json',
  'application/json, text/plain, */*',
  'text/event-stream;q=0, */*',
  'text/html',
);

/** A request that asks for its answer in one form, in any, or in none. */
const withAccept = fc.tuple(fc.oneof(modern, legacy), accepts).map(
  ([
    {
      headers: { accept: _usual, ...headers },
      ...request
    },
    accept,
  ]): RawRequest => ({
    ...request,
    headers: { ...headers, ...(accept !== undefined && { accept }) },
  }),
);

/** Ways to break a good request. */
const breakages: readonly ((request: RawRequest) => RawRequest)[] = [
  (request) => ({ ...request, body: request.body?.slice(0, -3) }),
  (request) => ({ ...request, body: `[${request.body},${request.body}]` }),
  (request) => ({ ...request, body: ` \n${request.body}\t` }),
  (request) => ({ ...request, body: `\uFEFF${request.body}` }),
  (request) => ({ ...request, body: request.body?.replace('{', '{"__proto__":{"x":1},') }),
  (request) => ({ ...request, body: request.body?.replace('"jsonrpc":"2.0"', '"jsonrpc":"1.0"') }),
  (request) => ({ ...request, body: request.body?.replace('"method"', '"extra":1,"method"') }),
  (request) => ({ ...request, body: request.body?.replace('"id"', '"id":99,"id"') }),
  (request) => ({ ...request, headers: { ...request.headers, 'content-type': 'text/plain' } }),
  (request) => ({
    ...request,
    headers: { ...request.headers, 'content-type': 'application/json; charset=utf-8' },
  }),
  (request) => ({ ...request, method: 'DELETE' }),
  (request) => ({ ...request, method: 'PUT' }),
  (request) => ({ ...request, body: 'null' }),
  (request) => ({ ...request, body: '' }),
];

/** A request with `null` in the place of a member that may be absent, of its method or of another. */
const withNull = fc.tuple(fc.oneof(modern, legacy), fc.constantFrom(...optionalPaths)).map(
  ([request, path]): RawRequest => ({
    ...request,
    body: JSON.stringify(nulled(JSON.parse(request.body ?? '{}'), path)),
  }),
);

/** Good, odd and malformed requests of both eras, in that order of frequency. */
export const rawRequest: fc.Arbitrary<RawRequest> = fc.oneof(
  { weight: 9, arbitrary: fc.oneof(modern, legacy) },
  { weight: 3, arbitrary: withAccept },
  { weight: 1, arbitrary: withNull },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.oneof(modern, legacy), fc.constantFrom(...breakages))
      .map(([request, spoil]) => spoil(request)),
  },
);
