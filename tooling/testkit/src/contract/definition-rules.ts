import { inputOf } from '@patchbay/core';
import { isBag, openReasons, portabilityFindings, strictFindings } from '@patchbay/schemas';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { z } from 'zod';
import type { Rule } from './types.ts';

const snakeCase = /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/;
const shouting = /\b(IMPORTANT|ALWAYS|NEVER|MUST|WARNING)\b/;
const hints = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;
const limits = { name: 40, title: 60, description: [30, 500], tools: 19, tokens: 5000 } as const;

/** Rules about definitions, checked on live objects without calling anything. */
export const definitionRules: readonly Rule[] = [
  {
    name: 'names are snake_case with a noun, short and unique',
    check: ({ server }) => {
      const names = [...server.tools, ...server.prompts].map(({ name }) => name);
      return names.flatMap((name, index) => [
        ...(snakeCase.test(name) && name.length <= limits.name
          ? []
          : [`${name} is not snake_case of at most ${limits.name} characters`]),
        ...(names.indexOf(name) === index ? [] : [`${name} is there twice`]),
      ]);
    },
  },
  {
    name: 'titles and descriptions are there, of useful length, and do not shout',
    check: ({ server }) =>
      [...server.tools, ...server.prompts, ...server.resources].flatMap(({ name, title, description }) => [
        ...(title.length > 0 && title.length <= limits.title
          ? []
          : [`${name}: title of ${title.length} characters`]),
        ...(description.length >= limits.description[0] && description.length <= limits.description[1]
          ? []
          : [`${name}: description of ${description.length} characters`]),
        ...(shouting.test(description) ? [`${name}: the description shouts`] : []),
      ]),
  },
  {
    name: 'every parameter is described and every schema is portable',
    check: ({ surface }) =>
      surface.tools.flatMap(({ name, inputSchema, outputSchema }) =>
        [...portabilityFindings(inputSchema, 'input'), ...portabilityFindings(outputSchema, 'output')].map(
          ({ pointer, problem }) => `${name}${pointer}: ${problem}`,
        ),
      ),
  },
  {
    name: 'inputs can be strict, or say why they are open',
    check: ({ server, surface }) =>
      surface.tools.flatMap(({ name, inputSchema }) => {
        const tool = server.tools.find((one) => one.name === name);
        const reasons = tool === undefined ? [] : openReasons(inputOf(tool));
        const findings = strictFindings(inputSchema);
        return findings.length <= reasons.length
          ? []
          : findings.map(({ pointer, problem }) => `${name}${pointer}: ${problem}`);
      }),
  },
  {
    name: 'prompt arguments are described',
    check: ({ server }) =>
      server.prompts.flatMap(({ name, input }) =>
        Object.entries(input.shape).flatMap(([argument, schema]) =>
          schema.description ? [] : [`${name}.${argument} has no description`],
        ),
      ),
  },
  {
    name: 'inputs are closed',
    check: ({ surface }) =>
      surface.tools.flatMap(({ name, inputSchema }) =>
        inputSchema['additionalProperties'] === false ? [] : [`${name} takes any key`],
      ),
  },
  {
    name: 'every tool says what it returns',
    check: ({ surface }) =>
      surface.tools.flatMap(({ name, outputSchema }) => {
        const properties = outputSchema['properties'];
        const named = isBag(properties) && Object.keys(properties).length > 0;
        return named ? [] : [`${name} has no output fields`];
      }),
  },
  {
    name: 'all four hints are sent and agree with what the tool does',
    check: ({ server, surface }) =>
      surface.tools.flatMap(({ name, annotations }) => {
        const access = server.tools.find((tool) => tool.name === name)?.access;
        const missing = hints
          .filter((hint) => typeof annotations[hint] !== 'boolean')
          .map((hint) => `${name} has no ${hint}`);
        const wrong =
          annotations.readOnlyHint === (access === 'read')
            ? []
            : [`${name}: readOnlyHint contradicts access ${access}`];
        return [...missing, ...wrong];
      }),
  },
  {
    name: 'every toolset exists and is used',
    check: ({ server }) => {
      const used = new Set(server.tools.map(({ toolset }) => toolset ?? 'core'));
      return [
        ...[...used]
          .filter((name) => !(name in server.toolsets))
          .map((name) => `the toolset ${name} is not declared`),
        ...Object.keys(server.toolsets)
          .filter((name) => !used.has(name))
          .map((name) => `the toolset ${name} has no tool`),
      ];
    },
  },
  {
    name: 'the list stays within its budget',
    check: ({ server, surface }) => {
      const ceiling = {
        tools: server.budget?.tools ?? limits.tools,
        tokens: server.budget?.tokens ?? limits.tokens,
      };
      const tokens = countTokens(JSON.stringify({ tools: surface.tools }));
      return [
        ...(surface.tools.length > ceiling.tools
          ? [`${surface.tools.length} tools, at most ${ceiling.tools}`]
          : []),
        ...(tokens > ceiling.tokens ? [`${tokens} tokens, at most ${ceiling.tokens}`] : []),
      ];
    },
  },
  {
    name: 'resources can be cached, and listed members belong to their template',
    check: ({ server }) =>
      server.resources.flatMap(({ name, uri, cache, listed }) => {
        const prefix = uri.split('{')[0] ?? uri;
        return [
          ...(cache.ttlMs > 0 ? [] : [`${name} has no lifetime`]),
          ...(listed ?? [])
            .filter((member) => !member.uri.startsWith(prefix))
            .map((member) => `${member.uri} is not of ${uri}`),
        ];
      }),
  },
  {
    name: 'every tool has a valid example',
    check: ({ server }) =>
      server.tools.flatMap((tool) =>
        inputOf(tool).safeParse(tool.example).success ? [] : [`${tool.name} refuses its own example`],
      ),
  },
  {
    name: 'lists in arguments are bounded',
    check: ({ server }) =>
      server.tools.flatMap(({ name, input }) =>
        unboundedLists(z.toJSONSchema(input, { io: 'input' }), name).map(
          (path) => `${path} takes a list of any length`,
        ),
      ),
  },
];

function unboundedLists(node: unknown, path: string): string[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => unboundedLists(item, `${path}[${index}]`));
  if (typeof node !== 'object' || node === null) return [];
  const schema: Readonly<Record<string, unknown>> = { ...node };
  const own = schema['type'] === 'array' && typeof schema['maxItems'] !== 'number' ? [path] : [];
  return [
    ...own,
    ...Object.entries(schema).flatMap(([key, child]) => unboundedLists(child, `${path}.${key}`)),
  ];
}
