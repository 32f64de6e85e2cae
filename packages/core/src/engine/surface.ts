import { advertisedInput, advertisedOutput, type JsonSchema } from '@patchbay/schemas';
import type { Selection } from '../call.ts';
import { annotationsOf } from '../define/access.ts';
import type { AnyPrompt } from '../define/prompt.ts';
import type { ListedResource, ServedResource } from '../define/resource.ts';
import type { AnyServer } from '../define/server.ts';
import type { AnyTool } from '../define/tool.ts';
import { inputOf } from '../define/writes.ts';
import type { ToolAnnotations } from '../wire.ts';
import { resourcesOf } from './results/resources.ts';
import { offers } from './selection.ts';
import { isTemplate } from './uri-template.ts';

/** One entry of `tools/list`. */
export interface ListedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
  readonly annotations: ToolAnnotations;
}

/** Everything a client can list, as it goes over the wire. */
export interface Surface {
  readonly tools: readonly ListedTool[];
  readonly resources: readonly object[];
  readonly resourceTemplates: readonly object[];
  readonly prompts: readonly object[];
}

/** What a server offers under a selection. */
export function surfaceOf(server: AnyServer, selection: Selection): Surface {
  const resources = resourcesOf(server).filter((resource) => offers(selection, resource));
  return {
    tools: server.tools.filter((tool) => selection.tools.has(tool.name)).map(listedTool),
    resources: resources.flatMap(listedResources),
    resourceTemplates: resources.filter(({ uri }) => isTemplate(uri)).map(listedTemplate),
    prompts: server.prompts.filter((prompt) => offers(selection, prompt)).map(listedPrompt),
  };
}

const entries = new WeakMap<object, ListedTool>();

function listedTool(tool: AnyTool<never>): ListedTool {
  const cached = entries.get(tool);
  if (cached !== undefined) return cached;
  const entry: ListedTool = {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: advertisedInput(inputOf(tool)),
    outputSchema: advertisedOutput(tool.output),
    annotations: annotationsOf(tool.access, tool),
  };
  entries.set(tool, entry);
  return entry;
}

function listedResources(resource: ServedResource<never>): object[] {
  if (isTemplate(resource.uri))
    return (resource.listed ?? []).map((member) => listedMember(resource, member));
  const { uri, name, title, description, mimeType } = resource;
  return [{ uri, name, title, description, mimeType }];
}

/** A member of a family as lists show it. */
export function listedMember(
  { title, description, mimeType }: ServedResource<never>,
  { uri, name, ...own }: ListedResource,
): object {
  return { title, description, uri, name, mimeType, ...own };
}

function listedTemplate(resource: ServedResource<never>): object {
  const { uri: uriTemplate, name, title, description, mimeType } = resource;
  return { uriTemplate, name, title, description, mimeType };
}

function listedPrompt(prompt: AnyPrompt<never>): object {
  const { name, title, description } = prompt;
  const args = Object.entries(prompt.input.shape).map(([argument, schema]) => ({
    name: argument,
    description: schema.description ?? '',
    required: !schema.safeParse(undefined).success,
  }));
  return { name, title, description, ...(args.length > 0 && { arguments: args }) };
}
