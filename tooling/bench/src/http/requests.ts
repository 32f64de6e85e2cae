const call = {
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: {
    name: 'convert_temperature',
    arguments: { temperature: 100, from_unit: 'celsius', to_unit: 'kelvin' },
  },
} as const;

/** The same tool call as clients of both eras send it. */
export const requests = {
  '2026-07-28': {
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': 'convert_temperature',
    },
    body: JSON.stringify({
      ...call,
      params: {
        ...call.params,
        _meta: {
          'io.modelcontextprotocol/protocolVersion': '2026-07-28',
          'io.modelcontextprotocol/clientCapabilities': {},
          'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1.0.0' },
        },
      },
    }),
  },
  '2025-11-25': {
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-11-25',
    },
    body: JSON.stringify(call),
  },
} as const;

/** A generation of the protocol, as the benchmark names it. */
export type Revision = keyof typeof requests;
