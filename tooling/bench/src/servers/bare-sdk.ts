import { createServer } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { serveOnArgument } from './serve-on-argument.ts';

const input = z.object({ temperature: z.number(), from_unit: z.string(), to_unit: z.string() });
const output = z.object({ value: z.number(), unit: z.string(), text: z.string() });

/** The official serving with one tool and nothing of ours, its schemas built once. */
const handler = createMcpHandler(() => {
  const mcp = new McpServer({ name: 'bare', version: '1.0.0' });
  mcp.registerTool(
    'convert_temperature',
    { description: 'Converts.', inputSchema: input, outputSchema: output },
    ({ temperature }) => {
      const structuredContent = {
        value: temperature + 273.15,
        unit: 'kelvin',
        text: `${temperature} °C = ${temperature + 273.15} K`,
      };
      return { content: [{ type: 'text', text: structuredContent.text }], structuredContent };
    },
  );
  return mcp;
});
const node = toNodeHandler(handler);
serveOnArgument(
  createServer((req, res) => {
    void node(
      {
        method: req.method ?? 'POST',
        url: req.url ?? '/',
        headers: req.headers,
        [Symbol.asyncIterator]: () => req[Symbol.asyncIterator](),
      },
      res,
    );
  }),
);
