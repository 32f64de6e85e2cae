/** The revisions of the protocol that are measured. */
export const revisions = ['2026-07-28', '2025-11-25'] as const;

/** A revision of the protocol. */
export type Revision = (typeof revisions)[number];

/** A request as a client sends it. */
export interface BenchRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const meta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1.0.0' },
};
const trace = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00' };

/** A request of the protocol, with trace context when it is asked for. */
export function requestOf(
  revision: Revision,
  method: string,
  params: Readonly<Record<string, unknown>> = {},
  traced = false,
): BenchRequest {
  const modern = revision === '2026-07-28';
  const { name } = params;
  const _meta = { ...(modern && meta), ...(traced && trace) };
  return {
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': revision,
      ...(modern && { 'mcp-method': method }),
      ...(modern && typeof name === 'string' && { 'mcp-name': name }),
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method,
      params: { ...params, ...(Object.keys(_meta).length > 0 && { _meta }) },
    }),
  };
}

/** The call that all are measured by. */
export function toolCall(revision: Revision, traced = false): BenchRequest {
  return requestOf(
    revision,
    'tools/call',
    {
      name: 'convert_temperature',
      arguments: { temperature: 100, from_unit: 'celsius', to_unit: 'kelvin' },
    },
    traced,
  );
}
