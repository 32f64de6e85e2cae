import { outputOf } from '@patchbay/core';
import { z } from 'zod';
import type { Rule } from './types.ts';

/**
 * The rule that only named fields leave a server.
 *
 * A part of an output that takes any value says why: `z.unknown().meta({ open: 'what a caller stored, as it was' })`.
 */
export const outputRules: readonly Rule[] = [
  {
    name: 'outputs are closed, or say why they are open',
    check: ({ server }) =>
      server.tools.flatMap((tool) => {
        const schema = z.toJSONSchema(outputOf(tool), { io: 'output', unrepresentable: 'any' });
        return openPaths(schema, tool.name).map((path) => `${path} takes any value`);
      }),
  },
];

/** Keywords that say what a value is, one of which every closed part has. */
const saying = ['type', 'enum', 'const', 'anyOf', 'oneOf', 'allOf', '$ref'];

function openPaths(node: unknown, path: string): string[] {
  if (node === true) return [path];
  if (typeof node !== 'object' || node === null) return [];
  const schema: Readonly<Record<string, unknown>> = { ...node };
  if (typeof schema['open'] === 'string' && schema['open'] !== '') return [];
  if (!saying.some((keyword) => keyword in schema)) return [path];
  return [
    ...members(schema['properties'], path),
    ...members(schema['$defs'], path),
    ...openPaths(schema['additionalProperties'], `${path}.*`),
    ...openPaths(schema['items'], `${path}[]`),
    ...['prefixItems', 'anyOf', 'oneOf', 'allOf'].flatMap((keyword) => parts(schema[keyword], path)),
  ];
}

function members(schemas: unknown, path: string): string[] {
  return Object.entries(Object(schemas)).flatMap(([name, child]) => openPaths(child, `${path}.${name}`));
}

function parts(schemas: unknown, path: string): string[] {
  return Array.isArray(schemas) ? schemas.flatMap((child) => openPaths(child, path)) : [];
}
