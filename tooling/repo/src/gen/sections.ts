import type { ServerFacts, Setting } from './facts.ts';
import { code, firstSentence, table } from './markdown.ts';
import { listTokens, toolTokens } from './surface.ts';

/** The tools of a server with what each costs. */
export function toolsTable(facts: ServerFacts): string {
  const tokens = toolTokens(facts);
  const rows = facts.tools.map(({ listed, toolset, access }) => [
    code(listed.name),
    toolset,
    access,
    `${tokens[listed.name]}`,
    firstSentence(listed.description),
  ]);
  const total = `${facts.tools.length} tools, ${thousands(listTokens(facts))} tokens for the whole list (o200k).`;
  return `${table(['Tool', 'Toolset', 'Access', 'Tokens', 'What it does'], rows)}\n\n${total}`;
}

/** The resources of a server, templates last. */
export function resourcesTable(facts: ServerFacts): string {
  const rows = [
    ...facts.resources.map((resource) => ({ ...resource, address: resource.uri })),
    ...facts.resourceTemplates.map((template) => ({ ...template, address: template.uriTemplate })),
  ].map(({ address, title, name, mimeType, description }) => [
    code(address),
    title ?? name,
    mimeType ?? '',
    firstSentence(description ?? ''),
  ]);
  return rows.length === 0 ? 'None.' : table(['URI', 'Title', 'Type', 'What it holds'], rows);
}

/** The prompts of a server with their arguments, optional ones with a question mark. */
export function promptsTable(facts: ServerFacts): string {
  const rows = facts.prompts.map((prompt) => [
    code(prompt.name),
    (prompt.arguments ?? []).map(({ name, required }) => code(required ? name : `${name}?`)).join(', '),
    firstSentence(prompt.description ?? ''),
  ]);
  return rows.length === 0 ? 'None.' : table(['Prompt', 'Arguments', 'What it asks for'], rows);
}

/** Environment variables with their defaults. */
export function settingsTable(settings: readonly Setting[]): string {
  const rows = settings.map((setting) => [code(setting.name), defaultOf(setting), meaningOf(setting)]);
  return rows.length === 0 ? 'None.' : table(['Variable', 'Default', 'Meaning'], rows);
}

function defaultOf({ required, fallback }: Setting): string {
  if (required) return 'required';
  return fallback === undefined ? '' : code(fallback);
}

function meaningOf({ description, values, secret }: Setting): string {
  const missing = values?.filter((value) => !description.includes(value)) ?? [];
  const choices = missing.length === 0 ? '' : ` One of ${values?.map(code).join(', ')}.`;
  return `${description}${choices}${secret ? ' **Secret.**' : ''}`;
}

/** All servers with what connecting each one costs. */
export function serversTable(servers: readonly (ServerFacts & { readonly package: string })[]): string {
  const rows = servers.map((facts) => [
    `[${facts.name}](servers/${facts.name}/README.md)`,
    facts.description,
    `${facts.tools.length}`,
    thousands(listTokens(facts)),
    code(facts.package),
  ]);
  return table(['Server', 'For', 'Tools', 'Tokens', 'Package'], rows);
}

/** A client as the table shows it. */
export interface ClientRow {
  readonly name: string;
  readonly title: string;
  readonly documentation: string;
  /** Present where the client also connects to a server over HTTP. */
  readonly http?: object;
}

/** The clients that `connect` writes for. */
export function clientsTable(clients: readonly ClientRow[]): string {
  const rows = clients.map(({ name, title, documentation, http }) => [
    `[${title}](${documentation})`,
    code(`connect ${name}`),
    http === undefined ? 'stdio' : 'stdio, HTTP',
  ]);
  return table(['Client', 'Command', 'Transports'], rows);
}

function thousands(count: number): string {
  return count.toLocaleString('en-US');
}
