import type { AnyServer } from '@patchbay/core';
import { resolveSelection, type SelectionOptions, surfaceReport } from '@patchbay/core/engine';
import type { TestClient } from '../connect.ts';
import type { Rule } from './types.ts';

/** Rules about what a connection sees of a server. */
export const selectionRules: readonly Rule[] = [
  {
    name: 'resources and prompts stand beside tools that exist',
    check: ({ server }) => {
      const tools = new Set(server.tools.map(({ name }) => name));
      const missing = (name: string, beside: readonly string[]) =>
        beside
          .filter((tool) => !tools.has(tool))
          .map((tool) => `${name} stands beside ${tool}, which is no tool`);
      return [
        ...server.resources.flatMap(({ name, tool }) => missing(name, [tool])),
        ...server.prompts.flatMap(({ name, tools: led }) => missing(name, led)),
      ];
    },
  },
  {
    name: 'a selection covers tools, resources and prompts, and calls agree with lists',
    check: async ({ server, connect, createDeps }) => {
      const findings: string[] = [];
      // lists may be made by functions, which ask ports
      const deps = await createDeps();
      for (const [title, selection] of selectionsOf(server)) {
        await using mcp = await connect(server, deps, { selection });
        const found = await disagreements(server, selection, mcp);
        findings.push(...found.map((finding) => `${title}: ${finding}`));
      }
      await deps.close();
      return findings;
    },
  },
];

/** Nothing, what only reads, and each toolset by itself. */
function selectionsOf({ toolsets }: AnyServer): [string, SelectionOptions][] {
  const alone = Object.keys(toolsets).map((name): [string, SelectionOptions] => [name, { toolsets: [name] }]);
  return [['nothing', { toolsets: [] }], ['read-only', { readOnly: true }], ...alone];
}

async function disagreements(
  server: AnyServer,
  selection: SelectionOptions,
  mcp: TestClient,
): Promise<string[]> {
  const { tools, key } = resolveSelection(server, selection);
  const seen = (names: readonly string[]) => names.every((name) => tools.has(name));
  const report = surfaceReport(server, resolveSelection(server, selection));
  const listed = {
    tools: (await mcp.listTools()).map(({ name }) => name),
    resources: (await mcp.listResources()).map(({ uri }) => uri),
    templates: (await mcp.listResourceTemplates()).map(({ uriTemplate }) => uriTemplate),
    prompts: (await mcp.listPrompts()).map(({ name }) => name),
  };
  const hiddenResources = server.resources.filter(({ tool }) => !seen([tool]));
  const hiddenPrompts = server.prompts.filter((prompt) => !seen(prompt.tools));
  const shown = new Set([...listed.resources, ...listed.templates, ...listed.prompts]);
  const fixed = hiddenResources.flatMap(({ uri, listed: members = [] }) => [
    uri,
    ...members.map((member) => member.uri),
  ]);
  return [
    ...[...fixed, ...hiddenPrompts.map(({ name }) => name)]
      .filter((name) => shown.has(name))
      .map((name) => `${name} is listed beside a tool that is hidden`),
    ...(listed.tools.join() === report.tools.map(({ name }) => name).join()
      ? []
      : [`lists other tools than ${key}`]),
    ...(await answered(mcp, fixed, hiddenPrompts)),
  ];
}

/** What is hidden and answers otherwise than what does not exist. */
async function answered(
  mcp: TestClient,
  uris: readonly string[],
  prompts: AnyServer['prompts'],
): Promise<readonly string[]> {
  const argument = ['no_such_argument', ''] as const;
  const unknown = {
    uri: await refusal(mcp.read('nowhere://no/such/resource')),
    prompt: await refusal(mcp.prompt('no_such_prompt')),
    completion: await refusal(mcp.complete({ type: 'ref/prompt', name: 'no_such_prompt' }, ...argument)),
  };
  type Try = readonly [what: string, request: Promise<unknown>, expected: unknown];
  const tries: readonly Try[] = [
    ...uris.map(
      (uri): Try =>
        uri.includes('{')
          ? [
              `completing ${uri}`,
              mcp.complete({ type: 'ref/resource', uri }, ...argument),
              unknown.completion,
            ]
          : [uri, mcp.read(uri), unknown.uri],
    ),
    ...prompts.flatMap(({ name }): readonly Try[] => [
      [name, mcp.prompt(name), unknown.prompt],
      [`completing ${name}`, mcp.complete({ type: 'ref/prompt', name }, ...argument), unknown.completion],
    ]),
  ];
  const answers = await Promise.all(
    tries.map(async ([name, work, expected]) => [name, await refusal(work), expected]),
  );
  return answers
    .filter(([, answer, expected]) => answer !== expected)
    .map(([name, answer]) => `${String(name)} answers ${String(answer)}`);
}

/** The code of the error that a request ends in. */
async function refusal(request: Promise<unknown>): Promise<unknown> {
  return request.then(
    () => 'success',
    (error: unknown) => Reflect.get(Object(error), 'code'),
  );
}
