import { isSecret } from '@patchbay/schemas';
import { z } from 'zod';

const setting = z.object({
  name: z.string(),
  description: z.string(),
  required: z.boolean(),
  /** Whether the value must not be shown. */
  secret: z.boolean(),
  /** The value without the variable, as text. */
  fallback: z.string().optional(),
  /** The accepted values, when they are a closed set. */
  values: z.array(z.string()).optional(),
});

/** One environment variable. */
export type Setting = z.output<typeof setting>;

const schemaNode = z.record(z.string(), z.unknown());

const toolFact = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  inputSchema: schemaNode,
  outputSchema: schemaNode,
  annotations: z.record(z.string(), z.boolean()),
});

const described = z.looseObject({
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
});

/** What the generators know of a server: plain data, taken from its live definition. */
export const serverFacts = z.object({
  name: z.string(),
  title: z.string(),
  version: z.string(),
  description: z.string(),
  toolsets: z.record(z.string(), z.string()),
  budget: z.object({ tools: z.number(), tokens: z.number() }),
  /** Each tool exactly as it is listed, beside what the definition says and the list does not. */
  tools: z.array(
    z.object({
      listed: toolFact,
      toolset: z.string(),
      access: z.string(),
      example: z.record(z.string(), z.unknown()).optional(),
      /** Why parts of its input take fields that they do not name. */
      open: z.array(z.string()),
    }),
  ),
  resources: z.array(described.extend({ uri: z.string(), mimeType: z.string().optional() })),
  resourceTemplates: z.array(described.extend({ uriTemplate: z.string(), mimeType: z.string().optional() })),
  prompts: z.array(
    described.extend({
      arguments: z
        .array(z.object({ name: z.string(), description: z.string(), required: z.boolean() }))
        .optional(),
    }),
  ),
  settings: z.array(setting),
});

/** What the generators know of a server. */
export type ServerFacts = z.output<typeof serverFacts>;

/** The variables that a configuration schema declares. */
export function settingsOf(config: z.ZodObject): readonly Setting[] {
  return Object.entries(config.shape).map(([name, schema]) => {
    const type: z.core.$ZodType = schema;
    const absent = z.safeParse(type, undefined);
    const { enum: values } = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' });
    return {
      name,
      description: z.globalRegistry.get(type)?.description ?? '',
      required: !absent.success,
      secret: isSecret(type),
      ...(absent.success && absent.data !== undefined && { fallback: String(absent.data) }),
      ...(values && { values: values.map(String) }),
    };
  });
}
