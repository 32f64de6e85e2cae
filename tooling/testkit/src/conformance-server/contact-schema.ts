import { isInputRequired, type Middleware } from '@patchbay/core';

/** The wider vocabulary of JSON Schema 2020-12, which zod does not produce. */
const contactSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: {
    address: {
      $anchor: 'addressDef',
      type: 'object',
      properties: { street: { type: 'string' }, city: { type: 'string' } },
    },
  },
  properties: {
    name: { type: 'string' },
    address: { $ref: '#/$defs/address' },
    contactMethod: { type: 'string', enum: ['phone', 'email'] },
    phone: { type: 'string' },
    email: { type: 'string' },
  },
  allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
  if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
  // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema, and nobody awaits this object
  then: { required: ['phone'] },
  else: { required: ['email'] },
  additionalProperties: false,
} as const;

/** Lists the contact tool with its hand-written schema, to show that the way to the client keeps every keyword. */
export const listContactSchema: Middleware = async (call, next) => {
  const result = await next(call);
  const { tools } = result;
  if (call.target.name !== 'tools/list' || isInputRequired(result) || !Array.isArray(tools)) return result;
  return {
    ...result,
    tools: tools.map((entry: { readonly name: string }) =>
      entry.name === 'json_schema_2020_12_tool' ? { ...entry, inputSchema: contactSchema } : entry,
    ),
  };
};
