import { defineServer, toolFor } from '@patchbay/core';
import { runCli } from '@patchbay/serve';
import { z } from 'zod';

const [count = '1', port = '0'] = process.argv.slice(2);
const tool = toolFor<unknown>();

/** The benchmark's tool under its own name first, then under names that nobody calls. */
const tools = Array.from({ length: Number(count) }, (_, index) =>
  tool({
    name: index === 0 ? 'convert_temperature' : `convert_temperature_${index}`,
    title: 'Convert temperature',
    description: 'Converts a temperature to kelvin.',
    access: 'read',
    input: z.object({ temperature: z.number(), from_unit: z.string(), to_unit: z.string() }),
    output: z.object({ value: z.number(), unit: z.string(), text: z.string() }),
    handler: ({ temperature }) => ({
      value: temperature + 273.15,
      unit: 'kelvin',
      text: `${temperature} °C = ${temperature + 273.15} K`,
    }),
    render: ({ text }) => text,
  }),
);

const server = defineServer({
  name: 'bench',
  title: 'Bench',
  version: '1.0.0',
  description: 'Many tools.',
  instructions: 'None.',
  config: z.object({}),
  toolsets: { core: 'All there is.' },
  tools,
  resources: [],
  prompts: [],
  createDeps: () => ({ ports: {}, health: async () => [], close: async () => {} }),
});
await runCli(server, { argv: ['http', '--port', port], environment: process.env });
